import type { Catalogue } from '../compiled.js';
import type { runs as en } from '../en/runs.js';

export const runs: Catalogue<typeof en> = {
  runs: {
    title: 'Entraînements',
    none: 'Il n’y a pas d’entraînement dans le dossier du serveur.',
    states: {
      waiting: 'attend son tour',
      training: 'en cours',
      finished: 'terminé',
      stopped: 'arrêté',
      failed: 'échoué',
    },
    failure: 'L’entraînement a échoué : {reason}',
    epochs: '{done, number} sur {total, plural, one {# époque} many {# d’époques} other {# époques}}',
    epochsSoFar: '{done, plural, one {# époque} many {# d’époques} other {# époques}} jusqu’ici',
    cells: '{count, plural, one {# cellule} many {# de cellules} other {# cellules}}',
    compare: 'Comparer',
    report: 'Rapport avec tous les chiffres et les erreurs',
    start: 'Démarrer un entraînement',
    go: 'Entraîner',
    publishing: {
      notYet: 'Son modèle n’est pas proposé. Regardez d’abord ses chiffres.',
      published: 'Son modèle est proposé : publié par {by}, le {at}.',
      publish: 'Publier son modèle',
      withdraw: 'Ne plus le proposer',
    },
    noData: 'Le serveur ne propose aucun dossier d’entraînement ; démarrez-le avec --dataset DOSSIER.',
    accuracy: 'Exactitude',
    loss: 'Perte',
    train: 'entraînement',
    validation: 'validation',
    epoch: 'époque',
    confusion: 'Matrice de confusion',
  },
};
