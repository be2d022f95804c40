import type { Catalogue } from '../compiled.js';
import type { patients as en } from '../en/patients.js';

export const patients: Catalogue<typeof en> = {
  patientPage: {
    all: 'Tous les patients du lot',
    report: 'Rapport à imprimer',
    fhir: 'FHIR',
    states: {
      unsigned: 'Non signé.',
      signed: 'Signé par {by}, le {at} (version {version}).',
      changed: 'Changé après la signature de {by}, le {at}. Il faut signer de nouveau.',
    },
    signedInBatch:
      '{count, plural, one {# résultat de ce lot a été signé.} many {# de résultats de ce lot ont été signés.} other {# résultats de ce lot ont été signés.}}',
    toSignAgain: 'Une correction crée une nouvelle version, qu’il faut signer de nouveau.',
    changes: 'Ce qui a changé :',
    toLookAt: 'Cellules infectées et incertaines : {looked, number} sur {of, number} regardées',
    toResult: 'Résultat et signature',
  },
  looking: {
    title: 'Cellules infectées et incertaines',
    none: 'Aucune cellule n’est classée infectée ou incertaine, et rien de ce qui semble infecté n’a été laissé hors du compte.',
    explain:
      'Toutes les cellules que le modèle classe infectées ou pour lesquelles il est incertain. À la fin viennent les endroits en amas et les cellules non comptées : ce que vous en dites ne change aucun chiffre.',
    progress:
      '{confirmed, number} sur {of, number} confirmées{cannotTell, plural, =0 {} one {, # impossible à dire} many {, # impossibles à dire} other {, # impossibles à dire}}',
    progressBy:
      '{confirmed, number} sur {of, number} confirmées{cannotTell, plural, =0 {} one {, # impossible à dire} many {, # impossibles à dire} other {, # impossibles à dire}}, par {readers}',
    answers: { infected: 'Infectée', uninfected: 'Non infectée', 'cannot tell': 'Impossible à dire' },
    keys: 'Touches : I infectée, U non infectée, C impossible à dire, T retirer la réponse, flèches pour se déplacer.',
    takeBack: 'Retirer la réponse',
    toField: 'La montrer dans son champ',
    tile: 'Cellule {index, number} sur {of, number} : {what}',
    picture: 'Cellule {cell} de {field} avec ce qui l’entoure',
    reasons: {
      infected: 'Le modèle la classe infectée.',
      unsure: 'Le modèle est incertain.',
      person: 'Une personne la dit infectée.',
      'readers differ': 'Deux lecteurs diffèrent : une troisième personne décide.',
      'in a clump': 'Dans un amas : non comptée.',
      'cut or covered': 'Coupée par le bord ou couverte : non comptée.',
    },
    model: 'Probabilité du modèle : {probability}.',
    stage: 'Stade : {stage}.',
    said: '{answer} : {by}, {at}.',
    notYet: 'Personne ne l’a regardée.',
    counts: 'Elle compte comme {final}.',
    open: 'pas regardée',
  },
  signing: {
    title: 'Signature',
    explain:
      'Vous répondez de ce résultat tel qu’il est affiché. Tout changement ultérieur crée une nouvelle version ; ce que vous avez signé reste lisible.',
    notAll:
      '{left, plural, one {# cellule n’a pas été regardée. Signer quand même} many {# de cellules n’ont pas été regardées. Signer quand même} other {# cellules n’ont pas été regardées. Signer quand même}}',
    sign: 'Signer ce résultat',
    hindrance: 'Il ne peut pas encore être signé : {why}.',
    versions: 'Versions signées',
    version: 'Version {version} : {by}, {at}',
  },
  details: {
    title: 'Détails de ce patient',
    none: 'aucun',
    example: 'Service',
    name: 'Nom du détail {index, number}',
    of: 'Valeur du détail {index, number}',
    add: 'Un autre détail',
    save: 'Enregistrer les détails pour tous',
    explain:
      'Par exemple l’âge, le service ou le numéro de lame. Utilisez des codes : les noms de personnes n’ont pas leur place ici.',
  },
  adding: {
    label: 'Autres champs de {patient}',
    files: 'Ajouter des champs',
    camera: 'Prendre une photo',
    enough:
      '{counted, plural, one {# globule rouge compté} many {# de globules rouges comptés} other {# globules rouges comptés}} : les {cells, number} de {guideline} sont atteints.',
    target: '{counted, number} sur {cells, number} globules rouges comptés ({guideline}).',
    targetFields:
      '{counted, number} sur {cells, number} globules rouges comptés ({guideline}) : il faut encore environ {fields, plural, one {# champ} many {# de champs} other {# champs}} comme ceux-ci.',
    nameNeeded:
      'Dites d’abord qui vous êtes : les noms de ces fichiers ne montrent pas de quel patient ils viennent.',
  },
  sorting: {
    title: 'À qui sont ces images ?',
    explain:
      'Un code suffit pour un patient ; les noms de personnes n’ont pas leur place ici. Vous pourrez aussi le changer plus tard, sous votre nom.',
    from: 'Les patients sont reconnus',
    sources: {
      folders: 'par les dossiers',
      names: 'par les noms de fichiers (avant _IMG_)',
      pattern: 'par un modèle de nom',
    },
    pattern: 'Modèle de nom',
    patternExplain:
      'Pour le nom sans son extension : {code} est le code, * est n’importe quoi, par exemple {example}.',
    code: 'Code du patient {index, number}',
    files: '{count, plural, one {# image} many {# d’images} other {# images}}',
    list: 'Images de {patient}',
    nobody: 'de personne',
    listOfNobody: 'Images dont rien n’indique le patient',
    codeOfNobody: 'Code d’un patient pour toutes ces images',
    of: 'Patient de {file}',
    newPatient: 'un nouveau patient',
    another: 'Un autre patient',
    archives:
      '{count, plural, one {# archive est triée par ses dossiers au moment de la lecture.} many {# d’archives sont triées par leurs dossiers au moment de la lecture.} other {# archives sont triées par leurs dossiers au moment de la lecture.}}',
    start: 'Commencer la lecture',
    cancel: 'Annuler',
    empty: 'Ce patient n’a pas encore d’images.',
    noCode: 'Chaque patient qui a des images a besoin d’un code.',
    change: 'Trier par patient',
    save: 'Enregistrer pour tous',
    derived: {
      folders: 'Les patients sont reconnus par les dossiers.',
      names: 'Les patients sont reconnus par les noms de fichiers (avant _IMG_).',
      pattern: 'Les patients sont reconnus par un modèle de nom.',
    },
    setBy: 'Choisi par {by}, le {at}.',
    sortedBy: 'Trié par {by}, le {at}.',
  },
};
