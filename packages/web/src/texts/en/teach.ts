/** Words of the page on which labelled cells teach a model. */
export const teaching = {
  teach: {
    title: 'Teach a model',
    link: 'Teach a model with labelled cells of your own',
    explain: 'A model learns from your cells in this browser: the pictures never leave this machine.',
    insecure: 'Models can be taught over https only, or on the machine of the server itself.',
    drop: 'Drop folders of labelled cells, named as the classes: {classes}',
    hint: 'Where file names tell the patients, such as P12_cell_003.png, the figures are of patients that the model has not learned from.',
    noLabels: 'No picture is in a folder that is named as a class: {classes}',
    others: '{count, plural, one {# file is} other {# files are}} in no folder of a class and left out.',
    reading: 'Reading the cells …',
    learning: 'Learning: {percent} %',
    oneThread: 'It computes on one core: browsers allow more on isolated pages only.',
    stop: 'Stop after this pass',
    stopping: 'It stops after this pass …',
    failed: 'The model could not be taught: {reason}',
    replaceSure: 'The taught model is lost unless it is saved. Start again?',
    name: '{model}, taught',
    result: 'What it has learned',
    byPatient:
      'Learned from {training, plural, one {# cell} other {# cells}}; measured on {validation, plural, one {# cell} other {# cells}} of other patients.',
    byImage:
      'Learned from {training, plural, one {# cell} other {# cells}}; measured on {validation, plural, one {# other cell} other {# other cells}}. No file name tells a patient; cells of one patient are alike, so these figures are too good.',
    figure: 'Figure',
    before: 'Before',
    now: 'Now',
    use: 'Use it in private mode',
    save: 'Save as .{format}',
  },
} as const;
