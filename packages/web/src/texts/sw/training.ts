import type { Catalogue } from '../compiled.js';
import type { training as en } from '../en/training.js';

export const training: Catalogue<typeof en> = {
  training: {
    from: {
      title: 'Inajifunza kutoka wapi',
      folder: 'Folda ya seva',
      set: 'Seti yenye lebo ninayoipakia',
      batches: 'Makundi ya seli moja moja ambayo watu wameyajibu',
      noBatches: 'Hakuna mtu aliyejibu seli ya kundi bado. Fungua kundi la seli moja moja na ulikague.',
      setChoice: 'Seti yenye lebo',
      noSet: 'Bado hakuna seti yenye lebo.',
      about:
        '{cells, plural, one {seli #} other {seli #}} za {patients, plural, one {mgonjwa # anayejulikana} other {wagonjwa # wanaojulikana}}; {classes}',
      upload: 'Pakia seti',
      uploadHint:
        'Folda moja yenye folda kwa kila aina, kwa mfano Parasitized na Uninfected. Majina ya faili yanasema wagonjwa: P12_IMG_3.png ni ya mgonjwa P12.',
      uploadName: 'Jina la seti',
      choose: { files: 'Chagua faili za zip', folder: 'Chagua folda ya seti' },
      delete: 'Futa seti {name}',
      deleteSure: 'Ufute seti yenye lebo {name}? Mafunzo yaliyokamilika nayo yanabaki.',
    },
    how: {
      title: 'Inajifunza vipi',
      more: 'Mipangilio zaidi',
      asRecipe: 'kama katika mpangilio: {value}',
      from: 'Anza na',
      newNetwork: 'mtandao mpya, kama katika mpangilio',
      fromMeans:
        'Modeli inayoendelea kujifunza inabaki na mtandao na ukubwa wa picha wake. Lazima ijue aina zilezile.',
      recipes: {
        fast: 'huanza na uzito uliotolewa ambao umeona seli zilizochorwa tu',
        best: 'umethibitishwa kwa wagonjwa; modeli sahihi iliyotolewa ilitengenezwa nao',
        transfer: 'hurekebisha uzito wa ImageNet, ambao seva huupakua (MB 94)',
        smear: 'kwa seli zilizokatwa kutoka maeneo mazima, za hadubini kadhaa',
        'keras-2021': 'programu ya mafunzo ya Keras, hatua kwa hatua',
        synthetic: 'kwa seli zilizochorwa: dakika moja kwa viini viwili',
      },
      recipeMeans: 'Thamani zinazokwenda pamoja. Zilizo chini hubadilisha moja moja.',
      epochs: 'Mara ngapi inapitia seli zote. Zaidi huchukua muda zaidi, na hatimaye hukariri seli hizi tu.',
      learning_rate:
        'Urefu wa kila hatua, kwa upeo. Ikiwa kubwa mno hasara huruka au si nambari; ikiwa ndogo mno hujifunza polepole.',
      batch_size: 'Seli zinazoangaliwa kabla ya kila hatua. Zaidi huhitaji kumbukumbu zaidi.',
      image_size: 'Upana na urefu kwa pikseli ambao kila seli hupewa. Muda hukua kwa mraba wake.',
      split: 'Seli ambazo haijifunzi kutoka kwao; takwimu zake hupimwa kwa hizo.',
      splits: {
        patient: 'wagonjwa wazima',
        image: 'seli moja moja (takwimu nzuri kupita kiasi)',
        folders: 'kama folda za train na test zinavyosema',
      },
      validation_fraction: 'Sehemu ya seli inayotengwa, kuanzia 0 hadi 1.',
      seed: 'Huanzisha nambari za bahati nasibu. Mbegu na data zilezile hutoa modeli ileile.',
      augmentation: 'Badilisha seli kwa bahati nasibu inapojifunza: kuzigeuza, kuziakisi, kubadilisha rangi',
      positive_class: 'Aina ya seli zenye vimelea, ikiwa majina hayasemi.',
      noWhole: '{field}: “{text}” si nambari kamili.',
      noNumber: '{field}: “{text}” si nambari.',
    },
    nameHint: 'Jina, ukipenda',
    note: 'Maelezo, kwa mfano kwa nini unajaribu hili',
    plan: {
      title: 'Kitakachofanyika',
      cells:
        '{cells, plural, one {Seli #} other {Seli #}} za {patients, plural, one {mgonjwa # anayejulikana} other {wagonjwa # wanaojulikana}}: {classes}.',
      split:
        'Inajifunza kutoka {train, plural, one {seli # hivi} other {seli # hivi}} na inapimwa kwa {held, plural, one {nyingine # hivi} other {nyingine # hivi}}.',
      missing: 'Haiwezi kuanza bado:',
      notes: 'Ambayo takwimu zake hazitasema:',
      time: 'Mafunzo yenyewe huchukua takriban {time}.',
      times: {
        seconds: '{count, plural, one {sekunde #} other {sekunde #}}',
        minutes: '{count, plural, one {dakika #} other {dakika #}}',
        hours: '{count, plural, one {saa #} other {saa #}}',
      },
      fromRun: 'Kwa kasi ya mafunzo {run} kwenye mashine hii: seli {rate} kwa sekunde.',
      measured:
        'Kwa {steps, plural, one {hatua # iliyopimwa} other {hatua # zilizopimwa}} sasa hivi kwenye mashine hii: seli {rate} kwa sekunde.',
      busy: 'Kazi nyingine ilikuwa ikiendelea, kwa hiyo inaweza kuwa haraka zaidi.',
      unknown: 'Muda haujulikani: hakuna mafunzo hapa yaliyokuwa na mtandao na ukubwa wa picha huu.',
      measure: 'Pima hatua kadhaa sasa',
      measuring: 'Hatua kadhaa zinapimwa; huchukua hadi dakika moja.',
    },
    startedBy: 'Yalianzishwa na {by} kwa {data}',
    steps: {
      collecting: 'kunakili picha',
      reading: 'kusoma picha',
      training: 'kufunza',
      evaluating: 'kupima kwa seli zilizotengwa',
      comparing: 'kulinganisha',
    },
    goesOn: 'Unaweza kuondoka kwenye ukurasa huu: mafunzo yanaendelea kwenye seva, hata ikianza upya.',
    stopSure:
      'Usimamishe mafunzo haya? Yanaweza kuendelea kutoka hifadhi yake ya mwisho, ya dakika mbili zilizopita kwa upeo.',
    resume: 'Endeleza',
    elsewhere: 'Yalianzishwa kwa mstari wa amri: yasimamishe na uyaendeleze huko.',
    edit: 'Jina na maelezo',
    editOf: 'Jina na maelezo ya {run}',
    save: 'Hifadhi',
    delete: 'Futa',
    deleteSure: 'Ufute mafunzo {run}, pamoja na modeli na takwimu zake?',
    deleteSureTrash:
      'Ufute mafunzo {run}? Yanaweza kurejeshwa kutoka taka kwa {days, plural, one {siku #} other {siku #}}.',
    trash: '{count, plural, one {Taka: mafunzo # yaliyofutwa} other {Taka: mafunzo # yaliyofutwa}}',
    endSure: 'Ufute kabisa mafunzo {run}, pamoja na modeli na takwimu zake? Haiwezi kutenduliwa.',
    measured: {
      cells: 'Imepimwa kwa {cells, plural, one {seli # iliyotengwa} other {seli # zilizotengwa}}.',
      patients:
        'Imepimwa kwa {cells, plural, one {seli # iliyotengwa} other {seli # zilizotengwa}} za {patients, plural, one {mgonjwa #} other {wagonjwa #}}.',
    },
    intervals: {
      patients: 'Katika mabano: vipeo vya 95 % kwa kuchagua tena wagonjwa wazima.',
      cells:
        'Katika mabano: vipeo vya 95 % kana kwamba seli ni huru, kwa sababu si wagonjwa wote wanaojulikana: ni vyembamba mno.',
      few: 'Hakuna vipeo: wagonjwa ni wachache mno.',
    },
    curves: {
      smoothing: 'Ulainishaji',
      explain: 'Mafunzo: kila hatua. Uthibitishaji: seli zilizotengwa, baada ya kila mzunguko.',
      keys: 'Sogeza kielekezi juu ya mchoro, au uulenge na ubonyeze ← au →, ili kusoma thamani.',
      at: 'Mzunguko {epoch}',
      atStep: 'Mzunguko {epoch}, hatua {step, number}',
      rate: 'kasi ya kujifunza {value}',
    },
    table: {
      title: 'Bega kwa bega',
      facts: {
        state: 'Hali',
        data: 'Data',
        cells: 'Seli, wagonjwa',
        held: 'Zilizotengwa: seli, wagonjwa',
        recipe: 'Mpangilio',
        network: 'Mtandao',
        epochs: 'Mizunguko',
        learning_rate: 'Kasi ya kujifunza',
        batch_size: 'Ukubwa wa fungu',
        image_size: 'Ukubwa wa picha',
        split: 'Zilitengwa kwa',
        seed: 'Mbegu',
        time: 'Muda wa mafunzo',
        note: 'Maelezo',
      },
      splits: { patient: 'wagonjwa', image: 'seli', folders: 'folda', file: 'faili' },
    },
    compare: {
      title: 'Modeli ya awali na hii, kwa wagonjwa walewale waliotengwa',
      explain:
        'Modeli zote mbili huangalia seli ambazo mafunzo haya yalizitenga, bila wagonjwa ambao modeli nyingine ilijifunza kwao.',
      with: 'Linganisha na',
      go: 'Linganisha',
      none: 'Hakuna modeli nyingine.',
      waits: 'Inalinganishwa na {model} mara tu kazi nyingine ikiisha.',
      failed: 'Ulinganisho na {model} umeshindwa: {reason}',
      caption: {
        cells: '{model} na mafunzo haya kwa {cells, plural, one {seli # ileile} other {seli # zilezile}}',
        patients:
          '{model} na mafunzo haya kwa {cells, plural, one {seli # ileile} other {seli # zilezile}} za {patients, plural, one {mgonjwa #} other {wagonjwa #}}',
      },
      after: 'Mafunzo haya',
      difference: 'Tofauti',
      method:
        'Katika mabano: vipeo vya 95 % kwa kuchagua tena wagonjwa wazima, walewale kwa modeli zote mbili. Tofauti ambayo upeo wake una 0 inaweza kuwa bahati.',
      without: {
        'patients not known': 'Hakuna vipeo: si wagonjwa wote wanaojulikana.',
        'too few patients': 'Hakuna vipeo: wagonjwa ni wachache mno.',
      },
      leftOut:
        '{count, plural, one {Seli # iliyotengwa haihesabiwi: {model} ilijifunza kwa mgonjwa wake.} other {Seli # zilizotengwa hazihesabiwi: {model} ilijifunza kwa wagonjwa wake.}}',
      unread:
        '{count, plural, one {Seli # iliyotengwa haihesabiwi: picha yake haipo tena.} other {Seli # zilizotengwa hazihesabiwi: picha zake hazipo tena.}}',
      unknown:
        'Haijulikani {model} ilifunzwa kwa nini: inaweza kuwa ilijifunza kwa baadhi ya wagonjwa hawa, jambo linaloipendelea.',
      old: 'Mafunzo haya yaliendelea baadaye: linganisha tena.',
    },
  },
};
