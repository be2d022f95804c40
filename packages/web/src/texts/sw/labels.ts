import type { Catalogue } from '../compiled.js';
import type { labels as en } from '../en/labels.js';

export const labels: Catalogue<typeof en> = {
  um_per_pixel: 'Ukubwa wa pikseli kwa µm',
  red_cells: 'Chembe nyekundu kwa µL',
  haematocrit: 'Hematokriti kwa %',
  threshold: 'Kizingiti',
  reviewer: 'Jina lako au herufi zake za kwanza',
  by: 'Jina lako',
  name: 'Jina',
  model: 'Modeli',
  data: 'Folda',
  recipe: 'Mpangilio',
  epochs: 'Mizunguko',
  learning_rate: 'Kasi ya kujifunza',
  batch_size: 'Ukubwa wa fungu',
  image_size: 'Ukubwa wa picha',
  validation_fraction: 'Sehemu inayotengwa',
  split: 'Tenga',
  seed: 'Mbegu',
  positive_class: 'Aina ya seli zenye vimelea',
};
