// The tutorial's program (Keras, 2021), call by call: docs/guides/tutorial.md sets each beside the original's.
//
//   npm run tutorial -- path/to/cell_images [--epochs 30] [--out tutorial-run] [--weights FILE|none]
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  averagePooling2D,
  type Dataset,
  dense,
  dropout,
  flatten,
  type History,
  historyCsv,
  input,
  Model,
  progressBar,
  rescaling,
} from '@giemsa/nn';
import { decodePixels, fetchImageNetWeights, loadWeights, resnet50v2Body } from 'giemsa';
import {
  type AugmentationConfig,
  applyTransform,
  augmentationTransform,
  type CellDataset,
  imageSplit,
  imagesOf,
  loadDataset,
  NO_AUGMENTATION,
  RESIZE_RULES,
  trainingCells,
} from 'giemsa/dataset';
import { computeMetrics } from 'giemsa/metrics';
import { type ChartSpec, confusionMatrixSpec, imageGrid, renderSvg, writeFigure } from 'giemsa/report';

// ImageDataGenerator(rescale=1/255.0, validation_split=0.3, rotation_range=20, zoom_range=0.05, width_shift_range=0.05,
//                    height_shift_range=0.05, shear_range=0.05, horizontal_flip=True)
const AUGMENTATION: AugmentationConfig = {
  ...NO_AUGMENTATION,
  rotationRange: 20,
  zoomRange: 0.05,
  widthShiftRange: 0.05,
  heightShiftRange: 0.05,
  shearRange: 0.05,
  horizontalFlip: true,
};
const VALIDATION_SPLIT = 0.3;
// The tutorial's two cells; of another data set the first of each class is shown.
const SHOWN = ['C33P1thinF_IMG_20150619_114756a_cell_179', 'C1_thinF_IMG_20150604_104722_cell_60'];

interface TutorialOptions {
  imageSize?: number;
  epochs?: number;
  batchSize?: number;
  out?: string;
  /** A file of ImageNet weights, `imagenet` to fetch Keras' own, or `none`. */
  weights?: string;
}

export async function tutorial(
  directory: string,
  {
    imageSize = 128,
    epochs = 30,
    batchSize = 32,
    out = 'tutorial-run',
    weights = 'imagenet',
  }: TutorialOptions = {},
) {
  await mkdir(out, { recursive: true });

  // flow_from_directory(directory, target_size=(128, 128), batch_size=32, class_mode='categorical', ...)
  // Its default is interpolation='nearest'.
  const cells = await loadDataset(directory, {
    imageSize,
    colorMode: 'rgb',
    resizeRule: RESIZE_RULES.nearest,
  });
  // print(os.listdir(directory))
  console.log(cells.classNames);
  await showCells(cells, out);
  const { train, validation } = imageSplit(cells, VALIDATION_SPLIT);
  console.log(`${train.length} images to train, ${validation.length} to validate`);
  const transform = augmentationTransform(AUGMENTATION, imageSize);
  const validationData = validationFlow(cells, validation, (images, epoch) =>
    applyTransform(transform, images, imageSize, ['validation', epoch]),
  );

  // base = ResNet50V2(include_top=False, input_tensor=Input(shape=(128, 128, 3))); Keras' default is weights='imagenet'.
  const images = input({ shape: [imageSize, imageSize, 3], dtype: 'uint8' });
  let x = resnet50v2Body(rescaling({ scale: 1 / 255 })(images));
  x = averagePooling2D({ poolSize: Math.min(4, x.shape[1]!) })(x);
  x = flatten({ name: 'flatten' })(x);
  x = dense({ units: 128, activation: 'relu' })(x);
  x = dropout({ rate: 0.5 })(x);
  const model = new Model(images, dense({ units: 2, activation: 'softmax' })(x));
  console.log(model.summary());
  if (weights !== 'none') await loadImageNet(model, weights);

  // model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
  model.compile({ optimizer: 'adam', loss: 'binary_crossentropy', transform });
  const history = await model.fit(trainingCells(cells, train), {
    epochs,
    batchSize,
    validationData,
    callbacks: [progressBar(), historyCsv(join(out, 'history.csv'))],
  });
  await writeFigure(out, 'curves', await renderSvg(curves(history)));

  // model.evaluate(validation), model.predict(validation), argmax
  const evaluated = await validationData(epochs);
  const { loss, accuracy, outputs } = await model.evaluate(evaluated);
  console.log(`loss ${loss.toFixed(4)}, accuracy ${(100 * accuracy).toFixed(2)} %`);

  // confusion_matrix(y_true, y_pred), seaborn's heat map. The tutorial names its second and third field the wrong way
  // round; here the field of infected cells that were called healthy is "False Negative".
  const metrics = computeMetrics({
    classes: cells.classNames,
    positive: cells.positiveClass,
    threshold: 0.5,
    cells: validation.map((cell, index) => ({
      file: cells.files[cell]!,
      label: cells.labels[cell]!,
      probabilities: [...outputs.subarray(index * 2, index * 2 + 2)],
    })),
  });
  await writeFigure(out, 'confusion-matrix', await renderSvg(confusionMatrixSpec(metrics)));

  // model.save('./cnn_malaria_binary.h5')
  const file = join(out, 'cnn_malaria_binary.h5');
  await model.save(file);
  console.log(`pictures, history and ${file} are written`);
  return { model, history, metrics, accuracy };
}

