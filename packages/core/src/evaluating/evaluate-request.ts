import { checkName, checkTargetSensitivity, checkThreshold } from '../errors/check-option.js';
import { ConflictingOptions, InvalidOption, OutputExists } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import type { OnEvent } from '../events/events.js';
import { checkInputFile } from '../files/input.js';
import type { MeaningOptions } from '../formats/model-meaning.js';
import { folderState } from '../run-folder/run-folder.js';

/** Which model is evaluated, on which cells, and where the figures go. */
export interface EvaluateRequest {
  /** A run folder or an .onnx file that giemsa wrote. */
  readonly model: string;
  /** The data set's folder. */
  readonly data: string;
  /** In [0, 1]; the model's own when left out. */
  readonly threshold?: number | undefined;
  /** Evaluate only the cells that this file puts into `subset`. */
  readonly splitFile?: string | undefined;
  /** `validation` (the default) or `train`; `test`, the default, where the data has a folder for it. */
  readonly subset?: string | undefined;
  /** Models whose answers are averaged in. */
  readonly with?: readonly string[] | undefined;
  /** Views of test-time augmentation: 1, 2, 4 or 8. */
  readonly tta?: number | undefined;
  /** Choose the threshold that reaches this sensitivity on these same cells. */
  readonly targetSensitivity?: number | undefined;
  /** Cells with doubtful labels: figures are given with them and without. */
  readonly exclude?: string | undefined;
  /** Cells whose label is wrong: figures are given with the labels as they are and with those of this file. */
  readonly relabel?: string | undefined;
  /** Count the cells that the model's input gate would refuse. */
  readonly gate?: boolean | undefined;
  /** Folder for metrics, predictions, pictures and a report; nothing is written when left out. */
  readonly out?: string | undefined;
  /** What the user says about the models. */
  readonly meaning?: MeaningOptions | undefined;
  /** Processor threads; all when left out. */
  readonly threads?: number | undefined;
  readonly onEvent?: OnEvent | undefined;
}

export async function checkRequest(request: EvaluateRequest): Promise<void> {
  const { threshold, targetSensitivity, splitFile, subset, out } = request;
  checkThreshold(threshold);
  checkTargetSensitivity(targetSensitivity);
  if (threshold !== undefined && targetSensitivity !== undefined) {
    throw new ConflictingOptions(
      ['threshold', 'targetSensitivity'],
      text`choose one of ${option('threshold')} and ${option('targetSensitivity')}`,
    );
  }
  await checkInputFile('the split file', splitFile);
  await checkInputFile('the list of cells to exclude,', request.exclude);
  await checkInputFile('the list of cells to relabel,', request.relabel);
  checkName('subset', subset, ['train', 'validation', 'test']);
  if (subset === 'test' && splitFile !== undefined) {
    throw new InvalidOption(
      'subset',
      subset,
      text`${option('subset')} test is for folders train/, test/ of the data; a split file has train and validation`,
    );
  }
  if (out !== undefined && (await folderState(out)) === 'run') {
    throw new OutputExists(
      out,
      text`${out} is a run folder, whose metrics would be lost; give another folder to ${option('out')}`,
    );
  }
}
