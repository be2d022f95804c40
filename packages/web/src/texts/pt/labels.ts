import type { Catalogue } from '../compiled.js';
import type { labels as en } from '../en/labels.js';

export const labels: Catalogue<typeof en> = {
  um_per_pixel: 'Tamanho de um pixel em µm',
  red_cells: 'Hemácias por µL',
  haematocrit: 'Hematócrito em %',
  threshold: 'Limiar',
  reviewer: 'O seu nome ou iniciais',
  by: 'O seu nome',
  name: 'Nome',
  model: 'Modelo',
  data: 'Pasta',
  recipe: 'Receita',
  epochs: 'Épocas',
  learning_rate: 'Taxa de aprendizagem',
  batch_size: 'Tamanho dos grupos',
  image_size: 'Tamanho das imagens',
  validation_fraction: 'Parte separada',
  split: 'Separar',
  seed: 'Semente',
  positive_class: 'Classe das células infectadas',
};
