import type { ApiParasitaemia } from '@giemsa/server';
import { texts } from '../texts.js';

const three = (value: number): string => `${Number((100 * value).toPrecision(3))}`;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** What was counted of a patient; parasitaemia and density where a calibration on blanks lets them be said. */
export function Figures({ parasitaemia: p }: { parasitaemia: ApiParasitaemia }) {
  const { corrected, raw } = p;
  const isBound = p.is_bound;
  const unmet = p.minimum_counts.filter(({ met }) => !met);
  const flags = p.severity.filter(({ state }) => state !== 'not reached');
  return (
    <div className="figures" aria-live="polite">
      {corrected && (
        <p className="figure">
          <b className="share">{isBound ? `< ${three(corrected.ci95[1])}` : three(corrected.value)} %</b>{' '}
          {!p.is_sensitivity_known && `${isBound ? texts.smear.withoutMissed : texts.smear.orMore} `}
          <span className="interval">
            {texts.smear.interval(three(corrected.ci95[0]), three(corrected.ci95[1]))}
          </span>
        </p>
      )}
      <p className="statement">{p.statement}</p>
      {corrected && raw && (
        <p className="quiet small">
          {texts.smear.corrected(
            p.is_sensitivity_known,
            three(raw.value),
            three(raw.ci95[0]),
            three(raw.ci95[1]),
          )}
        </p>
      )}
      {corrected && (
        <p className="quiet small">
          {corrected.per_microlitre &&
            `${texts.smear.density(
              isBound
                ? `< ${whole(corrected.per_microlitre.ci95[1])}`
                : whole(corrected.per_microlitre.value),
              whole(corrected.per_microlitre.ci95[0]),
              whole(corrected.per_microlitre.ci95[1]),
            )} `}
          {p.red_cells.words}
        </p>
      )}
      {flags.map(({ name, state }) => (
        <p key={name} className="flag">
          {name}: {state}
        </p>
      ))}
      {unmet.length > 0 && (
        <p className="quiet small">
          {texts.smear.tooFew(
            unmet.map(({ cells, guideline }) => `${whole(cells)} (${guideline})`).join(', '),
            unmet[0]!.further_fields,
          )}
        </p>
      )}
    </div>
  );
}
