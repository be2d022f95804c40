import type { Catalogue } from '../compiled.js';
import type { problems as en } from '../en/problems.js';

export const problems: Catalogue<typeof en> = {
  problem: {
    'not-found': 'इसे हटा दिया गया है, या पता गलत है।',
    'token-needed': 'इस सर्वर के लिए एक्सेस कोड चाहिए। प्रवेश करें, फिर कोशिश करें।',
    'not-a-file': 'अपलोड समझ में नहीं आया। फ़ाइलें फिर चुनें।',
    'not-an-upload': 'अपलोड समझ में नहीं आया। फ़ाइलें फिर चुनें।',
    'broken-upload': 'अपलोड बीच में रुक गया। फ़ाइलें फिर चुनें।',
    'broken-request': 'कनेक्शन टूट गया। फिर कोशिश करें।',
    'client-left': 'कनेक्शन टूट गया। फिर कोशिश करें।',
    'still-running': 'सर्वर अभी इसी अनुरोध पर काम कर रहा है। कुछ सेकंड बाद फिर कोशिश करें।',
    'key-of-another-request': 'भेजते समय फ़ाइलें बदल गईं। उन्हें फिर चुनें।',
    'too-many-event-streams': 'इस सर्वर के बहुत ज़्यादा पृष्ठ खुले हैं। कुछ बंद करें।',
    'too-slow': 'कनेक्शन बहुत धीमा है: अपलोड रोक दिया गया। कम फ़ाइलों के साथ फिर कोशिश करें।',
  },
  unreachable: 'सर्वर तक पहुँचा नहीं जा सकता।',
  status: 'सर्वर ने त्रुटि का उत्तर दिया ({status})।',
};
