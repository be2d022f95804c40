import type { Catalogue } from '../compiled.js';
import type { page as en } from '../en/page.js';

export const page: Catalogue<typeof en> = {
  windowTitle: 'giemsa, जाँच कक्ष',
  title: 'जाँच कक्ष',
  researchUse: 'केवल शोध के लिए। यह चिकित्सा उपकरण नहीं है।',
  notice: 'यहाँ कुछ भी रोग की पहचान के लिए प्रमाणित नहीं है। हर महत्वपूर्ण परिणाम को किसी व्यक्ति को देखना ज़रूरी है।',
  nav: {
    screen: 'जाँच',
    private: 'निजी',
    models: 'मॉडल',
    runs: 'प्रशिक्षण',
    label: 'पृष्ठ',
    skip: 'सीधे सामग्री पर जाएँ',
  },
  theme: { label: 'रंग', system: 'सिस्टम', light: 'हल्का', dark: 'गहरा' },
  language: 'भाषा',
  token: {
    title: 'इस सर्वर के लिए एक्सेस कोड चाहिए',
    label: 'एक्सेस कोड',
    send: 'प्रवेश करें',
    wrong: 'यह इस सर्वर का एक्सेस कोड नहीं है, या इसकी अवधि समाप्त हो गई है।',
  },
  account: {
    as: '{name} ({role})',
    roles: { reader: 'केवल देखने वाला', technician: 'तकनीशियन', admin: 'प्रबंधक' },
    logOut: 'बाहर निकलें',
    onlyReads: 'आपके एक्सेस कोड से केवल देखा जा सकता है: आप न अपलोड कर सकते हैं, न सुधार।',
  },
  auditLog: 'कार्यों का लॉग',
  loading: 'लोड हो रहा है …',
  retry: 'फिर कोशिश करें',
  more: {
    shown: '{count, plural, one {सबसे नया # दिखाया गया है।} other {सबसे नए # दिखाए गए हैं।}}',
    show: 'और दिखाएँ',
  },
  noPage: {
    title: 'ऐसा कोई पृष्ठ नहीं है',
    gone: 'अब यहाँ नहीं है',
    explain: 'इस पते पर कुछ नहीं है।',
    toStart: 'शुरुआत पर जाएँ',
  },
  broken: {
    title: 'यह पृष्ठ नहीं दिखाया जा सकता',
    explain: 'इसमें कुछ विफल हुआ। यह giemsa की गलती है; आपने जो सहेजा वह सुरक्षित है। गलती:',
    reload: 'पृष्ठ फिर लोड करें',
  },
};
