import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import * as ort from 'onnxruntime-node';
import protobuf from 'protobufjs';
import { expect, test } from 'vitest';
import { bytes } from '../../../nn/test/support/golden-numbers.js';
import { randomFromSeed } from '../random.js';
import { type Interpolation, RESIZE_RULES, resizeRgb } from './resize.js';

const { Writer } = protobuf;
type Message = protobuf.Writer;

const message = (fill: (w: Message) => void) => {
  const writer = Writer.create();
  fill(writer);
  return writer.finish();
};
const text = (w: Message, field: number, value: string) => w.uint32((field << 3) | 2).string(value);
const nested = (w: Message, field: number, fill: (w: Message) => void) =>
  w.uint32((field << 3) | 2).bytes(message(fill));
const integer = (w: Message, field: number, value: number) => w.uint32(field << 3).int64(value);

const attribute = (w: Message, name: string, value: string | number) =>
  nested(w, 5, (a) => {
    text(a, 1, name);
    if (typeof value === 'string') text(a, 4, value);
    else integer(a, 3, value);
    integer(a, 20, typeof value === 'string' ? 3 : 2);
  });
const pictures = (w: Message, field: number, name: string) =>
  nested(w, field, (v) => {
    text(v, 1, name);
    nested(v, 2, (t) =>
      nested(t, 1, (tensor) => {
        integer(tensor, 1, 2);
        nested(tensor, 2, (shape) => {
          for (let i = 0; i < 4; i++) nested(shape, 1, (d) => text(d, 2, `${name}${i}`));
        });
      }),
    );
  });

/** An ONNX model of one node, `Resize(x uint8 [1, 3, H, W])`, as onnx.proto lays it out. */
const resizeModel = (outWidth: number, outHeight: number, interpolation: Interpolation) =>
  message((model) => {
    integer(model, 1, 8);
    nested(model, 7, (graph) => {
      nested(graph, 1, (node) => {
        for (const input of ['x', '', '', 'sizes']) text(node, 1, input);
        text(node, 2, 'y');
        text(node, 4, 'Resize');
        if (interpolation === 'nearest') {
          attribute(node, 'mode', 'nearest');
          attribute(node, 'nearest_mode', 'round_prefer_ceil');
        } else {
          attribute(node, 'mode', 'linear');
          attribute(node, 'antialias', 1);
        }
        attribute(node, 'coordinate_transformation_mode', 'half_pixel');
      });
      text(graph, 2, 'resize');
      nested(graph, 5, (sizes) => {
        integer(sizes, 1, 4);
        integer(sizes, 2, 7);
        for (const size of [1, 3, outHeight, outWidth]) integer(sizes, 7, size);
        text(sizes, 8, 'sizes');
      });
      pictures(graph, 11, 'x');
      pictures(graph, 12, 'y');
    });
    nested(model, 8, (opset) => integer(opset, 2, 18));
  });

const planar = (data: Uint8Array, pixels: number) => {
  const planes = new Uint8Array(data.length);
  for (let i = 0; i < pixels; i++) for (let c = 0; c < 3; c++) planes[c * pixels + i] = data[i * 3 + c]!;
  return planes;
};

const cases: [width: number, height: number, outWidth: number, outHeight: number, why: string][] = [
  [130, 127, 128, 128, 'a typical cell'],
  [390, 385, 128, 128, 'the largest cell: a filter seven pixels wide'],
  [40, 46, 128, 128, 'the smallest cell: enlarged'],
  [142, 99, 64, 64, 'half the size'],
  [128, 200, 128, 128, 'one side unchanged'],
  [200, 128, 128, 128, 'the other side unchanged'],
  [1, 1, 48, 48, 'one pixel'],
  [1, 300, 32, 32, 'one column'],
  [3, 2, 2, 3, 'a few pixels'],
  [1000, 11, 17, 5, 'extreme shrinking of one side'],
];

const interpolations = Object.keys(RESIZE_RULES) as Interpolation[];

test.each(
  interpolations.flatMap((interpolation) => cases.map((values) => [interpolation, ...values] as const)),
)('%s: %i×%i to %i×%i is bit-identical to ONNX Runtime (%s)', async (interpolation, w, h, outW, outH) => {
  const session = await ort.InferenceSession.create(resizeModel(outW, outH, interpolation));
  const random = randomFromSeed(w * 1000 + h);
  for (const kind of ['noise', 'extremes'] as const) {
    const data = Uint8Array.from({ length: w * h * 3 }, () =>
      kind === 'noise' ? random.integer(256) : random.next() < 0.5 ? 0 : 255,
    );
    const x = new ort.Tensor('uint8', planar(data, w * h), [1, 3, h, w]);
    const { y } = await session.run({ x });
    const ours = planar(
      resizeRgb({ data, width: w, height: h }, outW, outH, RESIZE_RULES[interpolation]),
      outW * outH,
    );
    expect(Buffer.compare(ours, y!.data as Uint8Array)).toBe(0);
  }
  await session.release();
});

/** Keras' `load_img` by Pillow; made by interop/goldens/resize.py. */
const golden = JSON.parse(
  readFileSync(new URL('../../../nn/test/goldens/resize.json', import.meta.url), 'utf8'),
) as { nearest: [width: number, height: number, outWidth: number, outHeight: number, crc32: number][] };

test.each(golden.nearest)('nearest: %i×%i to %i×%i is what Keras reads', (width, height, outW, outH, crc) => {
  const data = bytes(`${width} x ${height}`, width * height * 3);
  expect(crc32(resizeRgb({ data, width, height }, outW, outH, RESIZE_RULES.nearest))).toBe(crc);
});

test('a size that is not a positive integer is refused', () => {
  const picture = { data: new Uint8Array(3), width: 1, height: 1 };
  expect(() => resizeRgb(picture, 0, 5)).toThrow('positive integers. Received 0');
});
