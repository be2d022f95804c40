import { InvalidOption } from '../../errors/kinds.js';
import { parseNumber } from '../../files/csv-table.js';

/** Red cells per µL that are assumed when neither a count nor a haematocrit is known (WHO's convention for adults). */
export const ASSUMED_RED_CELLS = 5_000_000;
/** Red cells per µL for each percent of haematocrit: parasites per 1,000 red cells × haematocrit × 125.6 = parasites/µL. */
export const RED_CELLS_PER_HAEMATOCRIT = 125_600;

/** Red cells per µL of blood, and where the figure comes from. */
export interface RedCellCount {
  /** Null when it is not known: then no density is computed, rather than a density of 0. */
  readonly perMicrolitre: number | null;
  readonly source: 'measured' | 'haematocrit' | 'assumed' | 'not known';
  /** The factor in words, for a report. */
  readonly words: string;
}

/**
 * Red cells per µL by a count that was measured, or by a haematocrit in percent as it was typed: blank means that it was asked
 * for and is not known.
 * @throws UserError for values that no blood has
 */
export function redCellCount({
  redCells,
  haematocrit,
}: {
  redCells?: number | undefined;
  haematocrit?: string | undefined;
}): RedCellCount {
  if (redCells !== undefined) {
    if (redCells < 500_000 || redCells > 10_000_000) {
      throw InvalidOption.expected(
        'redCells',
        redCells,
        'red cells per µL, from 500,000 to 10,000,000, such as 4500000',
      );
    }
    return {
      perMicrolitre: redCells,
      source: 'measured',
      words: `${thousands(redCells)} red cells/µL, measured`,
    };
  }
  if (haematocrit === undefined) {
    const words = `${thousands(ASSUMED_RED_CELLS)} red cells/µL, assumed: not measured in this patient`;
    return { perMicrolitre: ASSUMED_RED_CELLS, source: 'assumed', words };
  }
  if (haematocrit.trim() === '') {
    return { perMicrolitre: null, source: 'not known', words: 'not computed: the haematocrit is blank' };
  }
  const percent = parseNumber(haematocrit);
  if (!(percent >= 5 && percent <= 75)) {
    throw InvalidOption.expected('haematocrit', haematocrit, 'percent, from 5 to 75, such as 38');
  }
  const perMicrolitre = percent * RED_CELLS_PER_HAEMATOCRIT;
  return {
    perMicrolitre,
    source: 'haematocrit',
    words: `${thousands(perMicrolitre)} red cells/µL, haematocrit ${percent} % × 125,600`,
  };
}

const thousands = (value: number) => Math.round(value).toLocaleString('en');
