import { adoptingTexts } from './texts/adopting.js';
import { cellsTexts } from './texts/cells.js';
import { filesTexts } from './texts/files.js';
import { homeTexts } from './texts/home.js';
import { labels } from './texts/labels.js';
import { modelsTexts } from './texts/models.js';
import { patientTexts } from './texts/patients.js';
import { privateTexts } from './texts/private.js';
import { problemTexts } from './texts/problems.js';
import { readingTexts } from './texts/reading.js';
import { acceptTexts, smearTexts } from './texts/smear.js';

/** Every word on the page, in one place for translation. */
export const texts = {
  labels,
  title: 'Reading room',
  researchUse: 'Research use only. Not a medical device.',
  notice: 'Nothing here has been validated for diagnosis. A person must look at every result that matters.',
  nav: {
    screen: 'Screen',
    private: 'Private',
    models: 'Models',
    runs: 'Runs',
    label: 'Pages',
    skip: 'Skip to content',
  },
  theme: { label: 'Colours', system: 'System', light: 'Light', dark: 'Dark' },
  token: {
    title: 'This server requires a token',
    label: 'Token',
    send: 'Enter',
    wrong: 'That is not a token of this server, or it has expired.',
  },
  account: {
    as: (name: string, role: string) => (name === role ? name : `${name} (${role})`),
    logOut: 'Log out',
    onlyReads: 'Your token is read-only: you cannot upload or correct.',
  },
  auditLog: 'Audit log',
  trash: {
    title: (count: number, hasMore: boolean) =>
      `Trash: ${count}${hasMore ? ' or more' : ''} deleted ${count === 1 ? 'batch' : 'batches'}`,
    deleted: (by: string | null, at: string, ends: string) =>
      `deleted ${at}${by === null ? '' : ` by ${by}`}; gone for good ${ends}`,
    restore: 'Restore',
    restoreNamed: (name: string) => `Restore ${name}`,
    end: 'Delete for good',
    endNamed: (name: string) => `Delete ${name} for good`,
    endSure: (name: string) =>
      `Delete all pictures, results and corrections of ${name} for good? This cannot be undone.`,
  },
  drop: {
    kind: 'What the pictures show',
    kinds: {
      cells: {
        name: 'Single cells',
        title: 'Drop cells here',
        hint: 'Pictures of single cells, whole folders, or zip archives. They stay on this server.',
      },
      fields: {
        name: 'Whole fields of thin smears',
        title: 'Drop fields here',
        hint: 'Whole microscope fields of thin smears, one folder per patient, or a zip archive of such folders. Red cells are found and counted for each patient; with a calibration on patients without malaria, parasitaemia is reported.',
      },
    },
    measured: {
      title: 'Measured values, if known',
      assumed: 'Without red cells or haematocrit, 5,000,000 red cells/µL are assumed.',
    },
    accept: acceptTexts,
    files: 'Choose files',
    folder: 'Choose a folder',
    model: labels.model,
    failed: 'The upload stopped: ',
    nothing: 'There were no pictures or zip archives among these files.',
    noModel: 'There is no model yet. Train one with "npx giemsa start", or start the server with --model.',
  },
  ...filesTexts,
  ...homeTexts,
  ...patientTexts,
  ...problemTexts,
  ...readingTexts,
  batch: {
    progress: (done: number, total: number) => `${done} of ${total} pictures read`,
    refused: (count: number) => `${count} ${count === 1 ? 'file was' : 'files were'} rejected`,
    noCells: (count: number) =>
      count === 1
        ? '1 picture does not look like a single stained cell and was not classified'
        : `${count} pictures do not look like a single stained cell and were not classified`,
    lookAtRefused: 'Look at them, and say what they are',
    failed: (count: number) => `${count} ${count === 1 ? 'picture' : 'pictures'} could not be read`,
    lost: 'The connection was lost; trying again.',
    model: 'Model',
    exports: 'Export',
    report: 'Report',
    remove: 'Delete batch',
    removeSure: (days: number) =>
      days === 0
        ? 'Delete all pictures, results and corrections of this batch? This cannot be undone.'
        : `Delete this batch? It can be restored from the trash for ${days} ${days === 1 ? 'day' : 'days'}.`,
  },
  threshold: {
    label: labels.threshold,
    explain: (positive: string, threshold: string) =>
      `A cell is called ${positive} from a probability of ${threshold}.`,
    unsure: (count: number) =>
      count === 1
        ? 'One is unsure: so near the threshold that a person must decide.'
        : `${count.toLocaleString('en')} are unsure: so near the threshold that a person must decide.`,
    from: (source: string) => `It is ${source}.`,
    setBy: (by: string, at: string) => `Set for everybody by ${by}, ${at}.`,
    onlyHere: (held: string) =>
      `You are trying this threshold out: the batch, its files and everybody else keep ${held}.`,
    set: (threshold: string) => `Use ${threshold} for everybody`,
    back: (threshold: string) => `Back to ${threshold}`,
    own: (threshold: string) => `Go back to the original, ${threshold}`,
  },
  counts: {
    known: 'Known classes',
    sensitivity: 'Sensitivity',
    specificity: 'Specificity',
    accuracy: 'Accuracy',
  },
  ...cellsTexts,
  ...smearTexts,
  patients: { title: 'Patients', patient: 'Patient', pictures: 'Pictures', share: 'Share' },
  ...privateTexts,
  ...modelsTexts,
  adopting: adoptingTexts,
  loading: 'Loading …',
  retry: 'Try again',
  more: { shown: (count: number) => `The newest ${count} are shown.`, show: 'Show more' },
  noPage: {
    title: 'There is no such page',
    gone: 'Not here any more',
    explain: 'Nothing is at this address.',
    toStart: 'To the start',
  },
  broken: {
    title: 'This page cannot be shown',
    explain: 'Something on it failed. This is a bug in giemsa; what you saved is kept. The error:',
    reload: 'Load the page again',
  },
} as const;
