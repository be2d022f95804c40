import type { Catalogue } from '../compiled.js';
import type { models as en } from '../en/models.js';

export const models: Catalogue<typeof en> = {
  models: {
    title: 'Modeli',
    cards: 'Kadi',
    defaultFor: { cells: 'Chaguo-msingi', fields: 'Chaguo-msingi kwa maeneo' },
    none: 'Bado hakuna modeli. Funza moja kwa "npx giemsa start".',
    facts: {
      architecture: 'Muundo',
      parameters: 'Vigezo',
      recipe: 'Mpangilio',
      classes: 'Aina',
      threshold: 'Kizingiti',
      size: 'Ukubwa wa picha',
      calibrated: 'Imekalibrishwa',
      sha256: 'SHA-256',
      assumed: 'Imechukuliwa: {what}',
      modified: 'Faili ilibadilishwa',
    },
    yes: 'ndiyo',
    no: 'hapana',
    metrics: 'Takwimu za mafunzo yake',
    noMetrics: 'Hakuna takwimu zilizohifadhiwa na modeli hii.',
    limits: 'Haijajaribiwa kwa rangi, hadubini, kamera na wagonjwa wengine zaidi ya wale wa data yake.',
  },
  adoptions: {
    title: 'Modeli zilizorekebishwa kwa hadubini yako',
    explain:
      'Zimetengenezwa hapa au kwa giemsa adopt. Modeli hutumika tu baada ya mtu kuichapisha. Kisha ikalibrishe: ukalibrishaji ni wa modeli moja tu.',
    offered: 'bora zaidi: inaweza kuchapishwa',
    notOffered: 'haitolewi',
    inUse: 'inatumika kama {name}',
    from: 'Imerekebishwa kutoka {model}, {made}',
    figures: 'Takwimu zote, kama amri inavyozionyesha',
    comparison: {
      caption:
        'Modeli ya zamani na mpya zikilinganishwa; katika mabano, vipeo vya 95 %, kana kwamba seli hazitegemeani',
      figure: 'Takwimu',
      before: 'Modeli ya zamani',
      after: 'Modeli mpya',
      heldOut: {
        patient:
          'Hadubini yako: {groups, plural, one {mgonjwa # ambaye haikujifunza kwake} other {wagonjwa # ambao haikujifunza kwao}}',
        field:
          'Hadubini yako: {groups, plural, one {eneo # ambalo haikujifunza kwalo} other {maeneo # ambayo haikujifunza kwayo}}',
      },
      elsewhere: 'Kwingine: {what}',
      falseAlarms: 'Kengele za uongo kwa seli 1,000 zenye afya',
      sensitivity: 'Seli zenye vimelea zilizopatikana',
      drawn: 'Vimelea vilivyochorwa vilivyopatikana',
      of: 'kati ya {cells, number}',
      interval: '{value} ({low} hadi {high})',
      notMeasured: 'haikupimwa',
    },
    name: 'Jina la modeli',
    publish: 'Chapisha',
    back: 'Rudi kwenye toleo {version}',
    version: 'toleo {version} linatumika',
    acts: {
      'began with': 'Ilianza na toleo {version}: {by}, {at}',
      published: 'Toleo {version} lilichapishwa: {by}, {at}',
      'went back to': 'Ilirudi kwenye toleo {version}: {by}, {at}',
    },
  },
  compare: {
    heading: 'Modeli mbili bega kwa bega',
    explain: 'Modeli ya pili inasoma picha za kundi.',
    none: 'Unahitaji modeli mbili na kundi la seli moja moja.',
    reading: 'Hakuna kinacholinganishwa kabla modeli zote mbili hazijasoma picha zote.',
    batch: 'Kundi',
    with: 'na modeli',
    go: 'Linganisha',
    back: 'Modeli zote',
    title: '{first} na {second}',
    agreement: 'Kila modeli inasema nini',
    differences: 'Uwezekano unatofautiana kwa wastani wa {mean}, na kwa {largest} zaidi.',
    others:
      '{count, plural, one {Moja ya modeli ilikataa au haikuweza kusoma picha #.} other {Moja ya modeli ilikataa au haikuweza kusoma picha #.}}',
    thresholds: 'Kwa vizingiti vya modeli zenyewe, {first} na {second}.',
    disagreements:
      'Zinatofautiana kwa {count, number} kati ya {total, plural, one {picha #} other {picha #}}',
    noDisagreement: 'Zote mbili zinakubaliana kwa kila picha.',
    first: '{count, number} zenye tofauti kubwa zaidi:',
    otherClasses: 'Modeli zina aina tofauti: {names}.',
  },
};