/** A cell of each class, each in a picture of its own. */
async function showCells(cells: CellDataset, out: string): Promise<void> {
  for (const [label, name] of cells.classNames.entries()) {
    const own = cells.files.filter((_, index) => cells.labels[index] === label);
    const file = own.find((path) => SHOWN.some((stem) => path.includes(`${stem}.`))) ?? own[0]!;
    const { data: image, width, height } = await decodePixels(join(cells.root, file));
    const picture = await imageGrid([{ image, width, height, caption: file }], {
      columns: 1,
      title: name,
      tile: 256,
    });
    await writeFile(join(out, `cell-${name}.png`), picture);
  }
}

/** One generator feeds both in the tutorial: its validation images are changed at random, too, afresh in each epoch. */
function validationFlow(
  cells: CellDataset,
  validation: readonly number[],
  augment: (images: Uint8Array, epoch: number) => Promise<Uint8Array>,
): (epoch: number) => Promise<Dataset> {
  const plain = imagesOf(cells, validation);
  const labels = Uint8Array.from(validation, (cell) => cells.labels[cell]!);
  return async (epoch) =>
    trainingCells({ ...cells, images: await augment(plain, epoch), labels }, [...validation.keys()]);
}

async function loadImageNet(model: Model, weights: string): Promise<void> {
  const file = weights === 'imagenet' ? await fetchImageNetWeights() : weights;
  const { loaded, missing } = await loadWeights(model, file);
  console.log(
    `${loaded.length} layers begin with the weights of ${file}, ${missing.length} with random ones: ${missing.join(', ')}`,
  );
}

/** plt.style.use('ggplot'); four lines in one figure. */
function curves({ epochs }: History): ChartSpec {
  const lines = {
    train_loss: 'loss',
    val_loss: 'val_loss',
    train_acc: 'accuracy',
    val_acc: 'val_accuracy',
  } as const;
  const values = epochs.flatMap((logs, epoch) =>
    Object.entries(lines).map(([line, name]) => ({ epoch, line, value: logs[name]! })),
  );
  const grid = { grid: true, gridColor: 'white', gridOpacity: 1, domain: false, ticks: false };
  return {
    title: { text: 'Training Loss and Accuracy', anchor: 'middle' },
    width: 560,
    height: 360,
    view: { fill: '#E5E5E5' },
    data: { values },
    mark: { type: 'line', strokeWidth: 2, point: epochs.length < 3 },
    encoding: {
      x: {
        field: 'epoch',
        type: 'quantitative',
        title: 'Epoch #',
        axis: { ...grid, format: 'd', tickMinStep: 1 },
      },
      y: { field: 'value', type: 'quantitative', title: 'Loss/Accuracy', axis: grid },
      color: {
        field: 'line',
        type: 'nominal',
        title: null,
        scale: { domain: Object.keys(lines), range: ['#E24A33', '#348ABD', '#988ED5', '#777777'] },
        legend: { orient: 'bottom-left', fillColor: '#F0F0F0', padding: 8, labelColor: '#222222' },
      },
    },
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { epochs: { type: 'string' }, out: { type: 'string' }, weights: { type: 'string' } },
  });
  const [directory] = positionals;
  const epochs = Number(values.epochs ?? 30);
  if (directory === undefined || !existsSync(directory) || !(Number.isInteger(epochs) && epochs > 0)) {
    console.error(
      'usage: npm run tutorial -- path/to/cell_images [--epochs 30] [--out tutorial-run] [--weights FILE|none]',
    );
    process.exit(1);
  }
  await tutorial(directory, {
    epochs,
    ...(values.out !== undefined && { out: values.out }),
    ...(values.weights !== undefined && { weights: values.weights }),
  });
}

if (import.meta.filename === process.argv[1]) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
