import type { ApiCalibration } from '@giemsa/server';
import { Facts } from '../parts/facts.js';
import { decimals, listed, significant, when } from '../parts/format.js';
import { Sentences } from '../parts/sentences.js';
import { texts } from '../texts.js';

/** What was measured of each microscope. */
export function Calibrations({ calibrations }: { calibrations: readonly ApiCalibration[] }) {
  const words = texts.adopting.calibrations;
  if (calibrations.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{words.explain}</p>
      {calibrations.map((one) => (
        <Calibration key={`${one.microscope} ${one.model_sha256}`} calibration={one} />
      ))}
    </section>
  );
}

const limitText = ({ cells, infected }: ApiCalibration['limits_of_blank'][number]): string => {
  const words = texts.adopting.calibrations;
  return infected === null ? words.noLimit({ cells }) : words.limit({ cells, infected });
};

function Calibration({ calibration }: { calibration: ApiCalibration }) {
  const words = texts.adopting.calibrations;
  const { microscope, model, model_sha256: sha256, background, limits_of_blank: limits } = calibration;
  const { cells, fields, patients, false_alarms: alarms, false_alarms_per_1000: rate } = background;
  const [low, high] = background.ci95_per_1000;
  const rows: [string, string][] = [
    [words.facts.threshold, `${decimals(calibration.threshold, 4)} (${calibration.threshold_from})`],
    [words.facts.measured, words.measured({ cells, fields, patients })],
    [
      words.facts.background,
      words.rate({ rate: decimals(rate, 2), low: decimals(low!, 2), high: decimals(high!, 2), alarms }),
    ],
    [words.facts.limits, limits.map(limitText).join('; ')],
    [words.facts.stated, words.by({ name: calibration.stated_by, at: when(calibration.made) })],
    ...(calibration.batches ? [[words.facts.batches, listed(calibration.batches)] as [string, string]] : []),
  ];
  return (
    <article className="card adoption">
      <h3>{microscope}</h3>
      <p className="quiet small">{words.with({ model, checksum: sha256.slice(0, 16) })}</p>
      <Facts rows={rows} />
      {calibration.cannot_tell.length > 0 && (
        <Sentences className="small" title={words.cannotTell} lines={calibration.cannot_tell} />
      )}
      {calibration.thresholds.length > 0 && <Thresholds rows={calibration.thresholds} />}
    </article>
  );
}

function Thresholds({ rows }: { rows: ApiCalibration['thresholds'] }) {
  const words = texts.adopting.calibrations;
  return (
    <details>
      <summary>{words.table}</summary>
      <table>
        <thead>
          <tr>
            {Object.values(words.columns).map((name) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.allowed_per_1000}>
              <td>{significant(row.allowed_per_1000, 4)}</td>
              <td>{decimals(row.threshold, 4)}</td>
              <td>
                {words.interval({
                  rate: decimals(row.false_alarms_per_1000, 2),
                  low: decimals(row.ci95_per_1000[0]!, 2),
                  high: decimals(row.ci95_per_1000[1]!, 2),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
