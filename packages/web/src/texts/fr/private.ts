import type { Catalogue } from '../compiled.js';
import type { privately as en } from '../en/private.js';

export const privately: Catalogue<typeof en> = {
  private: {
    title: 'Privé',
    explain: 'Le modèle tourne dans ce navigateur : les images ne quittent jamais cette machine.',
    kept: 'Les images et les réponses sont gardées tant que cet onglet est ouvert, sur toutes ses pages. Si vous le fermez ou le rechargez, elles sont perdues : enregistrez d’abord le CSV.',
    limits: 'Cellules isolées ; PNG, JPEG, WebP, GIF et BMP ; pas d’archives.',
    leftOut: 'Fichiers ignorés : {files}',
    leftOutMore:
      'Fichiers ignorés : {files} et {more, plural, one {# autre} many {# d’autres} other {# autres}}',
    graphics: 'Le modèle tourne sur le processeur graphique (WebGPU).',
    processor: 'Le modèle tourne sur le processeur (WebAssembly) : {reason}.',
    downloading: {
      runtime: 'Téléchargement du programme qui fait tourner le modèle : {done} Mo sur {total}',
      model: 'Téléchargement du modèle : {done} Mo sur {total}',
      modelSoFar: 'Téléchargement du modèle : {done} Mo',
    },
    starting: 'Démarrage du modèle …',
    failed: 'Le modèle n’a pas pu être chargé : {reason}',
    ready: 'Le modèle {model} peut être utilisé sans réseau.',
    getReady: 'Préparer l’utilisation sans réseau',
    getReadyExplain:
      'Télécharge le modèle et le programme qui le fait tourner, environ {size}, et les garde dans ce navigateur jusqu’à votre déconnexion.',
    replaceSure: 'Les réponses sur ces images ne sont pas enregistrées. Continuer et les perdre ?',
  },
};
