import type { Catalogue } from '../compiled.js';
import type { adopting as en } from '../en/adopting.js';

export const adopting: Catalogue<typeof en> = {
  adopting: {
    title: 'Hadubini yako',
    adopt: {
      title: 'Rekebisha kwa hadubini yangu',
      explain:
        'Modeli hujifunza kutoka maeneo uliyosahihisha, na hulinganishwa na ile ya awali kwa wagonjwa ambao haijawaona. Hakuna kinachotumika kabla mtu hajakichapisha.',
      none: 'Hakuna eneo lililosahihishwa bado. Fungua maeneo ya kundi, sahihisha seli zake, na weka alama kuwa kila moja limesahihishwa.',
      batches: 'Maeneo yaliyosahihishwa ya',
      batch:
        '{fields, plural, one {eneo #} other {maeneo #}}, {patients, plural, one {mgonjwa #} other {wagonjwa #}}, {cells, plural, one {seli # yenye lebo} other {seli # zenye lebo}}, {corrections, plural, one {sahihisho #} other {masahihisho #}}',
      batchPartly:
        '{fields, plural, one {eneo #} other {maeneo #}}, {whole, number} kati yake mazima, {patients, plural, one {mgonjwa #} other {wagonjwa #}}, {cells, plural, one {seli # yenye lebo} other {seli # zenye lebo}}, {corrections, plural, one {sahihisho #} other {masahihisho #}}',
      chosen:
        'Zilizochaguliwa: {fields, plural, one {eneo #} other {maeneo #}} ya {patients, plural, one {mgonjwa #} other {wagonjwa #}}, {uninfected, plural, one {seli # yenye afya} other {seli # zenye afya}}, {infected, plural, one {# yenye vimelea} other {# zenye vimelea}}.',
      go: 'Rekebisha',
    },
    calibrate: {
      title: 'Kalibrisha hadubini',
      explain:
        'Hupima ni seli ngapi zenye afya ambazo modeli inasema zina vimelea kwa wagonjwa wasio na malaria. Toa wagonjwa 15 au zaidi wenye chembe nyekundu 5,000 kwa jumla, waliopigwa picha kama unavyopiga wengine.',
      none: 'Bado hakuna kundi la maeneo. Pakia maeneo ya wagonjwa wasio na malaria.',
      batches: 'Maeneo ya wagonjwa wasio na malaria',
      microscope: 'Jina la hadubini',
      state: 'Hakuna kati ya wagonjwa hawa mwenye malaria. Najua hili kutokana na kipimo kingine.',
      allowed: 'Kengele za uongo zinazoruhusiwa kwa seli 1,000 zenye afya',
      chosen:
        'Zilizochaguliwa: {fields, plural, one {eneo #} other {maeneo #}} ya {patients, plural, one {mgonjwa #} other {wagonjwa #}}, {cells, plural, one {chembe nyekundu #} other {chembe nyekundu #}}.',
      go: 'Kalibrisha',
    },
    needs: {
      missing: 'Haiwezi kuanza bado:',
      notes: 'Ambacho tokeo halitasema:',
    },
    tasks: {
      title: 'Zinazoendelea na zilizoisha',
      kinds: { adopt: 'Urekebishaji {name}', calibrate: 'Ukalibrishaji wa {name}' },
      states: {
        waiting: 'inasubiri zamu yake',
        running: 'inaendelea',
        done: 'imekamilika',
        failed: 'imeshindwa',
        stopped: 'imesimamishwa',
      },
      from: '{batches}, kwa modeli {model}; imeanzishwa na {by}, {at}',
      steps: {
        collecting: 'kunakili maeneo',
        counting: 'kutafuta seli',
        preparing: 'maandalizi',
        training: 'mafunzo',
        comparing: 'kulinganisha modeli ya zamani na mpya',
      },
      now: 'Sasa: {step}.',
      nowShare: 'Sasa: {step}, {share}.',
      seconds: 'Hatua hii itachukua takriban {seconds, plural, one {sekunde #} other {sekunde #}} zaidi.',
      minutes: 'Hatua hii itachukua takriban {minutes, plural, one {dakika #} other {dakika #}} zaidi.',
      goesOn: 'Unaweza kuondoka kwenye ukurasa huu: kazi inaendelea kwenye seva.',
      interrupted:
        'Ilikatizwa {times, plural, one {mara #} other {mara #}}, kwa sababu seva ilisimama, na inaendelea.',
      stop: 'Simamisha',
      stopSure: 'Uisimamishe? Kilichofanyika hadi sasa kinapotea.',
    },
    calibrations: {
      title: 'Hadubini zilizokalibrishwa',
      explain: 'Chagua hadubini unapopakia maeneo. Ukalibrishaji ni wa modeli yake tu.',
      with: 'kwa {model}, SHA-256 {checksum}',
      facts: {
        threshold: 'Kizingiti',
        measured: 'Imepimwa kwa',
        background: 'Zilizoainishwa kuwa na vimelea kwa seli 1,000 zenye afya',
        limits: 'Kikomo cha sampuli tupu',
        stated: 'Bila malaria, anasema',
        batches: 'Makundi',
      },
      measured:
        '{cells, plural, one {chembe nyekundu #} other {chembe nyekundu #}} za {patients, plural, one {mgonjwa #} other {wagonjwa #}}, {fields, plural, one {eneo #} other {maeneo #}}',
      rate: '{rate} (95 %: {low} hadi {high}); {alarms, number} kwa jumla',
      interval: '{rate} ({low} hadi {high})',
      limit:
        'kati ya {cells, plural, one {seli #} other {seli #}}: hadi {infected, number} zilizoainishwa kuwa na vimelea',
      noLimit: 'kati ya {cells, plural, one {seli #} other {seli #}}: haiwezi kusemwa',
      by: '{name}, tarehe {at}',
      table: 'Vizingiti vya kuchagua',
      columns: {
        allowed: 'Zinazoruhusiwa',
        threshold: 'Kizingiti',
        measured: 'Zilizopimwa kwa 1,000 (95 %)',
      },
      cannotTell: 'Ambacho hauwezi kusema:',
    },
  },
};
