/** Words of a batch of fields: patients, figures, red cells. */
export const smear = {
  smear: {
    patient: 'Patient {patient}',
    made: 'By what the figures are made',
    line: '{patient}: {infected, number} of {counted, number} red cells called infected',
    waiting: '{count, plural, one {# field still waits to be read.} other {# fields still wait to be read.}}',
    interval: '95 % interval {low} to {high} %',
    corrected:
      'Corrected for false alarms and misses of the model. As counted: {value} % ({low} to {high} %).',
    correctedNoMisses:
      'Corrected for false alarms of the model; misses were not measured, so it may be higher. As counted: {value} % ({low} to {high} %).',
    orMore: 'or more;',
    withoutMissed: 'without missed cells;',
    cannotTell: 'What the calibration cannot tell:',
    statement: {
      nothing: 'No red cell could be counted, so there is no result.',
      found:
        '{infected, plural, one {# of {counted, number} red cells was called infected.} other {# of {counted, number} red cells were called infected.}}',
      foundGametocytes:
        '{infected, plural, one {# of {counted, number} red cells was called infected ({gametocytes, number} of them gametocytes).} other {# of {counted, number} red cells were called infected ({gametocytes, number} of them gametocytes).}}',
      fewerThan:
        'So of all red cells of this film fewer than {share} would be called infected (95 % confidence).',
      unknown:
        'How many a patient without malaria would show is not known here: calibrate the microscope on patients without malaria.',
      cannotExclude: 'A thin film cannot exclude malaria.',
      more: 'This is more than the {blank, number} that a patient without malaria may show.',
      within:
        'This is no more than a patient without malaria may show ({blank, number}). A patient with {share} infected cells may show as few.',
      notInterpretable:
        'This cannot be interpreted: a patient without malaria may show up to {blank, number}, and one with {share} infected cells may show as few. Count more cells, or calibrate the microscope on more patients without malaria.',
    },
    density: '{value} parasites/µL ({low} to {high}), from {redCells}.',
    redCells: {
      measured: '{cells} red cells/µL, measured',
      haematocrit: '{cells} red cells/µL, haematocrit {haematocrit} % × {factor}',
      assumed: '{cells} red cells/µL, assumed: not measured in this patient',
    },
    noDensity: 'Parasites/µL are not computed: the haematocrit is blank.',
    severity: {
      'severe malaria by parasitaemia (CDC)': 'severe malaria by parasitaemia (CDC): {state}',
      'hyperparasitaemia (WHO)': 'hyperparasitaemia (WHO): {state}',
    },
    reached: {
      reached: 'reached',
      possible: 'possible',
      'not excluded': 'not excluded',
    },
    guidelines: { 'CDC, below 1 %': 'CDC, below 1 %' },
    tooFew: 'Fewer red cells than required: {unmet}.',
    tooFewFields:
      'Fewer red cells than required: {unmet}. The first needs {fields, plural, one {# more field} other {# more fields}} like these.',
    stages:
      'Stages of the infected cells: {rings, plural, one {# ring} other {# rings}}, {trophozoites, plural, one {# trophozoite} other {# trophozoites}}, {schizonts, plural, one {# schizont} other {# schizonts}}, {gametocytes, plural, one {# gametocyte} other {# gametocytes}}, {unsure, number} unsure (taken for asexual). Gametocytes are no part of parasitaemia.',
    /** What the words of the network of stages rest on: models/stages/card.md. */
    stagesLearned:
      'The network of stages learned P. vivax on one microscope: there it told 41 of 54 gametocytes, and took 2 of 55 asexual parasites for gametocytes. Other species were not tested.',
    seen: 'Called infected but not counted, to be looked at: {inClumps, number} in clumps, {cut, number} cut by the border.',
    reviewers: 'Corrected by {names}. The figures are those after correction.',
    noted: 'To be known of fields that are counted:',
    notes: 'Were these fields taken in one way?',
    accepted: 'Fields are counted although a rule would set them aside. Accepted: {rules}.',
    rules: {
      thick: 'thick',
      blurred: 'blurred',
      small: 'small',
      sparse: 'sparse',
      shapes: 'shapes',
      grey: 'grey',
    },
    checksum: 'The model file’s SHA-256 is {sha256}.',
    microscope: 'Microscope: {name}.',
    microscopeCalibrated: 'Microscope: {name}, calibrated {made}.',
    correctedBy: 'corrected: {name}',
    setAside: '{count, plural, one {# field is set aside:} other {# fields are set aside:}}',
    fieldCounts: '{infected, number} of {counted, number} infected',
    fieldCountsEdited:
      '{infected, number} of {counted, number} infected · {edits, plural, one {# correction} other {# corrections}}',
    statuses: { waiting: 'waiting', done: 'read', refused: 'set aside', failed: 'not readable' },
  },
  blood: {
    titleAll: 'Red cells of all patients',
    title: 'Red cells of this patient',
    perMicrolitre: '{redCells, number} per µL',
    haematocrit: 'haematocrit {haematocrit} %',
    notMeasured: 'not measured',
    notKnown: 'not known',
    set: 'set by {by}, {at}',
    save: 'Save for everybody',
    noNumber: '"{text}" is not a number of red cells, such as 4,500,000.',
    explain:
      'Red cells per µL are used where both are given. With both empty, what came with the upload holds.',
  },
} as const;
