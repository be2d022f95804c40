import type { Catalogue } from '../compiled.js';
import type { training as en } from '../en/training.js';

export const training: Catalogue<typeof en> = {
  training: {
    from: {
      title: 'Ce qu’il apprend',
      folder: 'Un dossier du serveur',
      set: 'Un jeu étiqueté que j’envoie',
      batches: 'Des lots de cellules isolées auxquelles des personnes ont répondu',
      noBatches:
        'Personne n’a encore répondu pour une cellule d’un lot. Ouvrez un lot de cellules isolées et vérifiez-le.',
      setChoice: 'Jeu étiqueté',
      noSet: 'Il n’y a pas encore de jeu étiqueté.',
      about:
        '{cells, plural, one {# cellule} many {# de cellules} other {# cellules}} de {patients, plural, one {# patient connu} many {# de patients connus} other {# patients connus}} ; {classes}',
      upload: 'Envoyer un jeu',
      uploadHint:
        'Un dossier contenant un dossier par classe, par exemple Parasitized et Uninfected. Les noms des fichiers disent les patients : P12_IMG_3.png est du patient P12.',
      uploadName: 'Nom du jeu',
      choose: { files: 'Choisir des archives zip', folder: 'Choisir le dossier du jeu' },
      delete: 'Supprimer le jeu {name}',
      deleteSure: 'Supprimer le jeu étiqueté {name} ? Les entraînements terminés avec lui restent.',
    },
    how: {
      title: 'Comment il apprend',
      more: 'Autres réglages',
      asRecipe: 'comme dans la recette : {value}',
      from: 'Partir de',
      newNetwork: 'un nouveau réseau, comme dans la recette',
      fromMeans:
        'Un modèle qui continue à apprendre garde son réseau et sa taille d’images. Il doit connaître les mêmes classes.',
      recipes: {
        fast: 'part de poids fournis qui n’ont vu que des cellules dessinées',
        best: 'validée par patients ; le modèle précis fourni a été fait avec elle',
        transfer: 'affine les poids ImageNet, que le serveur télécharge (94 Mo)',
        smear: 'pour des cellules découpées dans des champs entiers, de plusieurs microscopes',
        'keras-2021': 'le programme du tutoriel de Keras, appel par appel',
        synthetic: 'pour des cellules dessinées : une minute sur deux cœurs',
      },
      recipeMeans: 'Des réglages qui vont ensemble. Ceux d’en dessous en changent un seul.',
      epochs:
        'Combien de fois il parcourt toutes les cellules. Plus il y en a, plus c’est long ; à la longue il n’apprend que ces cellules par cœur.',
      learning_rate:
        'La longueur maximale de chaque pas. Trop grande, la perte saute ou n’est plus un nombre ; trop petite, il apprend lentement.',
      batch_size: 'Cellules regardées avant chaque pas. Plus il y en a, plus il faut de mémoire.',
      image_size:
        'Largeur et hauteur en pixels auxquelles chaque cellule est ramenée. Le temps croît comme le carré.',
      split: 'Cellules dont il n’apprend rien ; ses chiffres sont mesurés sur elles.',
      splits: {
        patient: 'des patients entiers',
        image: 'des cellules isolées (chiffres trop bons)',
        folders: 'selon les dossiers train et test',
      },
      validation_fraction: 'Part des cellules mise de côté, de 0 à 1.',
      seed: 'Fixe les nombres aléatoires. La même graine et les mêmes données donnent le même modèle.',
      augmentation:
        'Changer les cellules au hasard pendant qu’il apprend : tournées, retournées, autrement colorées',
      positive_class: 'La classe des cellules infectées, si les noms ne la disent pas.',
      noWhole: '{field} : « {text} » n’est pas un nombre entier.',
      noNumber: '{field} : « {text} » n’est pas un nombre.',
    },
    nameHint: 'Nom, si vous voulez',
    note: 'Note, par exemple pourquoi vous essayez cela',
    plan: {
      title: 'Ce qui sera fait',
      cells:
        '{cells, plural, one {# cellule} many {# de cellules} other {# cellules}} de {patients, plural, one {# patient connu} many {# de patients connus} other {# patients connus}} : {classes}.',
      split:
        'Il apprend d’environ {train, plural, one {# cellule} many {# de cellules} other {# cellules}} et est mesuré sur environ {held, plural, one {# autre cellule} many {# d’autres cellules} other {# autres cellules}}.',
      missing: 'Il ne peut pas encore commencer :',
      notes: 'Ce que ses chiffres ne diront pas :',
      time: 'L’entraînement lui-même prend environ {time}.',
      times: {
        seconds: '{count, plural, one {# seconde} many {# de secondes} other {# secondes}}',
        minutes: '{count, plural, one {# minute} many {# de minutes} other {# minutes}}',
        hours: '{count, plural, one {# heure} many {# d’heures} other {# heures}}',
      },
      fromRun: 'D’après la vitesse de l’entraînement {run} sur cette machine : {rate} cellules par seconde.',
      measured:
        'D’après {steps, plural, one {# pas} many {# de pas} other {# pas}} chronométrés à l’instant sur cette machine : {rate} cellules par seconde.',
      busy: 'Autre chose était calculé en même temps : cela peut aller plus vite.',
      unknown:
        'La durée n’est pas connue : aucun entraînement n’a eu ici ce réseau et cette taille d’images.',
      measure: 'Chronométrer quelques pas',
      measuring: 'Quelques pas sont chronométrés ; cela prend jusqu’à une minute.',
    },
    startedBy: 'Démarré par {by} sur {data}',
    steps: {
      collecting: 'copie des images',
      reading: 'lecture des images',
      training: 'entraînement',
      evaluating: 'mesure sur les cellules mises de côté',
      comparing: 'comparaison',
    },
    goesOn: 'Vous pouvez quitter cette page : l’entraînement continue sur le serveur, même s’il redémarre.',
    stopSure:
      'Arrêter cet entraînement ? Il peut reprendre à son dernier point de sauvegarde, vieux de deux minutes au plus.',
    resume: 'Reprendre',
    elsewhere: 'Il a été démarré en ligne de commande : arrêtez-le et reprenez-le là-bas.',
    edit: 'Nom et note',
    editOf: 'Nom et note de {run}',
    save: 'Enregistrer',
    delete: 'Supprimer',
    deleteSure: 'Supprimer l’entraînement {run}, avec son modèle et ses chiffres ?',
    deleteSureTrash:
      'Supprimer l’entraînement {run} ? Il peut être rétabli depuis la corbeille pendant {days, plural, one {# jour} many {# de jours} other {# jours}}.',
    trash:
      '{count, plural, one {Corbeille : # entraînement supprimé} many {Corbeille : # d’entraînements supprimés} other {Corbeille : # entraînements supprimés}}',
    endSure:
      'Supprimer pour toujours l’entraînement {run}, avec son modèle et ses chiffres ? C’est irréversible.',
    measured: {
      cells:
        'Mesuré sur {cells, plural, one {# cellule mise de côté} many {# de cellules mises de côté} other {# cellules mises de côté}}.',
      patients:
        'Mesuré sur {cells, plural, one {# cellule mise de côté} many {# de cellules mises de côté} other {# cellules mises de côté}} de {patients, plural, one {# patient} many {# de patients} other {# patients}}.',
    },
    intervals: {
      patients: 'Entre crochets : intervalles à 95 %, par tirage de patients entiers.',
      cells:
        'Entre crochets : intervalles à 95 % comme si les cellules étaient indépendantes, car les patients ne sont pas tous connus : trop étroits.',
      few: 'Pas d’intervalles : il y a trop peu de patients.',
    },
    curves: {
      smoothing: 'Lissage',
      explain: 'Entraînement : chaque pas. Validation : les cellules mises de côté, après chaque époque.',
      keys: 'Passez le pointeur sur une courbe, ou placez-y le focus et appuyez sur ← ou →, pour lire les valeurs.',
      at: 'Époque {epoch}',
      atStep: 'Époque {epoch}, pas {step, number}',
      rate: 'taux d’apprentissage {value}',
    },
    table: {
      title: 'Côte à côte',
      facts: {
        state: 'État',
        data: 'Données',
        cells: 'Cellules, patients',
        held: 'Mis de côté : cellules, patients',
        recipe: 'Recette',
        network: 'Réseau',
        epochs: 'Époques',
        learning_rate: 'Taux d’apprentissage',
        batch_size: 'Taille des paquets',
        image_size: 'Taille des images',
        split: 'Mis de côté par',
        seed: 'Graine',
        time: 'Durée de l’entraînement',
        note: 'Note',
      },
      splits: { patient: 'patients entiers', image: 'cellules', folders: 'dossiers', file: 'un fichier' },
    },
    compare: {
      title: 'L’ancien modèle et celui-ci, sur les mêmes patients mis de côté',
      explain:
        'Les deux modèles regardent les cellules que cet entraînement a mises de côté, sans les patients dont l’autre modèle a appris.',
      with: 'Comparer avec',
      go: 'Comparer',
      none: 'Il n’y a pas d’autre modèle.',
      waits: 'Comparé avec {model} dès que rien d’autre ne tourne.',
      failed: 'La comparaison avec {model} a échoué : {reason}',
      caption: {
        cells:
          '{model} et cet entraînement sur {cells, plural, one {la même cellule} many {les mêmes # de cellules} other {les mêmes # cellules}}',
        patients:
          '{model} et cet entraînement sur {cells, plural, one {la même cellule} many {les mêmes # de cellules} other {les mêmes # cellules}} de {patients, plural, one {# patient} many {# de patients} other {# patients}}',
      },
      after: 'Cet entraînement',
      difference: 'Différence',
      method:
        'Entre crochets : intervalles à 95 %, par tirage de patients entiers, les mêmes pour les deux modèles. Une différence dont l’intervalle contient 0 peut être due au hasard.',
      without: {
        'patients not known': 'Pas d’intervalles : les patients ne sont pas tous connus.',
        'too few patients': 'Pas d’intervalles : il y a trop peu de patients.',
      },
      leftOut:
        '{count, plural, one {# cellule mise de côté n’est pas comptée : {model} a appris de son patient.} many {# de cellules mises de côté ne sont pas comptées : {model} a appris de leurs patients.} other {# cellules mises de côté ne sont pas comptées : {model} a appris de leurs patients.}}',
      unread:
        '{count, plural, one {# cellule mise de côté n’est pas comptée : son image n’est plus là.} many {# de cellules mises de côté ne sont pas comptées : leurs images ne sont plus là.} other {# cellules mises de côté ne sont pas comptées : leurs images ne sont plus là.}}',
      unknown:
        'On ne sait pas sur quoi {model} a été entraîné : il a pu apprendre de certains de ces patients, ce qui l’avantage.',
      old: 'Cet entraînement a continué depuis : comparez de nouveau.',
    },
  },
};
