import type { Catalogue } from '../compiled.js';
import type { labels as en } from '../en/labels.js';

export const labels: Catalogue<typeof en> = {
  um_per_pixel: 'Tamaño de un píxel en µm',
  red_cells: 'Glóbulos rojos por µL',
  haematocrit: 'Hematocrito en %',
  threshold: 'Umbral',
  reviewer: 'Su nombre o iniciales',
  by: 'Su nombre',
  name: 'Nombre',
  model: 'Modelo',
  data: 'Carpeta',
  recipe: 'Receta',
  epochs: 'Épocas',
};
