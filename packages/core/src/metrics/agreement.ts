import { type Interval, NORMAL_975, wilsonInterval } from './wilson.js';

/** How far two who name classes agree. */
export interface Agreement {
  /** Cells that both have named. */
  readonly n: number;
  /** Those of them on which they agree. */
  readonly agreed: number;
  /** `agreed / n`; null where `n` is 0. */
  readonly share: number | null;
  /** Wilson's. */
  readonly shareCi95: Interval | null;
  /** Cohen's kappa, at most 1; 0 is agreement by chance. Null where both have named one and the same class only: it is not defined then. */
  readonly kappa: number | null;
  /** Null where kappa is, and where they agree on every cell: the formula then gives no width. */
  readonly kappaCi95: Interval | null;
}

/**
 * Percent agreement and Cohen's unweighted kappa of two, `κ = (p_o - p_e) / (1 - p_e)`: scikit-learn's `cohen_kappa_score`. The
 * interval is `κ ± 1.96 · standard error`, cut at -1 and 1, with the large-sample standard error of a kappa that need not be 0; it
 * takes cells for independent, and with few of them, or with a kappa near 1, it is too narrow.
 * Sources: Cohen 1960, Educ. Psychol. Meas. 20:37; Fleiss, Cohen and Everitt 1969, Psychol. Bull. 72:323, equation 13.
 * @param table counts: rows are the classes of the one, columns those of the other, in the same order
 */
export function agreementOf(table: readonly (readonly number[])[]): Agreement {
  const n = table.flat().reduce((sum, count) => sum + count, 0);
  const agreed = table.reduce((sum, row, index) => sum + row[index]!, 0);
  const counts = { n, agreed, share: n === 0 ? null : agreed / n, shareCi95: wilsonInterval(agreed, n) };
  const rows = table.map((row) => row.reduce((sum, count) => sum + count, 0) / n);
  const columns = table.map((_, index) => table.reduce((sum, row) => sum + row[index]!, 0) / n);
  const observed = agreed / n;
  const expected = rows.reduce((sum, share, index) => sum + share * columns[index]!, 0);
  if (n === 0 || rows.some((share, index) => share * columns[index]! === 1)) {
    return { ...counts, kappa: null, kappaCi95: null };
  }
  const kappa = (observed - expected) / (1 - expected);
  if (agreed === n) return { ...counts, kappa, kappaCi95: null };
  const half = NORMAL_975 * standardError(table, { n, rows, columns, observed, expected });
  return { ...counts, kappa, kappaCi95: [Math.max(-1, kappa - half), Math.min(1, kappa + half)] };
}

interface Shares {
  readonly n: number;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly observed: number;
  readonly expected: number;
}

function standardError(
  table: readonly (readonly number[])[],
  { n, rows, columns, observed, expected }: Shares,
): number {
  let sum = 0;
  table.forEach((row, i) => {
    row.forEach((count, j) => {
      const weight =
        i === j
          ? 1 - expected - (rows[i]! + columns[i]!) * (1 - observed)
          : (columns[i]! + rows[j]!) * (1 - observed);
      sum += (count / n) * weight ** 2;
    });
  });
  const variance = sum - (observed * expected - 2 * expected + observed) ** 2;
  return Math.sqrt(Math.max(0, variance) / n) / (1 - expected) ** 2;
}
