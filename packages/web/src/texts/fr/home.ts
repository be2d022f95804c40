import type { Catalogue } from '../compiled.js';
import type { home as en } from '../en/home.js';

export const home: Catalogue<typeof en> = {
  home: {
    does: 'giemsa recherche le paludisme sur des images de frottis sanguins colorés au Giemsa : il marque les cellules qui semblent infectées, compte des champs entiers pour chaque patient, et chaque réponse peut être corrigée.',
    doesNot:
      'Il ne pose aucun diagnostic : ses réponses peuvent être fausses, et une personne doit vérifier chaque résultat qui compte.',
    samples: {
      label: 'Pas d’images sous la main ?',
      cells: 'Essayer avec des cellules d’exemple',
      fields: 'Essayer un champ d’exemple',
      names: { cells: 'Exemple : cellules dessinées', fields: 'Exemple : un champ dessiné' },
      explain:
        'Elles sont dessinées par giemsa. Les modèles ont appris sur des photographies : leurs erreurs ici ne disent rien sur de vraies cellules.',
      drawing: 'Dessin de l’exemple …',
    },
  },
  batches: {
    title: 'Lots récents',
    none: 'Rien n’a encore été envoyé.',
    notFound: 'Aucun lot n’a « {search} » dans son nom.',
    search: 'Chercher par nom',
    all: 'Tous les lots',
    incomplete:
      '{arrived, number} sur {announced, plural, one {# fichier} many {# de fichiers} other {# fichiers}} reçus, incomplet',
    cells:
      '{cells, plural, one {# cellule} many {# de cellules} other {# cellules}}, dont {infected, plural, one {# classée infectée} many {# classées infectées} other {# classées infectées}}',
    fields:
      '{fields, plural, one {# champ} many {# de champs} other {# champs}} avec {cells, plural, one {# globule rouge} many {# de globules rouges} other {# globules rouges}}, dont {infected, plural, one {# classé infecté} many {# classés infectés} other {# classés infectés}}',
    reviewed: '{reviewed, plural, =0 {non vérifié} one {# vérifié} many {# vérifiés} other {# vérifiés}}',
    allReviewed: 'tout est vérifié',
    signed:
      '{signed, number} sur {of, plural, one {# patient signé} many {# de patients signés} other {# patients signés}}',
    allSigned: 'signé',
    made: '{model}, le {at}',
    blind: 'lu à l’aveugle',
  },
  rename: {
    label: 'Renommer',
    of: 'Renommer {name}',
    name: 'Nouveau nom',
    save: 'Enregistrer le nom',
    cancel: 'Annuler',
  },
  trash: {
    title:
      'Corbeille : {count, plural, one {# lot supprimé} many {# de lots supprimés} other {# lots supprimés}}',
    titleMore:
      'Corbeille : {count, plural, one {# lot supprimé ou plus} many {# de lots supprimés ou plus} other {# lots supprimés ou plus}}',
    deleted: 'supprimé le {at} ; effacé pour toujours le {ends}',
    deletedBy: 'supprimé le {at} par {by} ; effacé pour toujours le {ends}',
    deletedSigned:
      'supprimé le {at} ; des résultats y sont signés, seul un administrateur le supprime définitivement',
    deletedSignedBy:
      'supprimé le {at} par {by} ; des résultats y sont signés, seul un administrateur le supprime définitivement',
    restore: 'Rétablir',
    restoreNamed: 'Rétablir {name}',
    end: 'Effacer pour toujours',
    endNamed: 'Effacer {name} pour toujours',
    endSure:
      'Effacer pour toujours toutes les images, tous les résultats et toutes les corrections de {name} ? On ne peut pas revenir en arrière.',
  },
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
    log: 'Journal',
  },
};
