import type { Catalogue } from '../compiled.js';
import type { patients as en } from '../en/patients.js';

export const patients: Catalogue<typeof en> = {
  patientPage: {
    all: 'Wagonjwa wote wa kundi',
    report: 'Ripoti ya kuchapisha',
    fhir: 'FHIR',
    states: {
      unsigned: 'Haijasainiwa.',
      signed: 'Imesainiwa na {by}, {at} (toleo {version}).',
      changed: 'Imebadilishwa baada ya saini ya {by}, {at}. Lazima isainiwe tena.',
    },
    signedInBatch:
      '{count, plural, one {Tokeo # la kundi hili limesainiwa.} other {Matokeo # ya kundi hili yamesainiwa.}}',
    toSignAgain: 'Sahihisho hutengeneza toleo jipya, ambalo lazima lisainiwe tena.',
    changes: 'Kilichobadilishwa:',
    toLookAt: 'Seli zenye vimelea na zenye shaka: {looked, number} kati ya {of, number} zimeangaliwa',
    toResult: 'Tokeo na saini',
  },
  looking: {
    title: 'Seli zenye vimelea na zenye shaka',
    none: 'Hakuna seli iliyoainishwa kuwa na vimelea au yenye shaka, na hakuna kinachoonekana kuwa na vimelea kilichoachwa nje ya hesabu.',
    explain:
      'Seli zote ambazo modeli inasema zina vimelea au ina shaka nazo. Mwishoni kuna sehemu zenye marundo na seli zisizohesabiwa: unachosema kuhusu hizo hakibadilishi takwimu yoyote.',
    progress:
      'Zimethibitishwa {confirmed, number} kati ya {of, number}{cannotTell, plural, =0 {} one {, # haijulikani} other {, # hazijulikani}}',
    progressBy:
      'Zimethibitishwa {confirmed, number} kati ya {of, number}{cannotTell, plural, =0 {} one {, # haijulikani} other {, # hazijulikani}}, na {readers}',
    answers: {
      infected: 'Yenye vimelea',
      uninfected: 'Isiyo na vimelea',
      'cannot tell': 'Haijulikani',
    },
    keys: 'Vitufe: I yenye vimelea, U isiyo na vimelea, C haijulikani, T ondoa jibu, mishale husogeza.',
    takeBack: 'Ondoa jibu',
    toField: 'Ionyeshe katika eneo lake',
    tile: 'Seli {index, number} kati ya {of, number}: {what}',
    picture: 'Seli {cell} ya {field} pamoja na vilivyo karibu',
    reasons: {
      infected: 'Modeli inasema ina vimelea.',
      unsure: 'Modeli ina shaka.',
      person: 'Mtu anasema ina vimelea.',
      'readers differ': 'Wasomaji wawili wanatofautiana: mtu wa tatu anasema ni nini.',
      'in a clump': 'Ndani ya rundo: haihesabiwi.',
      'cut or covered': 'Imekatwa na ukingo au imefunikwa: haihesabiwi.',
    },
    model: 'Uwezekano wa modeli: {probability}.',
    stage: 'Hatua: {stage}.',
    said: '{answer}: {by}, {at}.',
    notYet: 'Hakuna aliyeiangalia.',
    counts: 'Inahesabiwa kama {final}.',
    open: 'haijaangaliwa',
  },
  signing: {
    title: 'Saini',
    explain:
      'Unawajibika kwa tokeo hili kama linavyoonyeshwa. Mabadiliko yoyote baadaye hutengeneza toleo jipya; ulichosaini kinabaki kusomeka.',
    notAll:
      '{left, plural, one {Seli # haijaangaliwa. Saini hata hivyo} other {Seli # hazijaangaliwa. Saini hata hivyo}}',
    sign: 'Saini tokeo hili',
    hindrance: 'Haliwezi kusainiwa bado: {why}.',
    versions: 'Matoleo yaliyosainiwa',
    version: 'Toleo {version}: {by}, {at}',
  },
  details: {
    title: 'Maelezo ya mgonjwa huyu',
    none: 'hakuna',
    example: 'Wodi',
    name: 'Jina la maelezo {index, number}',
    of: 'Thamani ya maelezo {index, number}',
    add: 'Maelezo mengine',
    save: 'Hifadhi maelezo kwa wote',
    explain: 'Kwa mfano umri, wodi au namba ya slaidi. Tumia misimbo: majina ya watu hayapaswi kuwa hapa.',
  },
  adding: {
    label: 'Maeneo zaidi ya {patient}',
    files: 'Ongeza maeneo',
    camera: 'Piga picha',
    enough:
      '{counted, plural, one {Chembe nyekundu # imehesabiwa} other {Chembe nyekundu # zimehesabiwa}}: {cells, number} za {guideline} zimefikiwa.',
    target: 'Zimehesabiwa chembe nyekundu {counted, number} kati ya {cells, number} ({guideline}).',
    targetFields:
      'Zimehesabiwa chembe nyekundu {counted, number} kati ya {cells, number} ({guideline}): bado takriban {fields, plural, one {eneo # kama haya} other {maeneo # kama haya}}.',
    nameNeeded: 'Sema kwanza wewe ni nani: majina ya faili hizi hayaonyeshi ni za mgonjwa gani.',
  },
  sorting: {
    title: 'Picha hizi ni za nani?',
    explain:
      'Msimbo unatosha kwa mgonjwa; majina ya watu hayapaswi kuwa hapa. Unaweza pia kubadilisha baadaye, kwa jina lako.',
    from: 'Wagonjwa hutambuliwa',
    sources: {
      folders: 'kwa folda',
      names: 'kwa majina ya faili (kabla ya _IMG_)',
      pattern: 'kwa mfumo wa jina',
    },
    pattern: 'Mfumo wa jina',
    patternExplain:
      'Kwa jina bila kiambishi chake cha mwisho: {code} ni msimbo, * ni chochote, kwa mfano {example}.',
    code: 'Msimbo wa mgonjwa {index, number}',
    files: '{count, plural, one {picha #} other {picha #}}',
    list: 'Picha za {patient}',
    nobody: 'za mtu asiyejulikana',
    listOfNobody: 'Picha ambazo hakuna kinachoonyesha mgonjwa wake',
    codeOfNobody: 'Msimbo wa mgonjwa kwa hizi zote',
    of: 'Mgonjwa wa {file}',
    newPatient: 'mgonjwa mpya',
    another: 'Mgonjwa mwingine',
    archives:
      '{count, plural, one {Zip # itapangwa kwa folda zake itakaposomwa.} other {Zip # zitapangwa kwa folda zake zitakaposomwa.}}',
    start: 'Anza kusoma',
    cancel: 'Ghairi',
    empty: 'Mgonjwa huyu hana picha bado.',
    noCode: 'Kila mgonjwa mwenye picha anahitaji msimbo.',
    change: 'Panga kwa wagonjwa',
    save: 'Hifadhi kwa wote',
    derived: {
      folders: 'Wagonjwa hutambuliwa kwa folda.',
      names: 'Wagonjwa hutambuliwa kwa majina ya faili (kabla ya _IMG_).',
      pattern: 'Wagonjwa hutambuliwa kwa mfumo wa jina.',
    },
    setBy: 'Imechaguliwa na {by}, {at}.',
    sortedBy: 'Imepangwa na {by}, {at}.',
  },
};
