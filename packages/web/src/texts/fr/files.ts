import type { Catalogue } from '../compiled.js';
import type { files as en } from '../en/files.js';
import { labels } from './labels.js';

export const files: Catalogue<typeof en> = {
  drop: {
    kind: 'Ce que montrent les images',
    kinds: {
      cells: {
        name: 'Cellules isolées',
        title: 'Déposez des cellules ici',
        hint: 'Des images de cellules isolées, des dossiers entiers ou des archives zip. Elles restent sur ce serveur.',
      },
      fields: {
        name: 'Champs entiers de frottis minces',
        title: 'Déposez des champs ici',
        hint: 'Des champs entiers de frottis minces au microscope, un dossier par patient, ou une archive zip de tels dossiers. Les globules rouges sont trouvés et comptés pour chaque patient ; avec un étalonnage sur des patients sans paludisme, la parasitémie est indiquée.',
      },
    },
    measured: {
      title: 'Valeurs mesurées, si elles sont connues',
      assumed: 'Sans nombre de globules rouges ni hématocrite, on suppose 5 000 000 de globules rouges/µL.',
    },
    accept: {
      title:
        'Compter des champs qui seraient écartés{accepted, plural, =0 {} one { : # règle} many { : # de règles} other { : # règles}}',
      explain:
        'Ne choisissez une règle que si vous avez regardé ces champs. Votre choix est gardé avec le lot et écrit à côté de ses chiffres. Étalonnez avec le même choix.',
      rules: {
        thick:
          'Épais : les cellules sont en couches ou en amas, ou il y a plus de noyaux que de globules rouges',
        blurred: 'Flou : les bords des cellules ne sont pas nets',
        small: 'Petit : les cellules n’ont que quelques pixels de large',
        sparse: 'Pauvre : il n’y a presque pas de globules rouges',
        shapes: 'Formes : beaucoup d’objets ne ressemblent pas à des globules rouges isolés',
        grey: 'Gris : une image en noir et blanc, où la coloration ne se voit pas',
      },
    },
    files: 'Choisir des fichiers',
    folder: 'Choisir un dossier',
    model: labels.model,
    failed: 'L’envoi s’est arrêté : {reason}',
    nothing: 'Il n’y avait ni image ni archive zip parmi ces fichiers.',
    noModel:
      'Il n’y a pas encore de modèle. Entraînez-en un avec "npx giemsa start", ou démarrez le serveur avec --model.',
    blind: 'Deux personnes le lisent à l’aveugle',
    blindExplain:
      'Personne ne voit ce que dit le modèle avant d’avoir répondu ; là où deux personnes diffèrent, une troisième décide. Une réponse ne peut pas être changée.',
    oneByOne: 'Un patient après l’autre',
  },
  notTaken: {
    pdf: 'un document PDF n’est pas lu : enregistrez ses pages en PNG ou JPEG',
    heic: 'HEIC n’est pas lu par les navigateurs : envoyez-le sur la page Dépistage, ou réglez l’appareil sur JPEG (« Le plus compatible »)',
    tiff: 'TIFF n’est pas lu par les navigateurs : envoyez-le sur la page Dépistage, ou enregistrez-le en PNG',
    zip: 'les archives ne sont pas ouvertes ici : décompressez-la d’abord',
    raw: 'un fichier brut d’appareil photo n’est pas lu : enregistrez-le en PNG ou JPEG',
    picture: 'ce type d’image n’est pas lu : enregistrez-la en PNG ou JPEG',
    scanner:
      'le fichier d’un scanner de lames ou d’un programme de microscope n’est pas lu : exportez les champs en PNG',
    video: 'une vidéo n’est pas lue : enregistrez des images isolées en PNG',
    archive: 'cette archive n’est pas lue : mettez les images dans un zip',
    dicom: 'DICOM n’est pas lu : exportez-le en PNG',
    other:
      'non envoyé : d’après son nom, ce n’est pas une image ; PNG, JPEG, WebP, TIFF, BMP, GIF et HEIC sont lus',
  },
  uploads: {
    label: 'Envois',
    sending:
      'Envoi de {done, number} sur {total, plural, one {# fichier} many {# de fichiers} other {# fichiers}} : {name}',
    stopped:
      'L’envoi de {name} s’est arrêté après {done, number} sur {total, plural, one {# fichier} many {# de fichiers} other {# fichiers}} : {reason}',
    lost: 'le serveur est injoignable.',
    open: 'Ouvrir',
    forget: 'Fermer ceci',
  },
  incomplete: {
    title:
      '{arrived, number} sur {announced, plural, one {# fichier} many {# de fichiers} other {# fichiers}} reçus. Cet envoi est incomplet.',
    explain: 'Choisissez de nouveau les mêmes fichiers : seuls ceux qui manquent sont envoyés.',
    files: 'Choisir de nouveau les fichiers',
    folder: 'Choisir de nouveau le dossier',
    none: 'Aucun de ces fichiers ne manque ; rien n’a été envoyé.',
    others:
      '{count, plural, one {# de ces fichiers ne manquait pas et n’a pas été envoyé.} many {# de ces fichiers ne manquaient pas et n’ont pas été envoyés.} other {# de ces fichiers ne manquaient pas et n’ont pas été envoyés.}}',
    list: '{count, plural, one {# fichier manque} many {# de fichiers manquent} other {# fichiers manquent}}',
    end: 'Terminer l’envoi sans eux',
  },
  misplaced: {
    title: {
      cells:
        '{count, plural, one {# image ressemble à un champ entier, pas à une cellule isolée.} many {# d’images ressemblent à des champs entiers, pas à des cellules isolées.} other {# images ressemblent à des champs entiers, pas à des cellules isolées.}}',
      fields:
        '{count, plural, one {# image ressemble à une cellule isolée, pas à un champ.} many {# d’images ressemblent à des cellules isolées, pas à des champs.} other {# images ressemblent à des cellules isolées, pas à des champs.}}',
    },
    move: {
      cells: 'Déplacer vers un nouveau lot de champs',
      fields: 'Déplacer vers un nouveau lot de cellules',
    },
  },
  microscope: {
    label: 'Microscope',
    none: 'sans nom',
    otherModel:
      '{name} n’a pas d’étalonnage avec ce modèle : il n’y aura pas de pourcentage avant que vous l’étalonniez sur la page des modèles.',
  },
};
