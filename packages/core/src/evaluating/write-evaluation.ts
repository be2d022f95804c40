import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { counted } from '../counted.js';
import type { CellDataset } from '../dataset/dataset.js';
import { writeFileAtomic } from '../files/atomic-file.js';
import { markFolder } from '../files/ours.js';
import { RunFolder } from '../files/run-paths.js';
import type { CombinedModel } from '../formats/combined-model.js';
import { describeMeaning } from '../formats/model-meaning.js';
import type { Evaluation } from '../metrics/evaluation.js';
import type { Metrics } from '../metrics/metrics-schema.js';
import { drawFigures, writeFigures } from '../report/figures.js';
import { runReport } from '../report/run-report.js';
import { writePredictions } from '../run-folder/predictions.js';
import { drawMistakes } from './mistake-pictures.js';

function describeModels(
  { members, passes, parts }: CombinedModel,
  { cost, gate }: Metrics,
  cells: CellDataset,
) {
  const told = describeMeaning(parts);
  return {
    [members.length === 1 ? 'Model' : 'Models']: members.join(', '),
    ...(cost && {
      Cost: `${counted(passes, 'pass', 'passes')} per cell: ${counted(cost.models, 'model')} × ${counted(cost.views, 'view')}, ${cost.milliseconds_per_cell} ms per cell`,
    }),
    ...(gate && {
      'Input gate': `would refuse ${gate.refused} of these cells (${(100 * gate.share).toFixed(2)} %); they are still in the figures`,
    }),
    ...(told.length > 0 && { 'What is known about the model': told.join('\n') }),
    'Data fingerprint': cells.fingerprint,
  };
}

export async function writeEvaluation(
  out: string,
  model: CombinedModel,
  cells: CellDataset,
  evaluation: Evaluation,
  metrics: Metrics,
): Promise<string> {
  await mkdir(out, { recursive: true });
  await markFolder(out);
  const folder = new RunFolder(out);
  const figures = await drawFigures(evaluation, metrics);
  const mistakes = await drawMistakes(evaluation, cells.root);
  const name = basename(cells.root);
  await writePredictions(folder.predictions, evaluation);
  await writeFileAtomic(folder.metrics, `${JSON.stringify(metrics, null, 2)}\n`);
  await writeFigures(out, figures);
  const page = runReport({
    title: `${model.architecture}, recipe ${model.recipe}, evaluated on ${name}`,
    made: new Date(),
    evaluatedOn: `cells of ${name}`,
    metrics,
    figures,
    ...(mistakes && { mistakes }),
    environment: describeModels(model, metrics, cells),
  });
  await writeFileAtomic(folder.report, page);
  return folder.report;
}
