import type { ApiParasitaemia } from '@giemsa/server';
import { significant, whole } from '../parts/format.js';
import { patientName } from '../parts/patient-name.js';
import { texts } from '../texts.js';
import { densityOf, guidelineText, severityText, statementOf } from './statement.js';

const three = (value: number): string => significant(100 * value, 3);

interface FigureLineProps {
  patient: string;
  parasitaemia: ApiParasitaemia;
}

/** The figures of a patient in one line, for where they stay in view: beside a field, so it says whose they are. */
export function FigureLine({ patient, parasitaemia: p }: FigureLineProps) {
  const { corrected, counted, infected } = p;
  return (
    <p className="figure-line" aria-live="polite">
      {corrected && (
        <>
          <b className="share">{p.is_bound ? `< ${three(corrected.ci95[1])}` : three(corrected.value)} %</b>{' '}
          {!p.is_sensitivity_known && `${p.is_bound ? texts.smear.withoutMissed : texts.smear.orMore} `}
          {texts.smear.interval({ low: three(corrected.ci95[0]), high: three(corrected.ci95[1]) })}{' '}
        </>
      )}
      <span className="quiet">{texts.smear.line({ patient: patientName(patient), infected, counted })}</span>
    </p>
  );
}

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
            {texts.smear.interval({ low: three(corrected.ci95[0]), high: three(corrected.ci95[1]) })}
          </span>
        </p>
      )}
      <p className="statement">{statementOf(p)}</p>
      {corrected && raw && (
        <p className="quiet small">
          {texts.smear[p.is_sensitivity_known ? 'corrected' : 'correctedNoMisses']({
            value: three(raw.value),
            low: three(raw.ci95[0]),
            high: three(raw.ci95[1]),
          })}
        </p>
      )}
      {corrected && <p className="quiet small">{densityOf(p)}</p>}
      {flags.map((flag) => (
        <p key={flag.name} className="flag">
          {severityText(flag)}
        </p>
      ))}
      {unmet.length > 0 && <p className="quiet small">{tooFewText(unmet)}</p>}
    </div>
  );
}

function tooFewText(unmet: ApiParasitaemia['minimum_counts']): string {
  const words = texts.smear;
  const told = unmet
    .map(({ cells, guideline }) => `${whole(cells)} (${guidelineText(guideline)})`)
    .join(', ');
  const fields = unmet[0]!.further_fields;
  return fields === null ? words.tooFew({ unmet: told }) : words.tooFewFields({ unmet: told, fields });
}
