import type { Catalogue } from '../compiled.js';
import type { home as en } from '../en/home.js';

export const home: Catalogue<typeof en> = {
  home: {
    does: 'giemsa hutafuta malaria kwenye picha za slaidi za damu zilizotiwa rangi ya Giemsa: huweka alama kwenye seli zinazoonekana kuwa na vimelea, huhesabu maeneo mazima kwa kila mgonjwa, na huruhusu watu kusahihisha kila jibu.',
    doesNot:
      'Haitambui ugonjwa: majibu yake yanaweza kuwa na makosa, na mtu lazima aangalie kila tokeo lenye umuhimu.',
    samples: {
      label: 'Huna picha karibu?',
      cells: 'Jaribu kwa seli za mfano',
      fields: 'Jaribu eneo la mfano',
      names: { cells: 'Mfano: seli zilizochorwa', fields: 'Mfano: eneo lililochorwa' },
      explain:
        'Zimechorwa na giemsa. Modeli zilijifunza kutoka kwa picha halisi, kwa hiyo makosa yake hapa hayasemi lolote kuhusu seli halisi.',
      drawing: 'Inachora mfano …',
    },
  },
  batches: {
    title: 'Makundi ya hivi karibuni',
    none: 'Hakuna kilichopakiwa bado.',
    notFound: 'Hakuna kundi lenye “{search}” katika jina lake.',
    search: 'Tafuta kwa jina',
    all: 'Makundi yote',
    incomplete:
      'Zimefika {arrived, number} kati ya {announced, plural, one {faili #} other {faili #}}, haijakamilika',
    cells:
      '{cells, plural, one {seli #} other {seli #}}, {infected, plural, one {# imeainishwa kuwa na vimelea} other {# zimeainishwa kuwa na vimelea}}',
    fields:
      '{fields, plural, one {eneo #} other {maeneo #}}, {cells, plural, one {chembe nyekundu #} other {chembe nyekundu #}}, {infected, plural, one {# imeainishwa kuwa na vimelea} other {# zimeainishwa kuwa na vimelea}}',
    reviewed: '{reviewed, plural, =0 {hakuna kilichokaguliwa} one {# imekaguliwa} other {# zimekaguliwa}}',
    allReviewed: 'vyote vimekaguliwa',
    signed: 'matokeo {signed, number} kati ya {of, plural, one {mgonjwa #} other {wagonjwa #}} yamesainiwa',
    allSigned: 'imesainiwa',
    made: '{model}, tarehe {at}',
    blind: 'linasomwa bila kuona majibu',
  },
  rename: {
    label: 'Badilisha jina',
    of: 'Badilisha jina la {name}',
    name: 'Jina jipya',
    save: 'Hifadhi jina',
    cancel: 'Ghairi',
  },
  trash: {
    title: 'Taka: {count, plural, one {kundi # lililofutwa} other {makundi # yaliyofutwa}}',
    titleMore:
      'Taka: {count, plural, one {makundi # au zaidi yaliyofutwa} other {makundi # au zaidi yaliyofutwa}}',
    deleted: 'limefutwa {at}; litatoweka kabisa {ends}',
    deletedBy: 'limefutwa {at} na {by}; litatoweka kabisa {ends}',
    deletedSigned:
      'limefutwa {at}; lina matokeo yaliyosainiwa, kwa hiyo ni msimamizi tu anayeweza kulifuta kabisa',
    deletedSignedBy:
      'limefutwa {at} na {by}; lina matokeo yaliyosainiwa, kwa hiyo ni msimamizi tu anayeweza kulifuta kabisa',
    restore: 'Rejesha',
    restoreNamed: 'Rejesha {name}',
    end: 'Futa kabisa',
    endNamed: 'Futa {name} kabisa',
    endSure: 'Ufute kabisa picha, matokeo na masahihisho yote ya {name}? Haiwezi kutenduliwa.',
  },
  batch: {
    decimalComma: 'CSV yenye koma za desimali',
    decimalCommaExplain:
      'Kwa programu za majedwali za lugha zinazotumia koma ya desimali: seli hutenganishwa kwa nukta-mkato.',
    progress: 'Zimesomwa {done, number} kati ya {total, plural, one {picha #} other {picha #}}',
    refused: '{count, plural, one {faili # imekataliwa} other {faili # zimekataliwa}}',
    noCells:
      '{count, plural, one {picha # haifanani na seli moja iliyotiwa rangi na haikuainishwa} other {picha # hazifanani na seli moja iliyotiwa rangi na hazikuainishwa}}',
    lookAtRefused: 'Ziangalie, na useme ni nini',
    failed: '{count, plural, one {picha # haikuweza kusomwa} other {picha # hazikuweza kusomwa}}',
    lost: 'Muunganisho umepotea; inajaribu tena.',
    model: 'Modeli',
    exports: 'Toa data',
    report: 'Ripoti',
    remove: 'Futa kundi',
    removeSure:
      '{days, plural, =0 {Ufute picha, matokeo na masahihisho yote ya kundi hili? Haiwezi kutenduliwa.} one {Ufute kundi hili? Linaweza kurejeshwa kutoka kwenye taka kwa siku #.} other {Ufute kundi hili? Linaweza kurejeshwa kutoka kwenye taka kwa siku #.}}',
    log: 'Kumbukumbu',
  },
};
