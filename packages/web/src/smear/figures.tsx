import type { ApiParasitaemia } from '@giemsa/server';
import { texts } from '../texts.js';

const three = (value: number): string => `${Number((100 * value).toPrecision(3))}`;
const whole = (value: number): string => Math.round(value).toLocaleString('en');

/** A patient's parasitaemia, with all that limits what it says. */
export function Figures({ parasitaemia: p }: { parasitaemia: ApiParasitaemia }) {
  const share = p.corrected ?? p.raw;
  const unmet = p.minimum_counts.filter(({ met }) => !met);
  const flags = p.severity.filter(({ state }) => state !== 'not reached');
  return (
    <div className="figures" aria-live="polite">
      {share && (
        <p className="figure">
          <b className="share">{three(share.value)} %</b>{' '}
          <span className="interval">{texts.smear.interval(three(share.ci95[0]), three(share.ci95[1]))}</span>
        </p>
      )}
      <p>{p.statement}</p>
      {p.corrected && p.raw && (
        <p className="quiet small">
          {texts.smear.corrected(three(p.raw.value), three(p.raw.ci95[0]), three(p.raw.ci95[1]))}
        </p>
      )}
      <p className="quiet small">
        {share?.per_microlitre &&
          `${texts.smear.density(
            whole(share.per_microlitre.value),
            whole(share.per_microlitre.ci95[0]),
            whole(share.per_microlitre.ci95[1]),
          )} `}
        {p.red_cells.words}
      </p>
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
