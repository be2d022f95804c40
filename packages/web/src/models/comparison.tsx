import type { ApiAdoption } from '@giemsa/server';
import { decimals } from '../parts/format.js';
import { texts } from '../texts.js';

/** Of the same cells; null where there were none. */
type Calls = ApiAdoption['elsewhere']['sensitivity'];
type Share = NonNullable<Calls>['before'];
interface Row {
  readonly name: string;
  readonly calls: Calls;
  readonly shown: (share: Share) => string;
}

function withInterval({ share, ci95: [low, high] }: Share, of: number, unit: string): string {
  const shown = (value: number) => decimals(of * value, 1);
  return texts.adoptions.comparison.interval({
    ...{ value: shown(share) + unit, low: shown(low!), high: shown(high!) },
  });
}

const perThousand = (share: Share): string => withInterval(share, 1000, '');
const percent = (share: Share): string => withInterval(share, 100, ' %');

/** Old and new model on the same cells, with intervals. */
export function Comparison({ adoption: { held_out: held, elsewhere } }: { adoption: ApiAdoption }) {
  const words = texts.adoptions.comparison;
  const groups: [string, Row[]][] = [
    [
      words.heldOut[held.by]({ groups: held.groups }),
      [
        { name: words.falseAlarms, calls: held.false_alarms, shown: perThousand },
        { name: words.sensitivity, calls: held.sensitivity, shown: percent },
        { name: words.drawn, calls: held.drawn_parasites, shown: percent },
      ],
    ],
    [
      words.elsewhere({ what: elsewhere.what }),
      [
        { name: words.falseAlarms, calls: elsewhere.false_alarms, shown: perThousand },
        { name: words.sensitivity, calls: elsewhere.sensitivity, shown: percent },
      ],
    ],
  ];
  return (
    <table className="comparison">
      <caption>{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.figure}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      {groups.map(([title, rows]) => (
        <tbody key={title}>
          <tr>
            <th scope="rowgroup" colSpan={3}>
              {title}
            </th>
          </tr>
          {rows.map((row) => (
            <Figures key={row.name} {...row} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Figures({ name, calls, shown }: Row) {
  const words = texts.adoptions.comparison;
  return (
    <tr>
      <td>
        {name}
        {calls && <span className="quiet small"> {words.of({ cells: calls.n })}</span>}
      </td>
      {calls ? (
        <>
          <td>{shown(calls.before)}</td>
          <td>{shown(calls.after)}</td>
        </>
      ) : (
        <td colSpan={2}>{words.notMeasured}</td>
      )}
    </tr>
  );
}
