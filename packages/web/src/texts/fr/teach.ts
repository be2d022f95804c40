import type { Catalogue } from '../compiled.js';
import type { teaching as en } from '../en/teach.js';

export const teaching: Catalogue<typeof en> = {
  teach: {
    title: 'Entraîner un modèle ici',
    link: 'Entraîner un modèle avec vos propres cellules étiquetées',
    explain:
      'Un modèle apprend de vos cellules dans ce navigateur : les images ne quittent jamais cette machine.',
    insecure: 'L’entraînement n’est possible que par https, ou sur la machine du serveur elle-même.',
    drop: 'Déposez des dossiers de cellules étiquetées, nommés d’après les classes : {classes}',
    hint: 'Si les noms des fichiers indiquent les patients, comme P12_cell_003.png, les chiffres portent sur des patients dont le modèle n’a rien appris.',
    noLabels: 'Aucune image n’est dans un dossier nommé d’après une classe : {classes}',
    others:
      '{count, plural, one {# fichier n’est} many {# de fichiers ne sont} other {# fichiers ne sont}} dans aucun dossier d’une classe : ignorés.',
    reading: 'Lecture des cellules …',
    learning: 'Apprentissage : {percent} %',
    oneThread:
      'Le calcul se fait sur un seul cœur : les navigateurs n’en permettent plus que dans des pages isolées.',
    stop: 'Arrêter après ce passage',
    stopping: 'Arrêt après ce passage …',
    failed: 'Le modèle n’a pas pu être entraîné : {reason}',
    replaceSure: 'Le modèle entraîné est perdu s’il n’est pas enregistré. Recommencer ?',
    name: '{model}, entraîné ici',
    result: 'Ce qu’il a appris',
    byPatient:
      'Appris de {training, plural, one {# cellule} many {# de cellules} other {# cellules}} ; mesuré sur {validation, plural, one {# cellule} many {# de cellules} other {# cellules}} d’autres patients.',
    byImage:
      'Appris de {training, plural, one {# cellule} many {# de cellules} other {# cellules}} ; mesuré sur {validation, plural, one {# autre cellule} many {# d’autres cellules} other {# autres cellules}}. Aucun nom de fichier n’indique un patient ; les cellules d’un patient se ressemblent, donc ces chiffres sont trop bons.',
    figure: 'Chiffre',
    before: 'Avant',
    now: 'Maintenant',
    use: 'L’utiliser en mode privé',
    save: 'Enregistrer en .{format}',
  },
};
