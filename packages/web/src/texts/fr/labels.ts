import type { Catalogue } from '../compiled.js';
import type { labels as en } from '../en/labels.js';

export const labels: Catalogue<typeof en> = {
  um_per_pixel: 'Taille d’un pixel en µm',
  red_cells: 'Globules rouges par µL',
  haematocrit: 'Hématocrite en %',
  threshold: 'Seuil',
  reviewer: 'Votre nom ou vos initiales',
  by: 'Votre nom',
  name: 'Nom',
  model: 'Modèle',
  data: 'Dossier',
  recipe: 'Recette',
  epochs: 'Époques',
  learning_rate: 'Taux d’apprentissage',
  batch_size: 'Taille des paquets',
  image_size: 'Taille des images',
  validation_fraction: 'Part mise de côté',
  split: 'Mettre de côté',
  seed: 'Graine',
  positive_class: 'Classe des cellules infectées',
};
