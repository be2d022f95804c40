import type { Catalogue } from '../compiled.js';
import type { labels as en } from '../en/labels.js';

export const labels: Catalogue<typeof en> = {
  um_per_pixel: 'एक पिक्सेल का आकार, µm में',
  red_cells: 'प्रति µL लाल रक्त कोशिकाएँ',
  haematocrit: 'हीमैटोक्रिट, % में',
  threshold: 'सीमा मान',
  reviewer: 'आपका नाम या नाम के पहले अक्षर',
  by: 'आपका नाम',
  name: 'नाम',
  model: 'मॉडल',
  data: 'फ़ोल्डर',
  recipe: 'विधि',
  epochs: 'चक्र',
  learning_rate: 'सीखने की दर',
  batch_size: 'समूह का आकार',
  image_size: 'चित्र का आकार',
  validation_fraction: 'अलग रखा हिस्सा',
  split: 'अलग रखें',
  seed: 'बीज',
  positive_class: 'संक्रमित कोशिकाओं का वर्ग',
};
