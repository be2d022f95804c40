import type { Catalogue } from '../compiled.js';
import type { reading as en } from '../en/reading.js';

export const reading: Catalogue<typeof en> = {
  reading: {
    title: 'Usomaji bila kuona majibu',
    explain:
      'Watu wawili hujibu kila seli bila kuona modeli au mwenzake anasema nini; mtu wa tatu huamua wanapotofautiana. Jibu haliwezi kubadilishwa. Huanza kabla ya jibu la kwanza.',
    begin: 'Soma bila kuona majibu',
    end: 'Maliza usomaji bila kuona majibu',
    endExplain:
      'Kisha kila kitu huonyeshwa kwa wote. Kilichosomwa na wawili kinabaki kimeamuliwa na majibu yao.',
    who: 'Nani anasoma?',
    reads: 'Ni mimi',
    progress:
      'Umejibu {yours, number} kati ya {all, plural, one {seli #} other {seli #}}. Zilizosomwa na watu wawili: {byTwo, number}; zinazosubiri mtu wa tatu: {waiting, number}; zilizoamuliwa na wa tatu: {decided, number}.',
    read: 'Soma {count, plural, one {seli #} other {seli #}}',
    decide:
      'Amua {count, plural, one {seli # ambayo wasomaji wawili hawakubaliani} other {seli # ambazo wasomaji wawili hawakubaliani}}',
    open: 'imeachwa wazi na wasomaji',
    nothing: 'Huna kitu kilichobaki cha kusoma.',
    later: 'Makubaliano utaonyeshwa utakapokuwa huna kitu kilichobaki cha kusoma.',
    figure: 'Makubaliano',
    between: '{first} na {second}',
    withModel: '{reader} na modeli',
    columns: {
      who: 'Nani',
      cells: 'Seli',
      agree: 'Wanakubaliana',
      kappa: 'Kappa ya Cohen',
      interval: 'Kappa, upeo wa 95 %',
    },
    share: '{share} % ({agreed, number}; 95 %: {low} hadi {high})',
    noKappa: 'haiwezi kukokotolewa: aina moja tu',
    noInterval: 'hakuna: wanakubaliana kwa zote',
    interval: '{low} hadi {high}',
    table: 'Safu mlalo: {first}; safu wima: {second}',
    model: 'modeli',
    method:
      'Vipeo: Wilson kwa asilimia; Fleiss, Cohen na Everitt (1969) kwa kappa. Vinachukulia seli kuwa hazitegemeani.',
    copiesBefore:
      'Kabla ya usomaji bila kuona majibu kuanza, matokeo yalionyeshwa, na mtu alichukua nakala. Mwenye nakala anaweza kujua modeli inasema nini:',
    copy: '{person} {did}, tarehe {when}',
    fields: {
      explain:
        'Watu wawili huangalia kila eneo na kuweka alama kwenye seli zenye vimelea bila kuona modeli au mwenzake anasema nini; mtu wa tatu huamua wanapotofautiana. Kilichotumwa hakiwezi kubadilishwa. Huanza kabla ya jibu la kwanza, na takwimu huonyeshwa yote yakishasomwa.',
      progress: 'Umesoma {yours, number} kati ya {all, plural, one {eneo #} other {maeneo #}}.',
      read: 'Soma {count, plural, one {eneo #} other {maeneo #}}',
      states: {
        toRead: '{cells, plural, one {seli # ya kusoma} other {seli # za kusoma}}',
        toDecide:
          '{cells, plural, one {seli # ambayo wasomaji wawili wanatofautiana} other {seli # ambazo wasomaji wawili wanatofautiana}}',
        readByYou: 'umelisoma',
        agreed: 'limesomwa na wawili, wanakubaliana',
        decided: 'limesomwa na wawili, limeamuliwa na wa tatu',
        waits: 'linasubiri wasomaji',
        disagreed: 'linasubiri mtu wa tatu',
      },
      asked:
        'Weka alama kwenye zenye vimelea kati ya {cells, plural, one {seli #} other {seli #}}. Kubofya au kugusa huweka alama; mara ya pili huiondoa.',
      deciding:
        '{cells, plural, one {Wasomaji wawili wanatofautiana kuhusu seli #: wewe uamue. Weka alama ikiwa ina vimelea.} other {Wasomaji wawili wanatofautiana kuhusu seli #: wewe uamue. Weka alama kwenye zenye vimelea.}}',
      nothing: 'Huna cha kujibu katika eneo hili.',
      said: 'Ni nini?',
      infected: 'Yenye vimelea',
      uninfected: 'Isiyo na vimelea',
      noCell: 'Si chembe nyekundu',
      cell: 'Seli {id}: {word}',
      words: {
        infected: 'yenye vimelea',
        uninfected: 'isiyo na vimelea',
        'no cell': 'si chembe nyekundu',
      },
      unmarked: 'haina alama',
      notAsked: 'haiulizwi',
      choose: 'Chagua seli katika eneo.',
      counts:
        'Zenye vimelea: {infected, number}. Si chembe nyekundu: {notCells, number}. Zisizo na vimelea, kwa kuwa hukuweka alama nyingine: {others, number}.',
      stands: 'Unachotuma kinabaki: hakiwezi kubadilishwa wala kuondolewa.',
      send: 'Nimeziangalia zote: tuma',
      next: 'Eneo linalofuata la kusoma',
      all: 'Maeneo yote ya kundi',
      model: 'Modeli: {word}',
      answer: '{reviewer}: {word}',
      legend: {
        asked: 'ya kusoma',
        uninfected: 'isiyo na vimelea',
        infected: 'yenye vimelea',
        notCell: 'si chembe nyekundu',
        others: 'haiulizwi',
      },
      keys: 'Vitufe katika eneo: N na P seli inayofuata na iliyotangulia. I yenye vimelea, U isiyo na vimelea, X si chembe nyekundu, nafasi huweka au huondoa alama. + na − kuza na punguza, 0 eneo zima, mishale husogeza. Shikilia H kuficha mizingo.',
      patientHidden: 'Maeneo ya mgonjwa huyu yanasomwa bila kuona majibu.',
    },
    hidden: 'Usomaji bila kuona majibu: modeli na wengine wanachosema huonyeshwa baada ya jibu lako.',
    disagree: 'Wasomaji wawili hawakubaliani. Wewe uamue.',
    said: '{reviewer}: {what}, tarehe {when}',
    states: {
      waits: 'Inasubiri msomaji wa pili.',
      agreed: 'Wasomaji wanakubaliana.',
      disagreed: 'Wasomaji hawakubaliani: mtu wa tatu anaamua.',
      decided: 'Wasomaji hawakukubaliana; mtu wa tatu aliamua.',
    },
    keys: 'Vitufe: 1 hadi {classes, number} aina, N si seli, S ruka, ← na → sogea, Esc hufunga. Jibu linabaki.',
    filters: { disagreed: 'Wasomaji hawakubaliani', toRead: 'Hujazisoma' },
  },
};
