import type { Catalogue } from '../compiled.js';
import type { models as en } from '../en/models.js';

export const models: Catalogue<typeof en> = {
  models: {
    title: 'Modèles',
    cards: 'Fiches',
    defaultFor: { cells: 'Par défaut', fields: 'Par défaut pour les champs' },
    none: 'Il n’y a pas encore de modèle. Entraînez-en un avec "npx giemsa start".',
    facts: {
      architecture: 'Type de réseau',
      parameters: 'Paramètres',
      recipe: 'Recette',
      classes: 'Classes du modèle',
      threshold: 'Seuil',
      size: 'Taille d’image',
      calibrated: 'Étalonné',
      sha256: 'SHA-256',
      assumed: 'Supposé : {what}',
      modified: 'Fichier modifié',
    },
    yes: 'oui',
    no: 'non',
    metrics: 'Chiffres de son entraînement',
    noMetrics: 'Aucun chiffre n’est enregistré avec ce modèle.',
    limits:
      'Non testé sur d’autres colorations, microscopes, appareils photo et patients que ceux de ses données.',
  },
  adoptions: {
    title: 'Modèles adaptés à votre microscope',
    explain:
      'Faits ici ou avec giemsa adopt. Un modèle n’est utilisé qu’après sa publication par une personne. Étalonnez-le ensuite : un étalonnage vaut pour un seul modèle.',
    offered: 'meilleur : peut être publié',
    notOffered: 'non proposé',
    inUse: 'utilisé sous le nom {name}',
    from: 'Adapté de {model}, le {made}',
    figures: 'Tous les chiffres, comme la commande les affiche',
    comparison: {
      caption:
        'Ancien et nouveau modèle comparés ; entre parenthèses, intervalles à 95 %, comme si les cellules étaient indépendantes',
      figure: 'Chiffre',
      before: 'Ancien modèle',
      after: 'Nouveau modèle',
      heldOut: {
        patient:
          'Votre microscope : {groups, plural, one {# patient sur lequel rien n’a été appris} many {# de patients sur lesquels rien n’a été appris} other {# patients sur lesquels rien n’a été appris}}',
        field:
          'Votre microscope : {groups, plural, one {# champ sur lequel rien n’a été appris} many {# de champs sur lesquels rien n’a été appris} other {# champs sur lesquels rien n’a été appris}}',
      },
      elsewhere: 'Ailleurs : {what}',
      falseAlarms: 'Fausses alarmes pour 1 000 cellules saines',
      sensitivity: 'Cellules infectées trouvées',
      drawn: 'Parasites dessinés trouvés',
      of: 'sur {cells, number}',
      interval: '{value} ({low} à {high})',
      notMeasured: 'non mesuré',
    },
    name: 'Nom du modèle',
    publish: 'Publier',
    back: 'Revenir à la version {version}',
    version: 'version {version} utilisée',
    acts: {
      'began with': 'Début avec la version {version} : {by}, {at}',
      published: 'Version {version} publiée : {by}, {at}',
      'went back to': 'Retour à la version {version} : {by}, {at}',
    },
  },
  compare: {
    heading: 'Deux modèles côte à côte',
    explain: 'Un second modèle lit les images d’un lot.',
    none: 'Il faut deux modèles et un lot de cellules isolées.',
    reading: 'Rien n’est comparé avant que les deux modèles aient lu toutes les images.',
    batch: 'Lot',
    with: 'et le modèle',
    go: 'Comparer',
    back: 'Tous les modèles',
    title: '{first} et {second}',
    agreement: 'Ce que dit chaque modèle',
    differences: 'Les probabilités diffèrent de {mean} en moyenne, de {largest} au plus.',
    others:
      '{count, plural, one {L’un des modèles a refusé ou n’a pas pu lire # image.} many {L’un des modèles a refusé ou n’a pas pu lire # d’images.} other {L’un des modèles a refusé ou n’a pas pu lire # images.}}',
    thresholds: 'Aux seuils propres des modèles, {first} et {second}.',
    disagreements:
      'Ils diffèrent sur {count, number} images, pour {total, plural, one {# image lue} many {# d’images lues} other {# images lues}}',
    noDisagreement: 'Les deux sont d’accord sur chaque image.',
    first: 'Les {count, number} images où la différence est la plus grande :',
    otherClasses: 'Les modèles ont des classes différentes : {names}.',
  },
};
