import type { ApiResults } from '@giemsa/server';
import { confusionAt, wordOf } from '../data/read-batch.js';
import { percent } from '../parts/format.js';
import { texts } from '../texts.js';

/** Of the pictures whose class their folder names, at the threshold. */
export function Confusion({ results, threshold }: { results: ApiResults; threshold: number }) {
  const counts = confusionAt(results, threshold);
  if (!counts) return null;
  const { tp, fp, fn, tn } = counts;
  const positive = wordOf(results, results.positive_class);
  const negative = wordOf(results, results.class_names.find((name) => name !== results.positive_class)!);
  return (
    <div className="confusion">
      <table>
        <caption>
          {texts.counts.known}: {tp + fp + fn + tn}
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.counts.predicted({ name: positive })}</th>
            <th scope="col">{texts.counts.predicted({ name: negative })}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{positive}</th>
            <td className="right">{tp}</td>
            <td className={fn > 0 ? 'wrong' : ''}>{fn}</td>
          </tr>
          <tr>
            <th scope="row">{negative}</th>
            <td className={fp > 0 ? 'wrong' : ''}>{fp}</td>
            <td className="right">{tn}</td>
          </tr>
        </tbody>
      </table>
      <p className="quiet">
        {texts.counts.sensitivity} {percent(tp, tp + fn)} · {texts.counts.specificity} {percent(tn, tn + fp)}
      </p>
    </div>
  );
}
