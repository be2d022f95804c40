import type { Catalogue } from '../compiled.js';
import type { cells as en } from '../en/cells.js';
import { labels } from './labels.js';

export const cells: Catalogue<typeof en> = {
  batch: {
    decimalComma: 'CSV avec virgule décimale',
    decimalCommaExplain:
      'Pour les tableurs des langues à virgule décimale : les cellules sont séparées par des points-virgules.',
    progress: '{done, number} sur {total, plural, one {# image} many {# d’images} other {# images}} lues',
    refused:
      '{count, plural, one {# fichier a été refusé} many {# de fichiers ont été refusés} other {# fichiers ont été refusés}}',
    noCells:
      '{count, plural, one {# image ne ressemble pas à une cellule isolée colorée et n’a pas été classée} many {# d’images ne ressemblent pas à une cellule isolée colorée et n’ont pas été classées} other {# images ne ressemblent pas à une cellule isolée colorée et n’ont pas été classées}}',
    lookAtRefused: 'Regardez-les et dites ce que c’est',
    failed:
      '{count, plural, one {# image n’a pas pu être lue} many {# d’images n’ont pas pu être lues} other {# images n’ont pas pu être lues}}',
    lost: 'La connexion a été perdue ; nouvel essai en cours.',
    model: 'Modèle',
    exports: 'Exporter',
    report: 'Rapport',
    remove: 'Supprimer le lot',
    removeSure:
      '{days, plural, =0 {Supprimer toutes les images, tous les résultats et toutes les corrections de ce lot ? On ne peut pas revenir en arrière.} one {Supprimer ce lot ? Il peut être rétabli depuis la corbeille pendant # jour.} many {Supprimer ce lot ? Il peut être rétabli depuis la corbeille pendant # de jours.} other {Supprimer ce lot ? Il peut être rétabli depuis la corbeille pendant # jours.}}',
  },
  threshold: {
    label: labels.threshold,
    explain: 'Une cellule est classée {positive} à partir d’une probabilité de {threshold}.',
    unsure:
      '{count, plural, one {# est incertaine : si proche du seuil qu’une personne doit décider.} many {# sont incertaines : si proches du seuil qu’une personne doit décider.} other {# sont incertaines : si proches du seuil qu’une personne doit décider.}}',
    from: 'Il vient de : {source}.',
    setBy: 'Fixé pour tous par {by}, le {at}.',
    onlyHere: 'Vous essayez ce seuil : le lot, ses fichiers et toutes les autres personnes gardent {held}.',
    set: 'Utiliser {threshold} pour tous',
    back: 'Revenir à {threshold}',
    own: 'Revenir au seuil d’origine, {threshold}',
  },
  counts: {
    known: 'Classes connues',
    sensitivity: 'Sensibilité',
    specificity: 'Spécificité',
    accuracy: 'Exactitude',
    auc_roc: 'AUC (ROC)',
  },
  gallery: {
    label: 'Images',
    show: 'Afficher',
    order: 'Ordre',
    orders: {
      probability: 'Les plus probables d’abord',
      unsure: 'Les incertaines d’abord',
      upload: 'Comme envoyées',
    },
    all: 'Toutes',
    unsure: 'Incertaines',
    disagreed: 'Corrigées',
    unreviewed: 'Non vérifiées',
    mistakes: 'Autres que la classe connue',
    refused: 'Refusées par le modèle',
    heat: 'Cartes de chaleur sur toutes',
    dashed: 'Cadre en tirets : pas la classe connue.',
    review: 'Vérifier au clavier',
    empty: 'Pas d’images ici.',
    shown: '{count, plural, one {# image} many {# d’images} other {# images}}',
  },
  patients: { title: 'Patients', patient: 'Patient', pictures: 'Images', share: 'Part' },
  review: {
    title: 'Vérification',
    reviewer: labels.reviewer,
    reviewerNeeded: 'Entrez votre nom ou vos initiales : ils sont enregistrés avec chaque réponse.',
    agree: 'D’accord',
    disagree: 'Pas d’accord',
    skip: 'Passer',
    heat: 'Carte de chaleur',
    previous: 'Précédente',
    next: 'Suivante',
    close: 'Fermer',
    keys: 'Touches : A d’accord, D pas d’accord, S passer, T retirer la réponse, H carte de chaleur, ← et → se déplacer, Échap ferme',
    says: 'Le modèle dit {name} : {probability}',
    known: 'Classe connue : {label}',
    said: '{verdict}, {reviewer}, {when}',
    saidClass: '{verdict} : {label}, {reviewer}, {when}',
    failed: 'La réponse n’a pas été enregistrée : {reason}',
    of: '{index, number} sur {total, number}',
    verdicts: { agree: 'D’accord', disagree: 'Pas d’accord', skip: 'Passée' },
    refused: 'Le modèle l’a refusée : {reason}',
    itIs: 'Elle est {name}',
    noCell: 'Ce n’est pas une cellule',
    nothing: 'pas une cellule',
    takeBack: 'Retirer la réponse',
  },
};
