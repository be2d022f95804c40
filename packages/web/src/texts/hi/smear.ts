import type { Catalogue } from '../compiled.js';
import type { smear as en } from '../en/smear.js';

export const smear: Catalogue<typeof en> = {
  smear: {
    patient: 'रोगी {patient}',
    made: 'आँकड़े किससे बने',
    line: '{patient}: {counted, number} में से {infected, number} लाल रक्त कोशिकाएँ संक्रमित मानी गईं',
    waiting: '{count, plural, one {# फ़ील्ड अभी पढ़ा जाना है।} other {# फ़ील्ड अभी पढ़े जाने हैं।}}',
    interval: '95 % अंतराल {low} से {high} %',
    corrected: 'मॉडल के झूठे अलार्म और छूटी कोशिकाओं के लिए सुधारा गया। गिनती के अनुसार: {value} % ({low} से {high} %)।',
    correctedNoMisses:
      'मॉडल के झूठे अलार्म के लिए सुधारा गया; छूटी कोशिकाएँ मापी नहीं गईं, इसलिए यह अधिक हो सकता है। गिनती के अनुसार: {value} % ({low} से {high} %)।',
    orMore: 'या अधिक;',
    withoutMissed: 'छूटी कोशिकाओं के बिना;',
    cannotTell: 'कैलिब्रेशन जो नहीं बता सकता:',
    statement: {
      nothing: 'कोई लाल रक्त कोशिका नहीं गिनी जा सकी, इसलिए कोई परिणाम नहीं है।',
      found:
        '{infected, plural, one {{counted, number} में से # लाल रक्त कोशिका संक्रमित मानी गई।} other {{counted, number} में से # लाल रक्त कोशिकाएँ संक्रमित मानी गईं।}}',
      foundGametocytes:
        '{infected, plural, one {{counted, number} में से # लाल रक्त कोशिका संक्रमित मानी गई (गैमीटोसाइट: {gametocytes, number})।} other {{counted, number} में से # लाल रक्त कोशिकाएँ संक्रमित मानी गईं (उनमें गैमीटोसाइट: {gametocytes, number})।}}',
      fewerThan: 'इसलिए इस स्मीयर की सभी लाल रक्त कोशिकाओं में से {share} से कम संक्रमित मानी जातीं (95 % विश्वास)।',
      unknown:
        'यहाँ पता नहीं कि बिना मलेरिया वाले रोगी में कितनी दिखतीं: सूक्ष्मदर्शी को बिना मलेरिया वाले रोगियों पर कैलिब्रेट करें।',
      cannotExclude: 'पतले स्मीयर से यह नहीं कहा जा सकता कि मलेरिया नहीं है।',
      more: 'यह उन {blank, number} से अधिक है जो बिना मलेरिया वाले रोगी में दिख सकती हैं।',
      within:
        'यह उससे अधिक नहीं है जो बिना मलेरिया वाले रोगी में दिख सकता है ({blank, number})। {share} संक्रमित कोशिकाओं वाले रोगी में भी इतनी ही कम दिख सकती हैं।',
      notInterpretable:
        'इसका अर्थ नहीं निकाला जा सकता: बिना मलेरिया वाले रोगी में {blank, number} तक दिख सकती हैं, और {share} संक्रमित कोशिकाओं वाले रोगी में भी इतनी ही कम दिख सकती हैं। अधिक कोशिकाएँ गिनें, या सूक्ष्मदर्शी को बिना मलेरिया वाले और रोगियों पर कैलिब्रेट करें।',
    },
    density: '{value} परजीवी/µL ({low} से {high}), आधार: {redCells}।',
    redCells: {
      measured: '{cells} लाल रक्त कोशिकाएँ/µL, मापी गईं',
      haematocrit: '{cells} लाल रक्त कोशिकाएँ/µL, हीमैटोक्रिट {haematocrit} % × {factor}',
      assumed: '{cells} लाल रक्त कोशिकाएँ/µL, मानी गईं: इस रोगी में मापी नहीं गईं',
    },
    noDensity: 'परजीवी/µL की गणना नहीं हुई: हीमैटोक्रिट खाली है।',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'परजीवी भार के अनुसार गंभीर मलेरिया (CDC): {state}',
      'hyperparasitaemia (WHO)': 'अत्यधिक परजीवी भार (WHO): {state}',
    },
    reached: {
      reached: 'सीमा पार',
      possible: 'संभव',
      'not excluded': 'नकारा नहीं जा सकता',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, 1 % से कम' },
    tooFew: 'आवश्यकता से कम लाल रक्त कोशिकाएँ: {unmet}।',
    tooFewFields:
      'आवश्यकता से कम लाल रक्त कोशिकाएँ: {unmet}। पहले के लिए ऐसे {fields, plural, one {# और फ़ील्ड चाहिए} other {# और फ़ील्ड चाहिए}}।',
    stages:
      'संक्रमित कोशिकाओं की अवस्थाएँ: {rings, plural, one {# रिंग} other {# रिंग}}, {trophozoites, plural, one {# ट्रोफ़ोज़ोइट} other {# ट्रोफ़ोज़ोइट}}, {schizonts, plural, one {# शाइज़ॉन्ट} other {# शाइज़ॉन्ट}}, {gametocytes, plural, one {# गैमीटोसाइट} other {# गैमीटोसाइट}}, {unsure, number} अनिश्चित (अलैंगिक माने गए)। गैमीटोसाइट परजीवी भार में नहीं गिने जाते।',
    stagesLearned:
      'अवस्थाओं के नेटवर्क ने एक ही सूक्ष्मदर्शी पर P. vivax सीखा: वहाँ उसने 54 में से 41 गैमीटोसाइट पहचाने, और 55 में से 2 अलैंगिक परजीवियों को गैमीटोसाइट समझा। अन्य प्रजातियाँ जाँची नहीं गईं।',
    seen: 'संक्रमित मानी गईं पर गिनी नहीं गईं, देखनी हैं: गुच्छों में {inClumps, number}, किनारे से कटी {cut, number}।',
    reviewers: '{names} ने सुधारा। आँकड़े सुधार के बाद के हैं।',
    noted: 'गिने गए फ़ील्ड के बारे में जानने योग्य:',
    notes: 'क्या ये फ़ील्ड एक ही तरह से लिए गए?',
    accepted: 'कुछ फ़ील्ड गिने गए हैं, हालाँकि कोई नियम उन्हें अलग रखता। स्वीकार किए गए नियम: {rules}।',
    rules: {
      thick: 'मोटा',
      blurred: 'धुँधला',
      small: 'छोटा',
      sparse: 'कम',
      shapes: 'आकार',
      grey: 'स्लेटी',
    },
    checksum: 'मॉडल फ़ाइल का SHA-256: {sha256}।',
    microscope: 'सूक्ष्मदर्शी: {name}।',
    microscopeCalibrated: 'सूक्ष्मदर्शी: {name}, {made} को कैलिब्रेट किया गया।',
    correctedBy: 'सुधारा: {name}',
    setAside: '{count, plural, one {# फ़ील्ड अलग रखा गया:} other {# फ़ील्ड अलग रखे गए:}}',
    fieldCounts: '{counted, number} में से {infected, number} संक्रमित',
    fieldCountsEdited:
      '{counted, number} में से {infected, number} संक्रमित · {edits, plural, one {# सुधार} other {# सुधार}}',
    statuses: {
      waiting: 'प्रतीक्षा में',
      done: 'पढ़ा गया',
      refused: 'अलग रखा गया',
      failed: 'पढ़ा नहीं जा सका',
    },
  },
  blood: {
    titleAll: 'सभी रोगियों की लाल रक्त कोशिकाएँ',
    title: 'इस रोगी की लाल रक्त कोशिकाएँ',
    perMicrolitre: 'प्रति µL {redCells, number}',
    haematocrit: 'हीमैटोक्रिट {haematocrit} %',
    notMeasured: 'मापी नहीं गईं',
    notKnown: 'पता नहीं',
    set: '{by} ने {at} को लिखा',
    save: 'सबके लिए सहेजें',
    noNumber: '“{text}” लाल रक्त कोशिकाओं की संख्या नहीं है, जैसे 45,00,000।',
    explain:
      'दोनों दिए हों तो प्रति µL लाल रक्त कोशिकाएँ ली जाती हैं। दोनों खाली हों तो अपलोड के साथ आया मान लिया जाता है।',
  },
};
