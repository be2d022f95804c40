import { LEAST_SHARPNESS } from '../field-quality.js';
import { median } from '../statistics/median.js';
import type { CheckedField } from './field-facts.js';
import type { Finding } from './findings.js';

/** Focused fields of three microscopes have 0.23 to 0.42. */
const GOOD_SHARPNESS = 0.2;
/** Mean of the background’s channels: 135 to 220 in the fields of three microscopes. */
const DARK = 110;
const BRIGHT = 245;
/** Share of the cells’ pixels at the upper end: 0.002 at most in those fields. */
const OVEREXPOSED = 0.02;
/** Shades between background and cells: 8 to 114 in those fields; the finder parts fewer cells below. */
const FAINT = 12;

/** Of all fields, since those out of focus are set aside. */
export function sharpnessFinding(fields: readonly CheckedField[]): Finding {
  const values = fields.flatMap(({ sharpness }) => sharpness ?? []).sort((a, b) => a - b);
  const usual = median(values);
  const soft = values.filter((value) => value < GOOD_SHARPNESS).length;
  return {
    about: 'focus',
    verdict: usual < GOOD_SHARPNESS ? 'bad' : soft > 0 ? 'look' : 'good',
    measured: `edge sharpness ${usual.toFixed(2)} (fields: ${(values[0] ?? 0).toFixed(2)} to ${(values.at(-1) ?? 0).toFixed(2)}; set aside below ${LEAST_SHARPNESS})`,
    advice:
      soft > 0
        ? 'focus each field on the cells’ edges; clean objective and cover; fresh immersion oil without bubbles'
        : '',
  };
}

export function lightFinding(used: readonly CheckedField[]): Finding {
  const looks = used.flatMap(({ look }) => look ?? []);
  if (looks.length === 0) {
    return {
      ...{ about: 'light', verdict: 'unknown', measured: 'no whole red cells to measure it by' },
      advice: 'give fields with whole red cells',
    };
  }
  const mean = ([r, g, b]: readonly [number, number, number]) => (r + g + b) / 3;
  const background = median(looks.map((look) => mean(look.background)));
  const contrast = median(looks.map((look) => mean(look.background) - mean(look.cells)));
  const clipped = Math.max(...looks.map(({ overexposed }) => overexposed));
  const advice = [
    ...(background < DARK ? ['open the condenser or expose longer'] : []),
    ...(background > BRIGHT || clipped > OVEREXPOSED
      ? ['expose less: where all is white no shade is left']
      : []),
    ...(contrast < FAINT
      ? ['the cells are faint: close the condenser a little, or stain longer or in fresh stain']
      : []),
  ];
  const overexposed =
    clipped > OVEREXPOSED ? `, up to ${Math.round(100 * clipped)} % of a field’s cells overexposed` : '';
  return {
    about: 'light',
    verdict: advice.length > 0 ? 'look' : 'good',
    measured: `background ${background.toFixed(0)} of 255, cells ${contrast.toFixed(0)} darker${overexposed}`,
    advice: advice.join('. '),
  };
}
