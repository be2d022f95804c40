import type { Catalogue } from '../compiled.js';
import type { home as en } from '../en/home.js';

export const home: Catalogue<typeof en> = {
  home: {
    does: 'giemsa, गीम्सा से रंगे रक्त स्मीयर के चित्रों में मलेरिया खोजता है: संक्रमित दिखने वाली कोशिकाओं पर निशान लगाता है, हर रोगी के पूरे फ़ील्ड गिनता है, और हर उत्तर को सुधारा जा सकता है।',
    doesNot:
      'यह रोग की पहचान नहीं करता: इसके उत्तर गलत हो सकते हैं, और हर महत्वपूर्ण परिणाम को किसी व्यक्ति को देखना ज़रूरी है।',
    samples: {
      label: 'आपके पास चित्र नहीं हैं?',
      cells: 'नमूना कोशिकाओं से आज़माएँ',
      fields: 'नमूना फ़ील्ड से आज़माएँ',
      names: { cells: 'नमूना: बनाई गई कोशिकाएँ', fields: 'नमूना: बनाया गया फ़ील्ड' },
      explain:
        'इन्हें giemsa ने बनाया है। मॉडलों ने फ़ोटो से सीखा है, इसलिए यहाँ की उनकी गलतियाँ असली कोशिकाओं के बारे में कुछ नहीं बतातीं।',
      drawing: 'नमूना बन रहा है …',
    },
  },
  batches: {
    title: 'हाल के बैच',
    none: 'अभी तक कुछ अपलोड नहीं हुआ।',
    notFound: 'किसी बैच के नाम में “{search}” नहीं है।',
    search: 'नाम से खोजें',
    all: 'सभी बैच',
    incomplete: '{announced, plural, one {# फ़ाइल} other {# फ़ाइलों}} में से {arrived, number} आईं, अधूरा',
    cells: '{cells, plural, one {# कोशिका} other {# कोशिकाएँ}}, {infected, number} संक्रमित मानी गईं',
    fields:
      '{fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}, {cells, plural, one {# लाल रक्त कोशिका} other {# लाल रक्त कोशिकाएँ}}, {infected, number} संक्रमित मानी गईं',
    reviewed: '{reviewed, plural, =0 {कुछ नहीं जाँचा गया} one {# जाँचा गया} other {# जाँचे गए}}',
    allReviewed: 'सब जाँचे गए',
    signed: '{of, plural, one {# रोगी} other {# रोगियों}} में से {signed, number} पर हस्ताक्षर',
    allSigned: 'हस्ताक्षर हो गए',
    made: '{model}, दिनांक {at}',
  },
  rename: {
    label: 'नाम बदलें',
    of: '{name} का नाम बदलें',
    name: 'नया नाम',
    save: 'नाम सहेजें',
    cancel: 'रद्द करें',
  },
  trash: {
    title: 'ट्रैश: {count, plural, one {हटाया गया # बैच} other {हटाए गए # बैच}}',
    titleMore: 'ट्रैश: {count, plural, one {हटाए गए # या अधिक बैच} other {हटाए गए # या अधिक बैच}}',
    deleted: '{at} को हटाया गया; {ends} को हमेशा के लिए मिट जाएगा',
    deletedBy: '{at} को {by} ने हटाया; {ends} को हमेशा के लिए मिट जाएगा',
    deletedSigned: '{at} को हटाया गया; इसमें हस्ताक्षरित परिणाम हैं, इसलिए केवल प्रबंधक ही इसे हमेशा के लिए मिटा सकता है',
    deletedSignedBy:
      '{at} को {by} ने हटाया; इसमें हस्ताक्षरित परिणाम हैं, इसलिए केवल प्रबंधक ही इसे हमेशा के लिए मिटा सकता है',
    restore: 'वापस लाएँ',
    restoreNamed: '{name} को वापस लाएँ',
    end: 'हमेशा के लिए मिटाएँ',
    endNamed: '{name} को हमेशा के लिए मिटाएँ',
    endSure: '{name} के सभी चित्र, परिणाम और सुधार हमेशा के लिए मिटाएँ? इसे वापस नहीं किया जा सकता।',
  },
};
