import { FIGURE_NAMES } from './figure-names.js';
import { type Estimate, isBinary, type Metrics } from './metrics-schema.js';

/** A figure that people look for first. */
export interface HeadlineFigure {
  /** Such as `sensitivity, patients never seen`: says which one where there are two of a kind. */
  readonly name: string;
  /** Where `metrics.json` has it, such as `unseen_patients.sensitivity`. */
  readonly path: string;
  readonly figure: (typeof HEADLINE)[number];
  readonly estimate: Estimate;
}

const HEADLINE = ['accuracy', 'sensitivity', 'specificity', 'auc_roc'] as const;

/**
 * The figures that terminal and report begin with. Where the training patients are known, those of patients never seen come first,
 * and those of all cells after them if there are others.
 */
export function headlineFigures(metrics: Metrics): HeadlineFigure[] {
  const { unseen_patients: unseen, shared_patients: shared } = metrics;
  if (!unseen || !shared) return figuresOf(metrics, '', '');
  const neverSeen = figuresOf(unseen, ', patients never seen', 'unseen_patients.');
  return shared.n === 0 ? neverSeen : [...neverSeen, ...figuresOf(metrics, ', all cells', '')];
}

type Figures = { readonly [Name in (typeof HEADLINE)[number]]?: Estimate | undefined };

function figuresOf(from: Metrics | NonNullable<Metrics['unseen_patients']>, whose: string, path: string) {
  const figures: Figures = 'classes' in from && !isBinary(from) ? { accuracy: from.accuracy } : from;
  return HEADLINE.flatMap((figure): HeadlineFigure[] => {
    const estimate = figures[figure];
    return estimate
      ? [{ name: `${FIGURE_NAMES[figure]}${whose}`, path: `${path}${figure}`, figure, estimate }]
      : [];
  });
}
