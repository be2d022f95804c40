import type { Catalogue } from '../compiled.js';
import type { privately as en } from '../en/private.js';

export const privately: Catalogue<typeof en> = {
  private: {
    title: 'निजी',
    explain: 'मॉडल इसी ब्राउज़र में चलता है: चित्र इस मशीन से कभी बाहर नहीं जाते।',
    kept: 'जब तक यह टैब खुला है, चित्र और उत्तर इसके सभी पृष्ठों पर रहते हैं। टैब बंद करने या फिर लोड करने पर वे खो जाते हैं: पहले CSV सहेजें।',
    limits: 'एकल कोशिकाओं के चित्र; PNG, JPEG, WebP, GIF और BMP; zip फ़ाइलें नहीं।',
    leftOut: 'छोड़ी गईं: {files}',
    leftOutMore: 'छोड़ी गईं: {files} और {more, plural, one {# और} other {# और}}',
    graphics: 'मॉडल ग्राफ़िक्स प्रोसेसर पर चलता है (WebGPU)।',
    processor: 'मॉडल प्रोसेसर पर चलता है (WebAssembly): {reason}।',
    downloading: {
      runtime: 'मॉडल चलाने वाला प्रोग्राम डाउनलोड हो रहा है: {total} में से {done} MB',
      model: 'मॉडल डाउनलोड हो रहा है: {total} में से {done} MB',
      modelSoFar: 'मॉडल डाउनलोड हो रहा है: {done} MB',
    },
    starting: 'मॉडल शुरू हो रहा है …',
    failed: 'मॉडल लोड नहीं हो सका: {reason}',
    ready: 'मॉडल {model} बिना नेटवर्क के उपयोग के लिए तैयार है।',
    getReady: 'बिना नेटवर्क के उपयोग के लिए तैयार करें',
    getReadyExplain:
      'मॉडल और उसे चलाने वाला प्रोग्राम, लगभग {size}, डाउनलोड करता है और आपके बाहर निकलने तक इस ब्राउज़र में रखता है।',
    replaceSure: 'इन चित्रों के उत्तर सहेजे नहीं गए हैं। आगे बढ़ें और उन्हें खो दें?',
  },
};
