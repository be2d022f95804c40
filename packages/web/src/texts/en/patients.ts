/** Words of patients: looking at their cells, signing, sorting. */
export const patients = {
  patientPage: {
    all: 'All patients of the batch',
    report: 'Report for printing',
    fhir: 'FHIR',
    states: {
      unsigned: 'Not signed.',
      signed: 'Signed by {by}, {at} (version {version}).',
      changed: 'Changed after the sign-off by {by}, {at}. It has to be signed again.',
    },
    signedInBatch:
      '{count, plural, one {A result in this batch was signed.} other {# results in this batch were signed.}}',
    toSignAgain: 'A correction makes a new version, which has to be signed again.',
    changes: 'What was changed:',
    toLookAt: 'Infected and unsure cells: {looked, number} of {of, number} looked at',
    toResult: 'Result and sign-off',
  },
  looking: {
    title: 'Infected and unsure cells',
    none: 'No cell is called infected or unsure, and nothing that looks infected was left out of the count.',
    explain:
      'All cells that the model calls infected or is unsure about. At the end are places in clumps and cells that are not counted: what you say of them changes no figure.',
    progress:
      '{confirmed, number} of {of, number} confirmed{cannotTell, plural, =0 {} one {, # cannot be told} other {, # cannot be told}}',
    progressBy:
      '{confirmed, number} of {of, number} confirmed{cannotTell, plural, =0 {} one {, # cannot be told} other {, # cannot be told}}, by {readers}',
    answers: { infected: 'Infected', uninfected: 'Uninfected', 'cannot tell': 'Cannot tell' },
    keys: 'Keys: I infected, U uninfected, C cannot tell, T take back, arrows move.',
    takeBack: 'Take back',
    toField: 'Show it in its field',
    tile: 'Cell {index, number} of {of, number}: {what}',
    picture: 'Cell {cell} of {field} with what lies around it',
    reasons: {
      infected: 'The model calls it infected.',
      unsure: 'The model is unsure.',
      person: 'A person calls it infected.',
      'readers differ': 'Two readers differ: a third person says what it is.',
      'in a clump': 'In a clump: not counted.',
      'cut or covered': 'Cut by the border or covered: not counted.',
    },
    model: 'Probability of the model: {probability}.',
    stage: 'Stage: {stage}.',
    said: '{answer}: {by}, {at}.',
    notYet: 'Nobody has looked at it.',
    counts: 'It counts as {final}.',
    open: 'not looked at',
  },
  signing: {
    title: 'Sign-off',
    explain:
      'You stand for this result as it is shown. Any change after that makes a new version; what you signed stays readable.',
    notAll:
      '{left, plural, one {# cell was not looked at. Sign nevertheless} other {# cells were not looked at. Sign nevertheless}}',
    sign: 'Sign this result',
    hindrance: 'It cannot be signed yet: {why}.',
    versions: 'Signed versions',
    version: 'Version {version}: {by}, {at}',
  },
  details: {
    title: 'Details of this patient',
    none: 'none',
    example: 'Ward',
    name: 'Name of detail {index, number}',
    of: 'Value of detail {index, number}',
    add: 'Another detail',
    save: 'Save details for everybody',
    explain: 'For example age, ward or slide number. Use codes: names of persons do not belong here.',
  },
  adding: {
    label: 'More fields of {patient}',
    files: 'Add fields',
    camera: 'Take a picture',
    enough:
      '{counted, plural, one {# red cell counted} other {# red cells counted}}: the {cells, number} of {guideline} are reached.',
    target: '{counted, number} of {cells, number} red cells counted ({guideline}).',
    targetFields:
      '{counted, number} of {cells, number} red cells counted ({guideline}): about {fields, plural, one {# more field} other {# more fields}} like these.',
    nameNeeded: 'Say who you are first: these fields do not show by their names whose they are.',
  },
  sorting: {
    title: 'Whose pictures are these?',
    explain:
      'A code is enough for a patient; names of persons do not belong here. It can be changed later, too, under your name.',
    from: 'Patients are told',
    sources: { folders: 'by folders', names: 'by names of files (before _IMG_)', pattern: 'by a pattern' },
    pattern: 'Pattern',
    patternExplain: 'Of the name without its ending: {code} is the code, * is anything, such as {example}.',
    code: 'Code of patient {index, number}',
    files: '{count, plural, one {# picture} other {# pictures}}',
    list: 'Pictures of {patient}',
    nobody: 'nobody’s',
    listOfNobody: 'Pictures of which nothing tells the patient',
    codeOfNobody: 'Code of a patient for all of these',
    of: 'Patient of {file}',
    newPatient: 'a new patient',
    another: 'Another patient',
    archives:
      '{count, plural, one {# archive is sorted by the folders in it when it is read.} other {# archives are sorted by the folders in them when they are read.}}',
    start: 'Start reading',
    cancel: 'Cancel',
    empty: 'This patient has no pictures yet.',
    noCode: 'Each patient with pictures needs a code.',
    change: 'Sort into patients',
    save: 'Save for everybody',
    derived: {
      folders: 'Patients are told by folders.',
      names: 'Patients are told by names of files (before _IMG_).',
      pattern: 'Patients are told by a pattern.',
    },
    setBy: 'Chosen by {by}, {at}.',
    sortedBy: 'Sorted by {by}, {at}.',
  },
} as const;
