import { join } from 'node:path';

// Used by run-folder/, which reads and writes them, and by the code that looks for models.

/** The names in a run folder. */
export class RunFolder {
  readonly config: string;
  readonly split: string;
  readonly modelTable: string;
  readonly history: string;
  /** Loss and accuracy of each step. */
  readonly steps: string;
  readonly metrics: string;
  readonly predictions: string;
  readonly samples: string;
  readonly augmentedSamples: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly tensorBoard: string;
  /** Why its last training failed; removed when it starts again. */
  readonly failure: string;
  /** Of a training of the reading room: what people call it, who started it, on what. */
  readonly about: string;
  /** Of a training on pictures of the reading room: their places in the data set, with checksums. */
  readonly cells: string;
  /** Its model beside others on the cells that were held out. */
  readonly compared: string;
  /** Who decided in the reading room that its model may be used. */
  readonly published: string;
  /** Written last: a folder that has it is finished. */
  readonly report: string;

  constructor(readonly path: string) {
    this.config = join(path, 'config.json');
    this.split = join(path, 'split.csv');
    this.modelTable = join(path, 'model.txt');
    this.history = join(path, 'history.csv');
    this.steps = join(path, 'steps.csv');
    this.metrics = join(path, 'metrics.json');
    this.predictions = join(path, 'predictions.csv');
    this.samples = join(path, 'samples.png');
    this.augmentedSamples = join(path, 'augmented-samples.png');
    this.model = join(path, 'model.onnx');
    this.checkpoint = join(path, 'checkpoint');
    this.tensorBoard = join(path, 'tensorboard');
    this.failure = join(path, 'failure.json');
    this.about = join(path, 'about.json');
    this.cells = join(path, 'cells.csv');
    this.compared = join(path, 'compared.json');
    this.published = join(path, 'published-run.json');
    this.report = join(path, 'report.html');
  }
}

/** The names in the folder of a cross-validation. */
export class CvFolder {
  readonly plan: string;
  readonly metrics: string;
  readonly predictions: string;
  readonly report: string;

  constructor(readonly path: string) {
    this.plan = join(path, 'cv.json');
    this.metrics = join(path, 'metrics.json');
    this.predictions = join(path, 'predictions.csv');
    this.report = join(path, 'report.html');
  }

  /** The run folder of a fold, counted from 1. */
  fold(number: number): RunFolder {
    return new RunFolder(join(this.path, `fold-${number}`));
  }
}
