/** Words of patients: sorting, looking at their cells, signing. */
export const patientTexts = {
  patientPage: {
    all: 'All patients of the batch',
    report: 'Report for printing',
    fhir: 'FHIR',
    states: {
      unsigned: 'Not signed.',
      signed: (by: string, at: string, version: number) => `Signed by ${by}, ${at} (version ${version}).`,
      changed: (by: string, at: string) =>
        `Changed after the sign-off by ${by}, ${at}. It has to be signed again.`,
    },
    signedInBatch: (count: number) =>
      count === 1 ? 'A result in this batch was signed.' : `${count} results in this batch were signed.`,
    toSignAgain: 'A correction makes a new version, which has to be signed again.',
    changes: 'What was changed:',
    change: (detail: string, by: string | null, at: string | null) =>
      `${detail}${by === null ? '' : `, ${by}`}${at === null ? '' : `, ${at}`}`,
    link: (looked: number, of: number) =>
      of === 0 ? 'Result and sign-off' : `Infected and unsure cells: ${looked} of ${of} looked at`,
  },
  looking: {
    title: 'Infected and unsure cells',
    none: 'No cell is called infected or unsure, and nothing that looks infected was left out of the count.',
    explain:
      'All cells that the model calls infected or is unsure about. At the end are places in clumps and cells that are not counted: what you say of them changes no figure.',
    progress: (confirmed: number, of: number, cannotTell: number, readers: string) =>
      `${confirmed} of ${of} confirmed${cannotTell > 0 ? `, ${cannotTell} cannot be told` : ''}${readers === '' ? '' : `, by ${readers}`}`,
    answers: { infected: 'Infected', uninfected: 'Uninfected', 'cannot tell': 'Cannot tell' },
    keys: 'Keys: I infected, U uninfected, C cannot tell, T take back, arrows move.',
    takeBack: 'Take back',
    toField: 'Show it in its field',
    tile: (index: number, of: number, what: string) => `Cell ${index} of ${of}: ${what}`,
    picture: (cell: number, field: string) => `Cell ${cell} of ${field} with what lies around it`,
    reasons: {
      infected: 'The model calls it infected.',
      unsure: 'The model is unsure.',
      person: 'A person calls it infected.',
      'readers differ': 'Two readers differ: a third person says what it is.',
      'in a clump': 'In a clump: not counted.',
      'cut or covered': 'Cut by the border or covered: not counted.',
    },
    model: (probability: string) => `Probability of the model: ${probability}.`,
    stage: (stage: string) => `Stage: ${stage.toLowerCase()}.`,
    said: (answer: string, by: string, at: string) => `${answer}: ${by}, ${at}.`,
    notYet: 'Nobody has looked at it.',
    counts: (final: string) => `It counts as ${final.toLowerCase()}.`,
    open: 'not looked at',
  },
  signing: {
    title: 'Sign-off',
    explain:
      'You stand for this result as it is shown. Any change after that makes a new version; what you signed stays readable.',
    notAll: (left: number) =>
      left === 1
        ? '1 cell was not looked at. Sign nevertheless'
        : `${left} cells were not looked at. Sign nevertheless`,
    sign: 'Sign this result',
    hindrance: (why: string) => `It cannot be signed yet: ${why}.`,
    versions: 'Signed versions',
    version: (version: number, by: string, at: string) => `Version ${version}: ${by}, ${at}`,
  },
  details: {
    title: 'Details of this patient',
    value: (details: readonly { name: string; value: string }[]) =>
      details.length === 0 ? 'none' : details.map(({ name, value }) => `${name} ${value}`).join(', '),
    name: (index: number) => `Name of detail ${index}`,
    of: (index: number) => `Value of detail ${index}`,
    add: 'Another detail',
    save: 'Save details for everybody',
    explain: 'For example age, ward or slide number. Use codes: names of persons do not belong here.',
  },
  adding: {
    label: (patient: string) => `More fields of ${patient}`,
    files: 'Add fields',
    camera: 'Take a picture',
    enough: (counted: string, cells: string, guideline: string) =>
      `${counted} red cells counted: the ${cells} of ${guideline} are reached.`,
    target: (counted: string, cells: string, guideline: string, fields: number | null) =>
      fields === null
        ? `${counted} of ${cells} red cells counted (${guideline}).`
        : `${counted} of ${cells} red cells counted (${guideline}): about ${fields} more ${fields === 1 ? 'field' : 'fields'} like these.`,
    nameNeeded: 'Say who you are first: these fields do not show by their names whose they are.',
  },
  sorting: {
    title: 'Whose fields are these?',
    explain:
      'A code is enough for a patient; names of persons do not belong here. It can be changed later, too, under your name.',
    from: 'Patients are told',
    sources: { folders: 'by folders', names: 'by names of files (before _IMG_)', pattern: 'by a pattern' },
    pattern: 'Pattern',
    patternExplain:
      'Of the name without its ending: {patient} is the code, * is anything, such as {patient}_*.',
    code: (index: number) => `Code of patient ${index}`,
    files: (count: number) => `${count} ${count === 1 ? 'field' : 'fields'}`,
    list: (patient: string) => `Fields of ${patient}`,
    of: (file: string) => `Patient of ${file}`,
    newPatient: 'a new patient',
    another: 'Another patient',
    oneByOne: 'One patient after the other',
    archives: (count: number) =>
      `${count} ${count === 1 ? 'archive is' : 'archives are'} sorted by the folders in ${count === 1 ? 'it' : 'them'} when it is read.`,
    start: 'Start reading',
    cancel: 'Cancel',
    empty: 'This patient has no fields yet.',
    noCode: 'Each patient with fields needs a code.',
    change: 'Sort into patients',
    save: 'Save for everybody',
    derived: (from: string) => `Patients are told ${from}.`,
    setBy: (by: string, at: string) => `Chosen by ${by}, ${at}.`,
    sortedBy: (by: string, at: string) => `Sorted by ${by}, ${at}.`,
  },
} as const;
