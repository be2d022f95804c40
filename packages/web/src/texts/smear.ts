import type { FieldRule } from '@giemsa/core/smear';

/** What rules that set fields aside mean, for who has looked at the fields. */
export const acceptTexts = {
  title: (accepted: number) =>
    `Count fields that would be set aside${accepted === 0 ? '' : `: ${accepted} ${accepted === 1 ? 'rule' : 'rules'}`}`,
  explain:
    'Choose a rule only if you have looked at these fields. What you choose is kept with the batch and written beside its figures. Calibrate with the same choice.',
  rules: {
    thick: 'Thick: cells lie in layers or clumps, or there are more nuclei than red cells',
    blurred: 'Blurred: the edges of the cells are out of focus',
    small: 'Small: cells are only a few pixels wide',
    sparse: 'Sparse: there are almost no red cells',
    shapes: 'Shapes: many objects do not look like single red cells',
    grey: 'Grey: a picture in black and white, so the stain cannot be seen',
  } satisfies Record<FieldRule, string>,
};

const acceptedRules: Readonly<Record<string, string>> = acceptTexts.rules;

/** Words of whole fields. */
export const smearTexts = {
  smear: {
    /** Folders are often called so already. */
    patient: (patient: string) => (/^patient/i.test(patient) ? patient : `Patient ${patient}`),
    waiting: (count: number) =>
      count === 1 ? '1 field still waits to be read.' : `${count} fields still wait to be read.`,
    interval: (low: string, high: string) => `95 % interval ${low} to ${high} %`,
    corrected: (isSensitivityKnown: boolean, value: string, low: string, high: string) =>
      `Corrected for false alarms${isSensitivityKnown ? ' and misses' : ''} of the model${
        isSensitivityKnown ? '' : '; misses were not measured, so it may be higher'
      }. As counted: ${value} % (${low} to ${high} %).`,
    orMore: 'or more;',
    withoutMissed: 'without missed cells;',
    cannotTell: 'What the calibration cannot tell:',
    density: (value: string, low: string, high: string) => `${value} parasites/µL (${low} to ${high}), from`,
    tooFew: (unmet: string, fields: number | null) =>
      `Fewer red cells than required: ${unmet}.${fields === null ? '' : ` The first needs ${fields} more fields like these.`}`,
    stages: (words: string) =>
      `Stages of the infected cells: ${words}. Gametocytes are no part of parasitaemia.`,
    seen: (inClumps: number, cut: number) =>
      `Called infected but not counted, to be looked at: ${inClumps} in clumps, ${cut} cut by the border.`,
    reviewers: (names: string) => `Corrected by ${names}. The figures are those after correction.`,
    noted: 'To be known of fields that are counted:',
    notes: 'Were these fields taken in one way?',
    accepted: (rules: readonly string[]) =>
      `Fields are counted although a rule would set them aside. Accepted: ${rules
        .map((rule) => acceptedRules[rule]?.split(':')[0]?.toLowerCase() ?? rule)
        .join(', ')}.`,
    checksum: (sha256: string) => `The model file’s SHA-256 is ${sha256}.`,
    microscope: (name: string, made: string | null) =>
      made === null ? `Microscope: ${name}.` : `Microscope: ${name}, calibrated ${made}.`,
    correctedBy: (name: string) => `corrected: ${name}`,
    setAside: (count: number) => `${count} ${count === 1 ? 'field is' : 'fields are'} set aside:`,
    fieldCounts: (infected: number, counted: number, edits: number) =>
      `${infected} of ${counted} infected${edits > 0 ? ` · ${edits} corrections` : ''}`,
    statuses: { waiting: 'waiting', done: 'read', refused: 'set aside', failed: 'not readable' },
  },
  blood: {
    title: (patient: string | null) =>
      patient === null ? 'Red cells of all patients' : 'Red cells of this patient',
    value: (redCells: number | null, haematocrit: string | null) => {
      if (redCells !== null) return `${redCells.toLocaleString('en')} per µL`;
      if (haematocrit === null) return 'not measured';
      return haematocrit.trim() === '' ? 'not known' : `haematocrit ${haematocrit} %`;
    },
    set: (by: string, at: string) => `set by ${by}, ${at}`,
    save: 'Save for everybody',
    noNumber: (text: string) => `"${text}" is not a number of red cells, such as 4,500,000.`,
    explain:
      'Red cells per µL are used where both are given. With both empty, what came with the upload holds.',
  },
  field: {
    view: (name: string) => `Field ${name}`,
    mark: {
      title: 'Is the whole field right?',
      explain:
        'Mark it when you have looked at every cell. Then all its cells are labels that a model can learn from, and no threshold changes them.',
      set: 'This field is corrected',
      by: (name: string, at: string, threshold: string) =>
        `${name} has looked at every cell, ${at}, at the threshold ${threshold}.`,
      takeBack: 'Take back',
    },
    keys: 'Keys in the field: + and − zoom, 0 whole field, arrows move. N and P next and previous cell, M next unsure cell, also in the next fields. I infected, U uninfected, C confirms what is said and goes on, Delete removes, A adds a cell. Hold H to hide outlines. Ctrl Z undoes, Ctrl Y does it again. Wheel and two fingers zoom, dragging moves.',
    viewing: {
      title: 'How the field is shown',
      hide: 'Hide outlines',
      brightness: 'Brightness',
      contrast: 'Contrast',
      plain: 'As it is',
    },
    undo: 'Undo',
    redo: 'Redo',
    nextUnsure: 'Next unsure cell',
    noneUnsure: 'No cell of this patient is unsure and without an answer.',
    confirm: 'Confirm',
    list: {
      title: (count: number) => (count === 1 ? '1 cell as a list' : `${count} cells as a list`),
      show: (id: number) => `Show cell ${id}`,
      columns: {
        cell: 'Cell',
        class: 'Class',
        probability: 'Probability',
        stage: 'Stage',
        area: 'Area (pixels)',
        reviewer: 'Corrected by',
      },
    },
    heatLegend:
      'Heat: nothing laid over the cell means no evidence of infection, orange some, yellow the most.',
    all: 'All fields of the batch',
    previous: 'Previous field',
    next: 'Next field',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Whole field',
    usualCell: 'usual red cell',
    tenMicrons: '10 µm',
    legend: 'Cells by class',
    unsure: 'Unsure: so near the threshold that a person must decide.',
    styles: {
      infected: 'infected',
      'infected-unsure': 'infected, unsure',
      unsure: 'uninfected, unsure',
      uninfected: 'uninfected',
      seen: 'seen infected, not counted',
      clump: 'clump, not counted',
      cut: 'cut or covered, not counted',
      'white-cell': 'white cell',
      other: 'platelet or debris',
    },
    classes: {
      infected: 'Infected',
      uninfected: 'Uninfected',
      clump: 'Clump',
      'white cell': 'White cell',
      platelet: 'Platelet',
      debris: 'Debris',
    },
    cell: (id: number, style: string, probability: number | null) =>
      `Cell ${id}, ${style}${probability === null ? '' : `, probability ${probability.toFixed(2)}`}`,
    title: (id: number, style: string) => `Cell ${id}: ${style}`,
    panel: 'The chosen cell',
    choose: 'Choose a cell in the field: click it, or N for the most probable first.',
    nextCell: 'Next cell',
    previousCell: 'Previous cell',
    crop: (id: number) => `Cell ${id} as the model sees it`,
    probability: (value: string) => `Probability of infection: ${value}.`,
    notAsked: 'Not counted, so the model did not classify it.',
    lookedAt: (seen: number, probability: string) =>
      seen === 0
        ? `Not counted. The model sees no infected cell in it (highest probability ${probability}).`
        : `Not counted. The model sees ${seen === 1 ? 'an infected cell' : `${seen} infected cells`} in it (highest probability ${probability}): look at it.`,
    corrected: (reviewer: string, when: string) => `Corrected by ${reviewer}, ${when}.`,
    stage: 'Stage',
    stages: {
      ring: 'Ring',
      trophozoite: 'Trophozoite',
      schizont: 'Schizont',
      gametocyte: 'Gametocyte',
    },
    modelStage: (stage: string, probability: string, sure: boolean) =>
      sure
        ? `The model says: ${stage.toLowerCase()} (${probability}).`
        : `The model is not sure of the stage (most probable: ${stage.toLowerCase()}, ${probability}), so it counts as asexual.`,
    noStage: 'The model was not asked for the stage, so it counts as asexual.',
    cut: 'The border of the picture cuts it, so it is not counted.',
    covered: 'A scale bar or caption covers it, so it is not counted.',
    itIs: 'It is',
    adjust: 'Adjust outline',
    redraw: 'Redraw it',
    remove: 'Remove',
    takeBack: 'Take back my corrections',
    restore: (others: string) => `Take back the corrections of ${others}`,
    restoreCell: (id: number, by: string) => `Restore cell ${id} (${by})`,
    againstOthers: (id: number, others: string) =>
      `Cell ${id} was corrected by ${others}. Take back everything that was said about it?`,
    removed: 'Removed:',
    add: 'Add a cell',
    draft: 'Outline',
    draftOf: (id: number) => `Outline of cell ${id}`,
    howToDraw: 'Drag along the edge of the cell, or click points on it one by one.',
    howToAdjust:
      'Move and size the outline by a pixel at a time, or start again and draw it. In the field, arrows move it and + and − size it (ten pixels with Shift), Enter saves, Escape cancels.',
    left: 'Left',
    right: 'Right',
    up: 'Up',
    down: 'Down',
    larger: 'Larger',
    smaller: 'Smaller',
    startAgain: 'Draw',
    circle: 'Place a round one',
    save: 'Save outline',
    cancel: 'Cancel',
  },
} as const;
