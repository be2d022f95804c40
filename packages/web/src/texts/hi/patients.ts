import type { Catalogue } from '../compiled.js';
import type { patients as en } from '../en/patients.js';

export const patients: Catalogue<typeof en> = {
  patientPage: {
    all: 'बैच के सभी रोगी',
    report: 'छपाई के लिए रिपोर्ट',
    fhir: 'FHIR',
    states: {
      unsigned: 'हस्ताक्षर नहीं हुए।',
      signed: '{by} ने {at} को हस्ताक्षर किए (संस्करण {version})।',
      changed: '{by} के {at} के हस्ताक्षर के बाद बदला गया। फिर हस्ताक्षर करने होंगे।',
    },
    signedInBatch:
      '{count, plural, one {इस बैच के # परिणाम पर हस्ताक्षर हो चुके हैं।} other {इस बैच के # परिणामों पर हस्ताक्षर हो चुके हैं।}}',
    toSignAgain: 'सुधार से नया संस्करण बनता है, जिस पर फिर हस्ताक्षर करने होते हैं।',
    changes: 'क्या बदला:',
    toLookAt: 'संक्रमित और अनिश्चित कोशिकाएँ: {of, number} में से {looked, number} देखी गईं',
    toResult: 'परिणाम और हस्ताक्षर',
  },
  looking: {
    title: 'संक्रमित और अनिश्चित कोशिकाएँ',
    none: 'कोई कोशिका संक्रमित या अनिश्चित नहीं मानी गई, और संक्रमित दिखने वाली कोई चीज़ गिनती से नहीं छूटी।',
    explain:
      'वे सभी कोशिकाएँ जिन्हें मॉडल संक्रमित मानता है या जिन पर वह अनिश्चित है। अंत में गुच्छों की जगहें और न गिनी गई कोशिकाएँ हैं: उनके बारे में आपके उत्तर से कोई आँकड़ा नहीं बदलता।',
    progress:
      '{of, number} में से {confirmed, number} की पुष्टि हुई{cannotTell, plural, =0 {} one {, # बताई नहीं जा सकती} other {, # बताई नहीं जा सकतीं}}',
    progressBy:
      '{of, number} में से {confirmed, number} की पुष्टि हुई{cannotTell, plural, =0 {} one {, # बताई नहीं जा सकती} other {, # बताई नहीं जा सकतीं}}, द्वारा: {readers}',
    answers: { infected: 'संक्रमित', uninfected: 'असंक्रमित', 'cannot tell': 'बताया नहीं जा सकता' },
    keys: 'कुंजियाँ: I संक्रमित, U असंक्रमित, C बताया नहीं जा सकता, T उत्तर वापस लें, तीर आगे-पीछे।',
    takeBack: 'उत्तर वापस लें',
    toField: 'उसके फ़ील्ड में दिखाएँ',
    tile: '{of, number} में से कोशिका {index, number}: {what}',
    picture: '{field} की कोशिका {cell}, आसपास के साथ',
    reasons: {
      infected: 'मॉडल इसे संक्रमित मानता है।',
      unsure: 'मॉडल अनिश्चित है।',
      person: 'एक व्यक्ति इसे संक्रमित मानता है।',
      'readers differ': 'दो रीडर अलग हैं: तीसरा व्यक्ति बताएगा कि यह क्या है।',
      'in a clump': 'गुच्छे में: नहीं गिनी गई।',
      'cut or covered': 'किनारे से कटी या ढकी हुई: नहीं गिनी गई।',
    },
    model: 'मॉडल की संभावना: {probability}।',
    stage: 'अवस्था: {stage}।',
    said: '{answer}: {by}, {at}।',
    notYet: 'इसे किसी ने नहीं देखा।',
    counts: 'इसे {final} गिना जाता है।',
    open: 'नहीं देखी गई',
  },
  signing: {
    title: 'हस्ताक्षर',
    explain:
      'आप इस परिणाम की, जैसा दिखाया गया है, ज़िम्मेदारी लेते हैं। इसके बाद हर बदलाव से नया संस्करण बनता है; आपने जिस पर हस्ताक्षर किए, वह पढ़ा जा सकता है।',
    notAll:
      '{left, plural, one {# कोशिका नहीं देखी गई। फिर भी हस्ताक्षर करें} other {# कोशिकाएँ नहीं देखी गईं। फिर भी हस्ताक्षर करें}}',
    sign: 'इस परिणाम पर हस्ताक्षर करें',
    hindrance: 'अभी हस्ताक्षर नहीं हो सकते: {why}।',
    versions: 'हस्ताक्षर वाले संस्करण',
    version: 'संस्करण {version}: {by}, {at}',
  },
  details: {
    title: 'इस रोगी का विवरण',
    none: 'कोई नहीं',
    example: 'वार्ड',
    name: 'विवरण {index, number} का नाम',
    of: 'विवरण {index, number} का मान',
    add: 'एक और विवरण',
    save: 'सबके लिए विवरण सहेजें',
    explain: 'जैसे आयु, वार्ड या स्लाइड संख्या। कोड लिखें: व्यक्तियों के नाम यहाँ न लिखें।',
  },
  adding: {
    label: '{patient} के और फ़ील्ड',
    files: 'फ़ील्ड जोड़ें',
    camera: 'फ़ोटो लें',
    enough:
      '{counted, plural, one {# लाल रक्त कोशिका गिनी गई} other {# लाल रक्त कोशिकाएँ गिनी गईं}}: {guideline} की {cells, number} पूरी हो गईं।',
    target: '{cells, number} में से {counted, number} लाल रक्त कोशिकाएँ गिनी गईं ({guideline})।',
    targetFields:
      '{cells, number} में से {counted, number} लाल रक्त कोशिकाएँ गिनी गईं ({guideline}): ऐसे लगभग {fields, plural, one {# और फ़ील्ड चाहिए} other {# और फ़ील्ड चाहिए}}।',
    nameNeeded: 'पहले बताएँ कि आप कौन हैं: इन फ़ाइलों के नाम से पता नहीं चलता कि वे किस रोगी की हैं।',
  },
  sorting: {
    title: 'ये चित्र किसके हैं?',
    explain: 'रोगी के लिए कोड काफ़ी है; व्यक्तियों के नाम यहाँ न लिखें। इसे बाद में भी, आपके नाम से, बदला जा सकता है।',
    from: 'रोगी पहचाने जाते हैं',
    sources: {
      folders: 'फ़ोल्डर से',
      names: 'फ़ाइल के नाम से (_IMG_ से पहले)',
      pattern: 'नाम के ढाँचे से',
    },
    pattern: 'नाम का ढाँचा',
    patternExplain: 'बिना एक्सटेंशन के नाम का: {code} कोड है, * कुछ भी, जैसे {example}।',
    code: 'रोगी {index, number} का कोड',
    files: '{count, plural, one {# चित्र} other {# चित्र}}',
    list: '{patient} के चित्र',
    nobody: 'किसी का नहीं',
    listOfNobody: 'चित्र, जिनके रोगी का पता नहीं चलता',
    codeOfNobody: 'इन सबके लिए एक रोगी का कोड',
    of: '{file} का रोगी',
    newPatient: 'नया रोगी',
    another: 'एक और रोगी',
    archives:
      '{count, plural, one {# zip फ़ाइल पढ़ते समय उसके फ़ोल्डरों से बाँटी जाएगी।} other {# zip फ़ाइलें पढ़ते समय उनके फ़ोल्डरों से बाँटी जाएँगी।}}',
    start: 'पढ़ना शुरू करें',
    cancel: 'रद्द करें',
    empty: 'इस रोगी के अभी कोई चित्र नहीं हैं।',
    noCode: 'जिस रोगी के चित्र हैं, उसका कोड चाहिए।',
    change: 'रोगियों में बाँटें',
    save: 'सबके लिए सहेजें',
    derived: {
      folders: 'रोगी फ़ोल्डर से पहचाने जाते हैं।',
      names: 'रोगी फ़ाइल के नाम से पहचाने जाते हैं (_IMG_ से पहले)।',
      pattern: 'रोगी नाम के ढाँचे से पहचाने जाते हैं।',
    },
    setBy: '{by} ने {at} को चुना।',
    sortedBy: '{by} ने {at} को बाँटा।',
  },
};
