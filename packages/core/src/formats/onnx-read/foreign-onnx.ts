import { UnusableModel } from '../../errors/kinds.js';
import { option, text } from '../../errors/text.js';
import type { CellModelMetadata } from '../cell-model-metadata.js';
import { type InputRange, rangeTold } from '../input-scaling.js';
import { foreignMetadata, type MeaningOptions } from '../model-meaning.js';
import { RESCALES } from '../rescale.js';
import type { SessionAdapter } from '../session-adapter.js';
import { type OutputMeaning, outputMeaning } from './output-rows.js';
import type { OnnxGraph, OnnxStructure, OnnxValue } from './structure.js';
import { lastActivation, scalingAtEntrance, walkable } from './walk.js';

/** ONNX's `TensorProto.DataType`. */
const FLOAT = 1;
const UINT8 = 2;

/** What an ONNX file of another program takes. */
interface Input {
  readonly name: string;
  readonly type: 'float32' | 'uint8';
  readonly layout: 'NCHW' | 'NHWC';
  readonly size: number;
  /** Pictures at a time, where the file fixes it. */
  readonly batch: number | undefined;
}

export interface ForeignOnnx {
  readonly metadata: CellModelMetadata;
  readonly adapter: SessionAdapter;
}

/**
 * A classifier that another program wrote as ONNX: what its input and output mean, by its shapes, types and operators, the
 * options, or an assumption, as `metadata.meaning` tells.
 * @throws Error when it takes no square RGB pictures, or what it gives is not a probability; UserError when options do not fit
 */
export function foreignOnnx(path: string, { graph }: OnnxStructure, options: MeaningOptions): ForeignOnnx {
  const input = inputOf(graph);
  const output = outputOf(graph);
  const walk = walkable(graph);
  const range = rangeOf(input, scalingAtEntrance(walk, input.name), options);
  const meaning = outputMeaning(lastActivation(walk, output.name), output.outputs);
  const metadata = foreignMetadata(
    {
      ...{ path, architecture: 'onnx', imageSize: input.size, colorMode: 'rgb', sizeSource: 'file' },
      ...{ rescale: range, output: meaning, classes: meaning.classes },
    },
    options,
  );
  return { metadata, adapter: adapterOf(input, range, output.name, meaning) };
}

function inputOf({ input, initializer }: OnnxGraph): Input {
  // Before version 4 of ONNX's IR, weights were inputs too.
  const weights = new Set(initializer.map(({ name }) => name));
  const [value, ...others] = input.filter(({ name }) => !weights.has(name));
  if (!value || others.length > 0)
    throw new Error(`it has ${others.length + (value ? 1 : 0)} inputs; expected one, for pictures`);
  const { elemType } = value.type?.tensorType ?? {};
  const [batch, ...shape] = dimensionsOf(value);
  const layout = shape[0] === 3 ? 'NCHW' : 'NHWC';
  const [height, width, channels] = layout === 'NCHW' ? [shape[1], shape[2], shape[0]] : shape;
  if (shape.length !== 3 || channels !== 3 || height === undefined || height !== width) {
    const shown = [batch, ...shape].map((size) => size ?? '?').join(', ');
    throw new Error(
      `it takes inputs of shape [${shown}]; expected square RGB pictures of a fixed size, [N, 3, size, size] or [N, size, size, 3]`,
    );
  }
  if (elemType !== FLOAT && elemType !== UINT8)
    throw new Error(`it takes values of ONNX's type ${elemType}; expected float32 or uint8`);
  const type = elemType === UINT8 ? 'uint8' : 'float32';
  return { name: value.name, type, layout, size: height, batch };
}

function outputOf({ output }: OnnxGraph): { name: string; outputs: number } {
  const [value, ...others] = output;
  if (!value || others.length > 0)
    throw new Error(`it has ${output.length} outputs; expected one, with a number for each class`);
  const outputs = dimensionsOf(value)
    .slice(1)
    .reduce((product: number | undefined, size) => (size === undefined ? undefined : product! * size), 1);
  if (outputs !== undefined && outputs <= 10_000) return { name: value.name, outputs };
  throw new Error('its output does not say how many classes there are; expected the shape [N, classes]');
}

const dimensionsOf = ({ type }: OnnxValue): (number | undefined)[] =>
  (type?.tensorType?.shape?.dim ?? []).map(({ dimValue }) => (dimValue ? dimValue : undefined));

function rangeOf(
  { type }: Input,
  scaling: ReturnType<typeof scalingAtEntrance>,
  { rescale }: MeaningOptions,
): InputRange {
  if (type === 'float32') return rangeTold(scaling, rescale);
  if (rescale === undefined || rescale === 'none')
    return { name: 'none', source: 'file', text: 'bytes, 0 to 255' };
  throw new UnusableModel(
    text`it takes bytes, which cannot be scaled first: leave out ${option('rescale')} ${rescale}`,
  );
}

function adapterOf(
  { name, type, layout, size, batch }: Input,
  { name: rescale }: InputRange,
  output: string,
  { toProbabilities }: OutputMeaning,
): SessionAdapter {
  const { channels, scale, offset } = RESCALES[rescale];
  const pixels = size * size;
  const place =
    layout === 'NCHW'
      ? (picture: number, pixel: number, channel: number) => (picture * 3 + channel) * pixels + pixel
      : (picture: number, pixel: number, channel: number) => (picture * pixels + pixel) * 3 + channel;
  return {
    batch,
    feeds: (images, count) => {
      const data = type === 'uint8' ? new Uint8Array(images.length) : new Float32Array(images.length);
      for (let picture = 0; picture < count; picture++) {
        for (let pixel = 0; pixel < pixels; pixel++) {
          for (let channel = 0; channel < 3; channel++) {
            const byte = images[(picture * pixels + pixel) * 3 + channels[channel]!]!;
            data[place(picture, pixel, channel)] = byte * scale[channel]! + offset[channel]!;
          }
        }
      }
      const dims = layout === 'NCHW' ? [count, 3, size, size] : [count, size, size, 3];
      return { [name]: { type, data, dims } };
    },
    probabilities: (outputs) => toProbabilities(outputs[output]!),
  };
}
