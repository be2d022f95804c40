/** A guideline's least number of red cells to count on a thin film. */
export interface MinimumCount {
  readonly cells: number;
  readonly guideline: string;
}

/** In `docs/guides/whole-film.md` with their sources. CDC's second applies below 1 % parasitaemia. */
export const MINIMUM_COUNTS: readonly MinimumCount[] = [
  { cells: 500, guideline: 'CDC' },
  { cells: 1000, guideline: 'BSH' },
  { cells: 2000, guideline: 'CDC, below 1 %' },
  { cells: 5000, guideline: 'WHO' },
  { cells: 10_000, guideline: 'NVP' },
];

/** Whether a smallest number of counted cells was reached. */
export interface MinimumCheck extends MinimumCount {
  readonly met: boolean;
  /** Fields like those counted that are still needed; null when nothing was counted. */
  readonly furtherFields: number | null;
}

export function checkMinimumCounts(counted: number, fields: number): MinimumCheck[] {
  return MINIMUM_COUNTS.map((minimum) => {
    const met = counted >= minimum.cells;
    const furtherFields = met
      ? 0
      : counted === 0
        ? null
        : Math.ceil(((minimum.cells - counted) * fields) / counted);
    return { ...minimum, met, furtherFields };
  });
}
