import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'Mgonjwa {patient}',
    made: 'Takwimu zimetokana na nini',
    line: '{patient}: chembe nyekundu {infected, number} kati ya {counted, number} zimeainishwa kuwa na vimelea',
    waiting:
      '{count, plural, one {Eneo # bado linasubiri kusomwa.} other {Maeneo # bado yanasubiri kusomwa.}}',
    interval: 'upeo wa 95 %: {low} hadi {high} %',
    corrected:
      'Kimesahihishwa kwa kengele za uongo na seli zilizokoswa na modeli. Kama kilivyohesabiwa: {value} % ({low} hadi {high} %).',
    correctedNoMisses:
      'Kimesahihishwa kwa kengele za uongo za modeli; seli zilizokoswa hazikupimwa, kwa hiyo kinaweza kuwa juu zaidi. Kama kilivyohesabiwa: {value} % ({low} hadi {high} %).',
    orMore: 'au zaidi;',
    withoutMissed: 'bila seli zilizokoswa;',
    cannotTell: 'Ambacho ukalibrishaji hauwezi kusema:',
    statement: {
      nothing: 'Hakuna chembe nyekundu iliyoweza kuhesabiwa, kwa hiyo hakuna tokeo.',
      found:
        '{infected, plural, one {Chembe nyekundu # kati ya {counted, number} imeainishwa kuwa na vimelea.} other {Chembe nyekundu # kati ya {counted, number} zimeainishwa kuwa na vimelea.}}',
      foundGametocytes:
        '{infected, plural, one {Chembe nyekundu # kati ya {counted, number} imeainishwa kuwa na vimelea (gametositi: {gametocytes, number}).} other {Chembe nyekundu # kati ya {counted, number} zimeainishwa kuwa na vimelea (kati yake gametositi: {gametocytes, number}).}}',
      fewerThan:
        'Kwa hiyo, kati ya chembe nyekundu zote za slaidi hii, chini ya {share} zingeainishwa kuwa na vimelea (uhakika wa 95 %).',
      unknown:
        'Haijulikani hapa mgonjwa asiye na malaria angeonyesha ngapi: kalibrisha hadubini kwa wagonjwa wasio na malaria.',
      cannotExclude: 'Slaidi nyembamba haiwezi kuthibitisha kuwa hakuna malaria.',
      more: 'Hii ni zaidi ya {blank, number} ambazo mgonjwa asiye na malaria anaweza kuonyesha.',
      within:
        'Hii si zaidi ya zile ambazo mgonjwa asiye na malaria anaweza kuonyesha ({blank, number}). Mgonjwa mwenye {share} ya seli zenye vimelea anaweza kuonyesha chache hivi.',
      notInterpretable:
        'Haiwezi kutafsiriwa: mgonjwa asiye na malaria anaweza kuonyesha hadi {blank, number}, na mwenye {share} ya seli zenye vimelea anaweza kuonyesha chache hivi. Hesabu seli zaidi, au kalibrisha hadubini kwa wagonjwa zaidi wasio na malaria.',
    },
    density: 'vimelea {value}/µL ({low} hadi {high}), kutokana na {redCells}.',
    redCells: {
      measured: 'chembe nyekundu {cells}/µL, zilizopimwa',
      haematocrit: 'chembe nyekundu {cells}/µL, hematokriti {haematocrit} % × {factor}',
      assumed: 'chembe nyekundu {cells}/µL, zilizochukuliwa: hazikupimwa kwa mgonjwa huyu',
    },
    noDensity: 'Vimelea/µL havikokotolewi: hematokriti ni tupu.',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'malaria kali kwa kiwango cha vimelea (CDC): {state}',
      'hyperparasitaemia (WHO)': 'kiwango cha juu sana cha vimelea (WHO): {state}',
    },
    reached: {
      reached: 'imefikiwa',
      possible: 'inawezekana',
      'not excluded': 'haijaondolewa uwezekano',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, chini ya 1 %' },
    tooFew: 'Chembe nyekundu ni chache kuliko zinazotakiwa: {unmet}.',
    tooFewFields:
      'Chembe nyekundu ni chache kuliko zinazotakiwa: {unmet}. Kwa la kwanza yanahitajika {fields, plural, one {eneo # zaidi kama haya} other {maeneo # zaidi kama haya}}.',
    stages:
      'Hatua za seli zenye vimelea: {rings, plural, one {pete #} other {pete #}}, {trophozoites, plural, one {trofozoiti #} other {trofozoiti #}}, {schizonts, plural, one {skizonti #} other {skizonti #}}, {gametocytes, plural, one {gametositi #} other {gametositi #}}, {unsure, plural, one {yenye shaka # (inahesabiwa kama isiyo ya jinsia)} other {zenye shaka # (zinahesabiwa kama zisizo za jinsia)}}. Gametositi si sehemu ya kiwango cha vimelea.',
    stagesLearned:
      'Mtandao wa hatua ulijifunza P. vivax kwenye hadubini moja: huko ulitambua gametositi 41 kati ya 54, na ukachukulia vimelea 2 visivyo vya jinsia kati ya 55 kuwa gametositi. Spishi nyingine hazikujaribiwa.',
    seen: 'Zimeainishwa kuwa na vimelea lakini hazikuhesabiwa, za kuangalia: {inClumps, number} katika marundo, {cut, plural, one {# imekatwa na ukingo} other {# zimekatwa na ukingo}}.',
    reviewers: 'Imesahihishwa na {names}. Takwimu ni zile za baada ya masahihisho.',
    noted: 'Ya kujua kuhusu maeneo yaliyohesabiwa:',
    notes: 'Je, maeneo haya yalipigwa kwa njia moja?',
    accepted: 'Kuna maeneo yanayohesabiwa ingawa kanuni ingeyaweka kando. Kanuni zilizokubaliwa: {rules}.',
    rules: {
      thick: 'nene',
      blurred: 'haionekani vizuri',
      small: 'ndogo',
      sparse: 'chache',
      shapes: 'maumbo',
      grey: 'kijivu',
    },
    checksum: 'SHA-256 ya faili ya modeli ni {sha256}.',
    microscope: 'Hadubini: {name}.',
    microscopeCalibrated: 'Hadubini: {name}, imekalibrishwa {made}.',
    correctedBy: 'limesahihishwa: {name}',
    setAside: '{count, plural, one {Eneo # limewekwa kando:} other {Maeneo # yamewekwa kando:}}',
    fieldCounts: 'zenye vimelea {infected, number} kati ya {counted, number}',
    fieldCountsEdited:
      'zenye vimelea {infected, number} kati ya {counted, number} · {edits, plural, one {sahihisho #} other {masahihisho #}}',
    statuses: {
      waiting: 'linasubiri',
      done: 'limesomwa',
      refused: 'limewekwa kando',
      failed: 'halisomeki',
    },
  },
  blood: {
    titleAll: 'Chembe nyekundu za wagonjwa wote',
    title: 'Chembe nyekundu za mgonjwa huyu',
    perMicrolitre: '{redCells, number} kwa µL',
    haematocrit: 'hematokriti {haematocrit} %',
    notMeasured: 'hazijapimwa',
    notKnown: 'hazijulikani',
    set: 'imewekwa na {by}, {at}',
    save: 'Hifadhi kwa wote',
    noNumber: '“{text}” si idadi ya chembe nyekundu, kama vile 4,500,000.',
    explain:
      'Vyote viwili vikitolewa, chembe nyekundu kwa µL hutumika. Vyote vikiwa vitupu, kilichokuja na upakiaji hutumika.',
  },
};
