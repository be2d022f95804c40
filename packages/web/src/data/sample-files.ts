import {
  drawSampleCells,
  drawSampleField,
  type SamplePicture,
} from '@giemsa/core/internal/dataset/synthetic/sample-pictures';
import type { BatchKind } from './batch-kind.js';
import type { DroppedFile } from './upload.js';

/** Drawn pictures as files, as if a person had chosen them. They are drawn here and now: nothing is fetched for them. */
export async function sampleFiles(kind: BatchKind): Promise<DroppedFile[]> {
  const files: DroppedFile[] = [];
  for (const picture of kind === 'cells' ? drawSampleCells() : [drawSampleField()]) {
    files.push({ file: await pngOf(picture), path: picture.path });
  }
  return files;
}

async function pngOf({ path, width, height, pixels }: SamplePicture): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    image.data.set(pixels.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  }
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], path.split('/').at(-1)!, {
    type: 'image/png',
  });
}
