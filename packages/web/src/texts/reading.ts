const cells = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'cell' : 'cells'}`;

/** Words of blind reading and of the log. */
export const readingTexts = {
  reading: {
    title: 'Blind reading',
    explain:
      'Two persons answer every cell without seeing what the model or the other one says; a third person decides where they differ. An answer cannot be changed. It begins before the first answer.',
    begin: 'Read blind',
    atUpload: 'Two persons read it blind',
    atUploadExplain:
      'Nobody sees what the model says before they have answered; where two persons differ, a third decides. An answer cannot be changed.',
    end: 'End the blind reading',
    endExplain: 'Then everything is shown to everybody. What two have read stays decided by their answers.',
    who: 'Who reads?',
    reads: 'This is me',
    progress: (yours: number, all: number, byTwo: number, waiting: number, decided: number) =>
      `You have answered ${yours} of ${cells(all)}. Two have read ${byTwo}; ${waiting} of them wait for a third person, and ${decided} were decided by one.`,
    read: (count: number) => `Read ${cells(count)}`,
    decide: (count: number) => `Decide ${cells(count)} on which two readers disagree`,
    open: 'left open by the readers',
    nothing: 'You have nothing left to read.',
    later: 'The agreement is shown to you when you have nothing left to read.',
    figure: 'Agreement',
    between: (first: string, second: string) => `${first} and ${second}`,
    withModel: (reader: string) => `${reader} and the model`,
    columns: ['Who', 'Cells', 'Agree', 'Cohen’s kappa', 'Kappa, 95 % interval'],
    share: (share: number, agreed: number, low: number, high: number) =>
      `${(100 * share).toFixed(1)} % (${agreed}; 95 %: ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`,
    noKappa: 'not defined: one class only',
    noInterval: 'none: they agree on all',
    interval: (low: number, high: number) => `${low.toFixed(2)} to ${high.toFixed(2)}`,
    table: (first: string, second: string) => `Rows: ${first}; columns: ${second}`,
    model: 'the model',
    method:
      'Intervals: Wilson for the percentage; Fleiss, Cohen and Everitt (1969) for kappa. They take cells for independent.',
    copiesBefore:
      'Before the blind reading began, results were shown, and somebody took copies of them. Who has one may know what the model says:',
    copy: (person: string | null, did: string, when: string) => `${person ?? 'not named'} ${did}, ${when}`,
    fields: {
      explain:
        'Two persons look at every field and mark the infected cells without seeing what the model or the other one says; a third person decides where they differ. What is sent cannot be changed. It begins before the first answer, and figures are shown when all is read.',
      progress: (yours: number, all: number) => `You have read ${yours} of ${all} fields.`,
      read: (count: number) => (count === 1 ? 'Read 1 field' : `Read ${count} fields`),
      states: {
        toRead: (cells: number) => `${cells} cells to read`,
        toDecide: (cells: number) =>
          cells === 1 ? '1 cell on which two readers differ' : `${cells} cells on which two readers differ`,
        readByYou: 'read by you',
        agreed: 'read by two, who agree',
        decided: 'read by two, decided by a third',
        waits: 'waits for readers',
        disagreed: 'waits for a third person',
      },
      asked: (cells: number) =>
        `Mark the infected ones of ${cells} cells. A click or tap marks a cell, and once more takes the mark away.`,
      deciding: (cells: number) =>
        cells === 1
          ? 'Two readers differ on 1 cell: you decide. Mark it if it is infected.'
          : `Two readers differ on ${cells} cells: you decide. Mark the infected ones.`,
      nothing: 'You have nothing to answer in this field.',
      said: 'What is it?',
      infected: 'Infected',
      uninfected: 'Uninfected',
      noCell: 'No red cell',
      cell: (id: number, word: string) => `Cell ${id}: ${word}`,
      words: { infected: 'infected', uninfected: 'uninfected', 'no cell': 'no red cell' },
      unmarked: 'not marked',
      notAsked: 'not asked',
      choose: 'Choose a cell in the field.',
      counts: (infected: number, notCells: number, others: number) =>
        `Infected: ${infected}. No red cell: ${notCells}. Uninfected, as you have marked nothing else: ${others}.`,
      stands: 'What you send stands: it can be neither changed nor taken back.',
      send: 'I have looked at all of them: send',
      next: 'Next field to read',
      all: 'All fields of the batch',
      model: (word: string) => `The model: ${word}`,
      answer: (reviewer: string, word: string) => `${reviewer}: ${word}`,
      legend: {
        asked: 'to be read',
        uninfected: 'uninfected',
        infected: 'infected',
        notCell: 'no red cell',
        others: 'not asked',
      },
      keys: 'Keys in the field: N and P next and previous cell. I infected, U uninfected, X no red cell, space marks or unmarks. + and − zoom, 0 whole field, arrows move. Hold H to hide outlines.',
      patientHidden: 'The fields of this patient are read blind.',
    },
    hidden: 'Read blind: what the model and others say is shown after your answer.',
    disagree: 'Two readers disagree on it. You decide.',
    said: (reviewer: string, what: string, when: string) => `${reviewer}: ${what}, ${when}`,
    states: {
      waits: 'Waits for a second reader.',
      agreed: 'The readers agree.',
      disagreed: 'Readers disagree: a third person decides.',
      decided: 'The readers disagreed; a third person decided.',
    },
    keys: (classes: number) =>
      `Keys: 1 to ${classes} the class, N no cell, S skip, ← and → move, Esc closes. An answer stands.`,
    filters: { disagreed: 'Readers disagree', toRead: 'Not read by you' },
  },
  log: {
    title: 'Log',
    ofBatch: 'Log of this batch',
    explain: 'Who did what, newest first. Entries cannot be changed.',
    person: 'Person',
    show: 'Show',
    all: 'Log of everything',
    csv: 'CSV',
    none: 'There are no entries.',
    nobody: 'not named',
    columns: { at: 'When', person: 'Who', what: 'What', batch: 'Batch' },
    open: 'Open',
    refused: (status: number) => `refused (${status})`,
    older: 'Older entries',
  },
} as const;

/** What somebody did, by method and route. */
const ACTIONS: Readonly<Record<string, string>> = {
  'POST /batches': 'made a batch',
  'PUT /batches/:batch/manifest': 'said which files are to come',
  'POST /batches/:batch/manifest/end': 'ended an upload without its missing files',
  'POST /batches/:batch/pictures': 'uploaded pictures',
  'POST /batches/:batch/moves': 'moved pictures into a batch of their kind',
  'POST /batches/:batch/copies': 'had a second model read a batch',
  'POST /batches/:batch/settings': 'changed a setting of a batch',
  'DELETE /batches/:batch': 'deleted a batch into the trash',
  'GET /batches/:batch/export.:format': 'exported results',
  'GET /batches/:batch/smear/:file': 'exported the results of fields',
  'POST /batches/:batch/patients/:patient/sign-off': 'signed the result of a patient',
  'GET /batches/:batch/patients/:patient/report.html': 'opened the report of a patient',
  'GET /batches/:batch/patients/:patient/fhir.json': 'exported the FHIR report of a patient',
  'PUT /pictures/:picture/correction': 'answered a cell',
  'POST /pictures/:picture/readings': 'read a field blind',
  'POST /pictures/:picture/edits': 'corrected a field',
  'PUT /pictures/:picture/corrected': 'marked a field as corrected, or took that back',
  'POST /trash/:batch/restore': 'restored a batch',
  'DELETE /trash/:batch': 'deleted a batch for good',
  'trash swept': 'the trash was emptied of an expired batch',
  'POST /runs': 'started a training',
  'PUT /runs/:run/published': 'published the model of a training, or took it back',
  'POST /adoptions': 'started to adapt a model',
  'POST /adoptions/:adoption/publish': 'published an adapted model',
  'POST /published/:name/back': 'went back to an earlier model',
  'POST /calibrations': 'started to calibrate a microscope',
  'POST /tasks/:task/stop': 'stopped an adoption or a calibration',
  'POST /session': 'logged in',
  'DELETE /session': 'logged out',
  // Of these only requests of persons who may not are kept.
  'GET /runs': 'asked for the trainings',
  'GET /runs/:run': 'asked for a training',
  'GET /runs/:run/events': 'asked for the progress of a training',
  'GET /runs/:run/report': 'asked for the report of a training',
  'GET /training': 'asked what can be trained',
  'GET /adoptions': 'asked for adapted models',
  'GET /published': 'asked for published models',
  'GET /corrected-batches': 'asked for corrected batches',
  'POST /adoptions/needs': 'asked whether a model can be adapted',
  'POST /calibrations/needs': 'asked whether a microscope can be calibrated',
  'GET /tasks': 'asked for adoptions and calibrations',
  'GET /tasks/:task/events': 'asked for the progress of an adoption or a calibration',
  'GET /audit': 'looked at the log',
  'GET /audit.csv': 'exported the log',
};

/** An action of the log in plain words; one that has none, such as a refused request, as the server names it. */
export function actionWords(action: string): string {
  const [, count] = /^audit log: (\d+) entries/.exec(action) ?? [];
  if (count !== undefined) return `deleted expired entries of the log: ${count}`;
  return ACTIONS[action.replace(/^HEAD /, 'GET ')] ?? action;
}
