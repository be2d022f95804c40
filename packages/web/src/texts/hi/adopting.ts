import type { Catalogue } from '../compiled.js';
import type { adopting as en } from '../en/adopting.js';

export const adopting: Catalogue<typeof en> = {
  adopting: {
    title: 'आपका सूक्ष्मदर्शी',
    adopt: {
      title: 'मेरे सूक्ष्मदर्शी के लिए ढालें',
      explain:
        'मॉडल आपके सुधारे हुए फ़ील्ड से सीखता है, और ऐसे रोगियों पर पिछले मॉडल से तुलना की जाती है जिन्हें उसने नहीं देखा। जब तक कोई व्यक्ति प्रकाशित न करे, कुछ उपयोग नहीं होता।',
      none: 'अभी कोई फ़ील्ड सुधारा नहीं गया। बैच के फ़ील्ड खोलें, उनकी कोशिकाएँ सुधारें, और हर फ़ील्ड को सुधारा हुआ चिह्नित करें।',
      batches: 'सुधारे हुए फ़ील्ड, बैच',
      batch:
        '{fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}, {patients, plural, one {# रोगी} other {# रोगी}}, {cells, plural, one {लेबल वाली # कोशिका} other {लेबल वाली # कोशिकाएँ}}, {corrections, plural, one {# सुधार} other {# सुधार}}',
      batchPartly:
        '{fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}, उनमें से {whole, number} पूरे, {patients, plural, one {# रोगी} other {# रोगी}}, {cells, plural, one {लेबल वाली # कोशिका} other {लेबल वाली # कोशिकाएँ}}, {corrections, plural, one {# सुधार} other {# सुधार}}',
      chosen:
        'चुने गए: {patients, plural, one {# रोगी} other {# रोगियों}} के {fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}, {uninfected, plural, one {# स्वस्थ कोशिका} other {# स्वस्थ कोशिकाएँ}}, {infected, number} संक्रमित।',
      go: 'ढालें',
    },
    calibrate: {
      title: 'सूक्ष्मदर्शी कैलिब्रेट करें',
      explain:
        'मापता है कि बिना मलेरिया वाले रोगियों में मॉडल कितनी स्वस्थ कोशिकाओं को संक्रमित मानता है। 15 या अधिक रोगी दें, जिनमें कुल 5,000 लाल रक्त कोशिकाएँ हों, और फ़ोटो वैसे ही लें जैसे दूसरों की लेते हैं।',
      none: 'अभी फ़ील्ड का कोई बैच नहीं है। बिना मलेरिया वाले रोगियों के फ़ील्ड अपलोड करें।',
      batches: 'बिना मलेरिया वाले रोगियों के फ़ील्ड',
      microscope: 'सूक्ष्मदर्शी का नाम',
      state: 'इनमें से किसी रोगी को मलेरिया नहीं है। यह मुझे दूसरी जाँच से पता है।',
      allowed: 'प्रति 1,000 स्वस्थ कोशिकाओं पर कितने झूठे अलार्म चलेंगे',
      chosen:
        'चुने गए: {patients, plural, one {# रोगी} other {# रोगियों}} के {fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}, {cells, plural, one {# लाल रक्त कोशिका} other {# लाल रक्त कोशिकाएँ}}।',
      go: 'कैलिब्रेट करें',
    },
    needs: {
      missing: 'अभी शुरू नहीं हो सकता:',
      notes: 'परिणाम जो नहीं बताएगा:',
    },
    tasks: {
      title: 'चल रहे और समाप्त',
      kinds: { adopt: 'ढालना: {name}', calibrate: 'कैलिब्रेशन: {name}' },
      states: {
        waiting: 'अपनी बारी की प्रतीक्षा में',
        running: 'चल रहा है',
        done: 'पूरा',
        failed: 'विफल',
        stopped: 'रोका गया',
      },
      from: '{batches}, मॉडल {model} से; {by} ने {at} को शुरू किया',
      steps: {
        collecting: 'फ़ील्ड कॉपी हो रहे हैं',
        counting: 'कोशिकाएँ खोजी जा रही हैं',
        preparing: 'तैयारी',
        training: 'प्रशिक्षण',
        comparing: 'पुराने और नए मॉडल की तुलना',
      },
      now: 'अभी: {step}।',
      nowShare: 'अभी: {step}, {share}।',
      seconds: 'इस चरण में लगभग {seconds, plural, one {# सेकंड} other {# सेकंड}} और लगेंगे।',
      minutes: 'इस चरण में लगभग {minutes, plural, one {# मिनट} other {# मिनट}} और लगेंगे।',
      goesOn: 'आप यह पृष्ठ छोड़ सकते हैं: काम सर्वर पर चलता रहेगा।',
      interrupted: 'सर्वर बंद होने से यह {times, plural, one {# बार} other {# बार}} रुका, और अब जारी है।',
      stop: 'रोकें',
      stopSure: 'इसे रोकें? अब तक का काम खो जाएगा।',
    },
    calibrations: {
      title: 'कैलिब्रेट किए गए सूक्ष्मदर्शी',
      explain: 'फ़ील्ड अपलोड करते समय सूक्ष्मदर्शी चुनें। कैलिब्रेशन केवल अपने मॉडल के लिए होता है।',
      with: '{model} से, SHA-256 {checksum}',
      facts: {
        threshold: 'सीमा मान',
        measured: 'किन पर मापा गया',
        background: 'प्रति 1,000 स्वस्थ कोशिकाओं में संक्रमित मानी गईं',
        limits: 'ब्लैंक की सीमा',
        stated: 'मलेरिया नहीं, किसने कहा',
        batches: 'बैच',
      },
      measured:
        '{patients, plural, one {# रोगी} other {# रोगियों}} की {cells, plural, one {# लाल रक्त कोशिका} other {# लाल रक्त कोशिकाएँ}}, {fields, plural, one {# फ़ील्ड} other {# फ़ील्ड}}',
      rate: '{rate} (95 %: {low} से {high}); कुल {alarms, number}',
      interval: '{rate} ({low} से {high})',
      limit:
        '{cells, plural, one {# कोशिका} other {# कोशिकाओं}} में से: अधिकतम {infected, number} संक्रमित मानी गईं',
      noLimit: '{cells, plural, one {# कोशिका} other {# कोशिकाओं}} में से: बताया नहीं जा सकता',
      by: '{name}, दिनांक {at}',
      table: 'चुनने के लिए सीमा मान',
      columns: { allowed: 'अनुमत', threshold: 'सीमा मान', measured: 'प्रति 1,000 मापा गया (95 %)' },
      cannotTell: 'जो यह नहीं बता सकता:',
    },
  },
};
