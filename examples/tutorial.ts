// The tutorial's program, nearly line by line: malaria cells, ResNet50V2, curves, confusion matrix, a saved model.
//
//   npm run tutorial -- path/to/cell_images
//
// It differs in one point: its weights begin at random, not at those of ImageNet.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  adam,
  dense,
  globalAveragePooling2D,
  historyCsv,
  input,
  Model,
  progressBar,
  rescaling,
} from '@giemsa/nn';
import {
  type AugmentationConfig,
  applyTransform,
  augmentationTransform,
  computeMetrics,
  drawFigures,
  drawSamples,
  evaluateCells,
  historyRows,
  imageSplit,
  imagesOf,
  loadDataset,
  NO_AUGMENTATION,
  openCellModel,
  RESIZE_RULE,
  resnet50v2Body,
  saveCellModel,
  trainingCells,
  writeFigure,
} from 'giemsa';

// ImageDataGenerator(rotation_range=20, zoom_range=0.05, width_shift_range=0.05, height_shift_range=0.05,
//                    shear_range=0.05, horizontal_flip=True, fill_mode="nearest", validation_split=0.3)
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

interface TutorialOptions {
  imageSize?: number;
  epochs?: number;
  batchSize?: number;
  out?: string;
}

export async function tutorial(
  directory: string,
  { imageSize = 128, epochs = 30, batchSize = 32, out = 'tutorial-run' }: TutorialOptions = {},
) {
  await mkdir(out, { recursive: true });

  // flow_from_directory(directory, target_size=(128, 128), class_mode="categorical")
  const cells = await loadDataset(directory, { imageSize, colorMode: 'rgb' });
  await writeFile(join(out, 'samples.png'), await drawSamples(cells));
  const { train, validation } = imageSplit(cells, VALIDATION_SPLIT);
  const transform = augmentationTransform(AUGMENTATION, imageSize);

  // One generator feeds both in the tutorial: its validation images are augmented, too.
  const validationImages = imagesOf(cells, validation);
  const labels = Uint8Array.from(validation, (cell) => cells.labels[cell]!);
  const validationData = async (epoch: number) => {
    const images = await applyTransform(transform, validationImages, imageSize, ['validation', epoch]);
    return trainingCells({ ...cells, images, labels }, [...validation.keys()]);
  };

  // base_model = ResNet50V2(input_shape=(128, 128, 3), include_top=False), with rescale=1/255 in front of it
  const images = input({ shape: [imageSize, imageSize, 3], dtype: 'uint8' });
  const base = resnet50v2Body(rescaling({ scale: 1 / 255 })(images));
  const pooled = globalAveragePooling2D()(base);
  const hidden = dense({ units: 128, activation: 'relu' })(pooled);
  const predictions = dense({ units: 2, activation: 'softmax' })(hidden);
  const model = new Model({ input: images, output: predictions });
  console.log(model.summary());

  model.compile({ loss: { name: 'binary_crossentropy' }, optimizer: adam(), transform });
  const history = await model.fit(trainingCells(cells, train), {
    epochs,
    batchSize,
    validationData,
    callbacks: [progressBar(), historyCsv(join(out, 'history.csv'))],
  });

  // model.save("model.h5")
  const modelFile = join(out, 'model.onnx');
  await saveCellModel(modelFile, model, {
    classNames: cells.classNames,
    positiveClass: cells.positiveClass,
    threshold: 0.5,
    imageSize,
    resizeRule: RESIZE_RULE,
    colorMode: 'rgb',
    rescaling: { scale: 1 / 255, offset: 0 },
    architecture: 'resnet50v2',
    recipe: 'tutorial',
    dataFingerprint: cells.fingerprint,
  });

  // y_pred = model.predict(...), confusion_matrix(y_true, y_pred), plots of the history and of the matrix
  const saved = await openCellModel(modelFile);
  const evaluation = await evaluateCells(saved, cells, validation);
  await saved.release();
  const metrics = computeMetrics(evaluation);
  const figures = await drawFigures(evaluation, metrics, historyRows(history));
  await writeFigure(out, 'curves', figures.curves!);
  await writeFigure(out, 'confusion-matrix', figures.confusionMatrix!);
  console.log(`accuracy on ${metrics.n} validation cells: ${metrics.accuracy.value}`);
  return { model, history, metrics };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const directory = process.argv[2];
  if (directory === undefined) throw new Error('usage: npm run tutorial -- path/to/cell_images');
  await tutorial(directory);
}
