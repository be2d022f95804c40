import type { Catalogue } from '../compiled.js';
import type { runs as en } from '../en/runs.js';

export const runs: Catalogue<typeof en> = {
  runs: {
    title: 'प्रशिक्षण',
    none: 'सर्वर के फ़ोल्डर में कोई प्रशिक्षण नहीं है।',
    states: {
      waiting: 'अपनी बारी की प्रतीक्षा में',
      training: 'चल रहा है',
      finished: 'पूरा हुआ',
      stopped: 'रोका गया',
      failed: 'विफल',
    },
    failure: 'प्रशिक्षण विफल हुआ: {reason}',
    epochs: '{total, plural, one {# चक्र} other {# चक्रों}} में से {done, number}',
    epochsSoFar: 'अब तक {done, plural, one {# चक्र} other {# चक्र}}',
    cells: '{count, plural, one {# कोशिका} other {# कोशिकाएँ}}',
    compare: 'तुलना करें',
    report: 'सभी आँकड़ों और गलतियों की रिपोर्ट',
    start: 'प्रशिक्षण शुरू करें',
    go: 'प्रशिक्षित करें',
    publishing: {
      notYet: 'इसका मॉडल उपयोग के लिए नहीं दिया जा रहा। पहले इसके आँकड़े देखें।',
      published: 'इसका मॉडल उपयोग के लिए दिया जा रहा है: {by} ने {at} को प्रकाशित किया।',
      publish: 'इसका मॉडल प्रकाशित करें',
      withdraw: 'अब उपयोग के लिए न दें',
    },
    noData: 'सर्वर प्रशिक्षण के लिए कोई फ़ोल्डर नहीं देता; उसे --dataset FOLDER के साथ शुरू करें।',
    accuracy: 'सटीकता',
    loss: 'हानि (loss)',
    train: 'प्रशिक्षण',
    validation: 'सत्यापन',
    epoch: 'चक्र',
    confusion: 'कन्फ़्यूज़न मैट्रिक्स',
  },
};
