import { counted } from '../counted.js';
import type { Adoption } from './adoption-file.js';
import type { CalledShare, PairedCalls } from './paired.js';

/** What `adopt` prints, and `comparison.txt` holds. Lines of at most 80 columns, but for reasons. */
export function describeAdoption(adoption: Adoption): string[] {
  const { dataset, parts, training, calibration, held_out: held, elsewhere, from } = adoption;
  const unit = parts.by === 'patient' ? 'patient' : 'field';
  const part = (name: string, { groups, cells, infected }: Adoption['parts']['training']) =>
    `  ${name.padEnd(12)}${counted(groups, unit)}, ${counted(cells, 'cell')}, ${infected} infected`;
  return [
    `Fields: ${dataset.fields} (${dataset.form}), ${counted(dataset.cells, 'labelled cell')} found, ${dataset.infected} infected`,
    `  not found as whole cells: ${dataset.not_found.infected} infected, ${dataset.not_found.healthy} healthy`,
    ...(parts.why === null ? [] : [`Kept apart by field: ${parts.why}.`]),
    part('training', parts.training),
    part('calibration', parts.calibration),
    part('held out', parts.held_out),
    `Learned from: healthy ${training.healthy} × ${training.healthy_copies}, infected ${training.infected} × ${training.infected_copies}, with drawn parasites ${training.composites},`,
    `  ${counted(training.drawn, 'drawn cell')} with the old model’s answers; ${counted(training.epochs, 'epoch')}`,
    `Threshold: old ${from.threshold}, new ${Number(calibration.threshold.toFixed(4))}`,
    ...calibration.left_out.map((reason) => `  ${reason}`),
    '',
    `${''.padEnd(WIDTH)}${'old model'.padEnd(COLUMN)}new model`,
    `New microscope, ${counted(parts.held_out.groups, unit)} held out`,
    ...row('false alarms per 1,000', held.false_alarms, perThousand),
    ...row('infected cells found', held.sensitivity, percent),
    ...row('drawn parasites found', held.drawn_parasites, percent),
    `Elsewhere: ${elsewhere.what}`,
    ...row('false alarms per 1,000', elsewhere.false_alarms, perThousand),
    ...row('infected cells found', elsewhere.sensitivity, percent),
    'In brackets: exact 95 % intervals, as if cells were independent.',
    '',
    ...verdict(adoption),
  ];
}

function verdict({ gate: { offered, reasons, notes } }: Adoption): string[] {
  return [
    offered ? 'The new model is offered:' : 'The new model is NOT offered:',
    ...reasons.map((reason) => `  ${reason}`),
    ...notes.map((note) => `  Note: ${note}.`),
  ];
}

const WIDTH = 26;
const COLUMN = 26;

function row(name: string, calls: PairedCalls | null, share: (of: CalledShare) => string): string[] {
  if (!calls) return [`  ${name.padEnd(WIDTH - 2)}not measured`];
  const { before, after, n } = calls;
  return [
    `  ${name.padEnd(WIDTH - 2)}${share(before).padEnd(COLUMN)}${share(after)}`,
    `    ${`of ${n.toLocaleString('en-US')}`.padEnd(WIDTH - 4)}changed: ${calls.only_before} no longer called, ${calls.only_after} newly; p ${probability(calls.p)}`,
  ];
}

const perThousand = ({ share, ci95 }: CalledShare): string =>
  `${(1000 * share).toFixed(1)} (${ci95.map((end) => (1000 * end).toFixed(1)).join(' to ')})`;
const percent = ({ share, ci95 }: CalledShare): string =>
  `${(100 * share).toFixed(1)} % (${ci95.map((end) => (100 * end).toFixed(1)).join(' to ')})`;
const probability = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));
