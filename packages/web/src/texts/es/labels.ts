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
  learning_rate: 'Tasa de aprendizaje',
  batch_size: 'Tamaño de los grupos',
  image_size: 'Tamaño de las imágenes',
  validation_fraction: 'Parte apartada',
  split: 'Apartar',
  seed: 'Semilla',
  positive_class: 'Clase de las células infectadas',
};
