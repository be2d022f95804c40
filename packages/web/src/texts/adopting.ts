import type { ApiTask } from '@giemsa/server';

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

const STEPS: Record<NonNullable<ApiTask['progress']>['step'], string> = {
  collecting: 'copying fields',
  counting: 'finding cells',
  preparing: 'preparing',
  training: 'training',
  comparing: 'comparing old and new model',
};

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return many(Math.round(seconds / 60), 'minute');
}

/** Words of adoptions and calibrations that are started in the page. */
export const adoptingTexts = {
  title: 'Your microscope',
  person: {
    by: 'Your name',
    as: (token: string) => `as ${token}`,
  },
  adopt: {
    title: 'Adopt my microscope',
    explain:
      'A model learns from fields that you corrected, and is compared with the one before on patients that it has not seen. Nothing is used before a person publishes it.',
    none: 'No field has been corrected yet. Open the fields of a batch, correct their cells, and mark each as corrected.',
    batches: 'Corrected fields of',
    batch: (fields: number, whole: number, patients: number, cells: number, corrections: number) =>
      `${many(fields, 'field')}${whole < fields ? `, ${whole} of them as a whole` : ''}, ${many(patients, 'patient')}, ${many(cells, 'labelled cell')}, ${many(corrections, 'correction')}`,
    chosen: (fields: number, patients: number, infected: number, uninfected: number) =>
      `Chosen: ${many(fields, 'field')} of ${many(patients, 'patient')}, ${many(uninfected, 'healthy cell')}, ${infected.toLocaleString('en')} infected.`,
    go: 'Adopt',
  },
  calibrate: {
    title: 'Calibrate a microscope',
    explain:
      'Measures how many healthy cells a model calls infected in patients without malaria. Give 15 patients or more with 5,000 red cells in all, photographed as you photograph others.',
    none: 'There is no batch of fields yet. Upload fields of patients without malaria.',
    batches: 'Fields of patients without malaria',
    microscope: 'Name of the microscope',
    state: 'None of these patients has malaria. I know this from another examination.',
    allowed: 'False alarms allowed per 1,000 healthy cells',
    chosen: (fields: number, patients: number, cells: number) =>
      `Chosen: ${many(fields, 'field')} of ${many(patients, 'patient')}, ${many(cells, 'red cell')}.`,
    go: 'Calibrate',
  },
  needs: {
    missing: 'It cannot start yet:',
    notes: 'What the result will not tell:',
  },
  tasks: {
    title: 'In progress and ended',
    kinds: { adopt: 'Adoption', calibrate: 'Calibration of' },
    states: {
      waiting: 'waits for its turn',
      running: 'running',
      done: 'done',
      failed: 'failed',
      stopped: 'stopped',
    } satisfies Record<ApiTask['state'], string>,
    from: (batches: string, model: string, by: string, at: string) =>
      `${batches}, with the model ${model}; started by ${by}, ${at}`,
    step: (step: NonNullable<ApiTask['progress']>['step'], share: string | null, seconds: number | null) =>
      `Now ${STEPS[step]}${share === null ? '' : `, ${share}`}${seconds === null ? '' : `; this step takes about ${timeLeft(seconds)} more`}.`,
    goesOn: 'You can leave this page: the work goes on at the server.',
    interrupted: (times: number) =>
      `It was interrupted ${times === 1 ? 'once' : `${times} times`}, because the server ended, and continues.`,
    stop: 'Stop',
    stopSure: 'Stop it? What was done so far is discarded.',
  },
  calibrations: {
    title: 'Calibrated microscopes',
    explain: 'Choose the microscope when you upload fields. A calibration holds for its model only.',
    with: (model: string, checksum: string) => `with ${model}, SHA-256 ${checksum.slice(0, 16)}`,
    facts: {
      threshold: 'Threshold',
      measured: 'Measured on',
      background: 'Called infected of 1,000 healthy cells',
      limits: 'Limit of blank',
      stated: 'Without malaria, says',
      batches: 'Batches',
    },
    measured: (cells: number, fields: number, patients: number) =>
      `${many(cells, 'red cell')} of ${many(patients, 'patient')}, ${many(fields, 'field')}`,
    rate: (rate: number, low: number, high: number, alarms: number) =>
      `${rate.toFixed(2)} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)}); ${alarms.toLocaleString('en')} in all`,
    limit: (cells: number, infected: number | null) =>
      infected === null
        ? `of ${cells.toLocaleString('en')} cells: cannot be told`
        : `of ${cells.toLocaleString('en')} cells: up to ${infected} called infected`,
    by: (name: string, at: string) => `${name}, ${at}`,
    table: 'Thresholds to choose from',
    columns: ['Allowed', 'Threshold', 'Measured per 1,000 (95 %)'],
    cannotTell: 'What it cannot tell:',
  },
  microscope: {
    label: 'Microscope',
    none: 'not named',
    otherModel: (name: string) =>
      `${name} has no calibration with this model: there will be no percentage until you calibrate it on the page of models.`,
  },
} as const;
