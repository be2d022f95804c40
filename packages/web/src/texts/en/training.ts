/** Words of trainings: what they learn from, how, and what came of them. */
export const training = {
  training: {
    from: {
      title: 'What it learns from',
      folder: 'A folder of the server',
      set: 'A labelled set that I upload',
      batches: 'Batches of single cells that persons have answered',
      noBatches: 'No person has answered a cell of a batch yet. Open a batch of single cells and review it.',
      setChoice: 'Labelled set',
      noSet: 'There is no labelled set yet.',
      about:
        '{cells, plural, one {# cell} other {# cells}} of {patients, plural, one {# known patient} other {# known patients}}; {classes}',
      upload: 'Upload a set',
      uploadHint:
        'One folder with a folder for each class in it, such as Parasitized and Uninfected. Patients are told from names of files: P12_IMG_3.png is of patient P12.',
      uploadName: 'Name of the set',
      choose: { files: 'Choose zip archives', folder: 'Choose the folder of the set' },
      delete: 'Delete the set {name}',
      deleteSure: 'Delete the labelled set {name}? Trainings that ended on it stay.',
    },
    how: {
      title: 'How it learns',
      more: 'More settings',
      asRecipe: 'as in the recipe: {value}',
      from: 'Begin with',
      newNetwork: 'a new network, as in the recipe',
      fromMeans:
        'A model that is trained further keeps its network and picture size. It must know the same classes.',
      recipes: {
        fast: 'starts from shipped weights that have seen only drawn cells',
        best: 'cross-validated by patient; the accurate model that ships was made with it',
        transfer: 'fine-tunes ImageNet weights, which the server downloads (94 MB)',
        smear: 'for cells cut out of whole fields, from several microscopes',
        'keras-2021': 'the program of the Keras tutorial, call by call',
        synthetic: 'for drawn cells: a minute on two cores',
      },
      recipeMeans: 'Settings that go together. Those below change single ones.',
      epochs:
        'How often it goes through all cells. More take longer, and at some point it only learns these cells by heart.',
      learning_rate:
        'How far each step goes, at most. Too large and the loss jumps or is no number; too small and it learns slowly.',
      batch_size: 'Cells that are looked at before each step. More need more memory.',
      image_size: 'Width and height in pixels to which each cell is resized. More cost time, by the square.',
      split: 'Cells that it does not learn from; on these its figures are measured.',
      splits: {
        patient: 'whole patients',
        image: 'single cells (figures are too good)',
        folders: 'as the folders train and test say',
      },
      validation_fraction: 'Share of the cells that is held out, from 0 to 1.',
      seed: 'Begins the random numbers. The same seed and data give the same model.',
      augmentation: 'Change cells at random while it learns: turned, mirrored, stained otherwise',
      positive_class: 'The class of infected cells, where the names do not tell it.',
      noWhole: '{field}: “{text}” is not a whole number.',
      noNumber: '{field}: “{text}” is not a number.',
    },
    nameHint: 'Name, if you like',
    note: 'Note, such as why you try this',
    plan: {
      title: 'What will be done',
      cells:
        '{cells, plural, one {# cell} other {# cells}} of {patients, plural, one {# known patient} other {# known patients}}: {classes}.',
      split:
        'It learns from about {train, plural, one {# cell} other {# cells}} and is measured on about {held, plural, one {# other} other {# others}}.',
      missing: 'It cannot start yet:',
      notes: 'What its figures will not tell:',
      time: 'The training itself takes about {time}.',
      times: {
        seconds: '{count, plural, one {# second} other {# seconds}}',
        minutes: '{count, plural, one {# minute} other {# minutes}}',
        hours: '{count, plural, one {# hour} other {# hours}}',
      },
      fromRun: 'By the speed of the training {run} on this machine: {rate} cells per second.',
      measured:
        'By {steps, plural, one {# step} other {# steps}} that were just timed on this machine: {rate} cells per second.',
      busy: 'Something else was computed meanwhile, so it may be faster.',
      unknown: 'How long it takes is not known: no training here had this network and picture size.',
      measure: 'Time some steps now',
      measuring: 'Some steps are timed; this takes up to a minute.',
    },
    startedBy: 'Started by {by} on {data}',
    steps: {
      collecting: 'copying pictures',
      reading: 'reading pictures',
      training: 'training',
      evaluating: 'measuring on the held-out cells',
      comparing: 'comparing',
    },
    goesOn: 'You can leave this page: the training goes on at the server, after a restart of the server too.',
    stopSure: 'Stop this training? It can be resumed from its newest checkpoint, at most two minutes back.',
    resume: 'Resume',
    elsewhere: 'It was started with the command line: stop and resume it there.',
    edit: 'Name and note',
    editOf: 'Name and note of {run}',
    save: 'Save',
    delete: 'Delete',
    deleteSure: 'Delete the training {run}, with its model and figures?',
    deleteSureTrash:
      'Delete the training {run}? It can be restored from the trash for {days, plural, one {# day} other {# days}}.',
    trash: '{count, plural, one {Trash: # deleted training} other {Trash: # deleted trainings}}',
    endSure: 'Delete the training {run} for good, with its model and figures? This cannot be undone.',
    measured: {
      cells: 'Measured on {cells, plural, one {# held-out cell} other {# held-out cells}}.',
      patients:
        'Measured on {cells, plural, one {# held-out cell} other {# held-out cells}} of {patients, plural, one {# patient} other {# patients}}.',
    },
    intervals: {
      patients: 'In brackets: 95 % intervals by resampling whole patients.',
      cells:
        'In brackets: 95 % intervals as if cells were independent, because the patients are not all known: too narrow.',
      few: 'No intervals: they are of too few patients.',
    },
    curves: {
      smoothing: 'Smoothing',
      explain: 'Training: each step. Validation: the held-out cells after each epoch.',
      keys: 'Move the pointer over a chart, or focus it and press ← or →, to read values.',
      at: 'Epoch {epoch}',
      atStep: 'Epoch {epoch}, step {step, number}',
      rate: 'learning rate {value}',
    },
    table: {
      title: 'Side by side',
      facts: {
        state: 'State',
        data: 'Data',
        cells: 'Cells, patients',
        held: 'Held out: cells, patients',
        recipe: 'Recipe',
        network: 'Network',
        epochs: 'Epochs',
        learning_rate: 'Learning rate',
        batch_size: 'Batch size',
        image_size: 'Picture size',
        split: 'Held out by',
        seed: 'Seed',
        time: 'Time of training',
        note: 'Note',
      },
      splits: { patient: 'patients', image: 'cells', folders: 'folders', file: 'a file' },
    },
    compare: {
      title: 'Old model and this one, on the same held-out patients',
      explain:
        'Both models look at the cells that this training held out, without patients that the other model has learned from.',
      with: 'Compare with',
      go: 'Compare',
      none: 'There is no other model.',
      waits: 'Compared with {model} as soon as nothing else runs.',
      failed: 'The comparison with {model} failed: {reason}',
      caption: {
        cells: '{model} and this training on the same {cells, plural, one {# cell} other {# cells}}',
        patients:
          '{model} and this training on the same {cells, plural, one {# cell} other {# cells}} of {patients, plural, one {# patient} other {# patients}}',
      },
      after: 'This training',
      difference: 'Difference',
      method:
        'In brackets: 95 % intervals by resampling whole patients, the same ones for both models. A difference whose interval holds 0 may be chance.',
      without: {
        'patients not known': 'No intervals: not all patients are known.',
        'too few patients': 'No intervals: they are of too few patients.',
      },
      leftOut:
        '{count, plural, one {# held-out cell is left out: {model} has learned from its patient.} other {# held-out cells are left out: {model} has learned from their patients.}}',
      unread:
        '{count, plural, one {# held-out cell is left out: its picture is gone.} other {# held-out cells are left out: their pictures are gone.}}',
      unknown:
        'It is not known what {model} was trained on: it may have learned from some of these patients, which favours it.',
      old: 'This training went on since: compare again.',
    },
  },
} as const;
