// npm run bench:kernels: the ways of writing one computation as ONNX operators that the engine chooses between, on a
// tensor of ResNet50V2's second stage (256 channels of 32 × 32 × 32 values, 32 MB). Best of several runs each.
import { arrange, createSession, elementwise, Graph, reduce, serialize, type Tensor } from '@giemsa/nn';
import { Tensor as OrtTensor } from 'onnxruntime-node';

const CHANNELS = 256;
const COLUMNS = 32 * 32 * 32;
const REPEATS = 15;

type Build = (x: Tensor, y: Tensor, perChannel: Tensor) => Tensor;

const depthwise = (x: Tensor, factor: Tensor): Tensor => {
  const kernel = arrange.reshape(factor, [CHANNELS, 1, 1, 1]);
  return x.graph.node('Conv', [arrange.reshape(x, [1, CHANNELS, 1, COLUMNS]), kernel], { group: CHANNELS }, [
    { shape: [1, CHANNELS, 1, COLUMNS] },
  ])[0]!;
};
const relu = (x: Tensor): Tensor => x.graph.node('Relu', [x], {}, [{ shape: x.shape }])[0]!;
const VOLUME = [1, CHANNELS, 32, 32, 32];
const POOLED = [CHANNELS, 15, 15, 32];
const POOLED_SIZE = CHANNELS * 15 * 15 * 32;
const pooled = (x: Tensor, withIndices: boolean): [Tensor, Tensor?] => {
  const shape = [1, ...POOLED];
  const attributes = { kernel_shape: [3, 3, 1], strides: [2, 2, 1] };
  const outputs = withIndices ? [{ shape }, { dtype: 'int64' as const, shape }] : [{ shape }];
  return x.graph.node('MaxPool', [arrange.reshape(x, VOLUME)], attributes, outputs) as [Tensor, Tensor?];
};
/** One place of each window. */
const windows = (x: Tensor, row: number, column: number): Tensor => {
  const rows = arrange.slice(arrange.reshape(x, VOLUME.slice(1)), 1, row, row + 29, 2);
  return arrange.slice(rows, 2, column, column + 29, 2);
};
const matrix = (x: Tensor): Tensor => arrange.reshape(x, [CHANNELS, COLUMNS]);
const one = (factor: Tensor): Tensor => arrange.slice(factor, 0, 0, 1);
const column = (factor: Tensor): Tensor => arrange.reshape(factor, [CHANNELS, 1]);
const where = (condition: Tensor, x: Tensor): Tensor =>
  x.graph.node('Where', [condition, x, x.graph.scalar(0)], {}, [{ shape: x.shape }])[0]!;

const comparisons: readonly { readonly computes: string; readonly ways: Readonly<Record<string, Build>> }[] =
  [
    {
      computes: 'sum of each row',
      ways: {
        ReduceSum: (x) => reduce.reduceSum(x, [1]),
        'MatMul with ones': (x) => reduce.matmul(x, x.graph.filled(1, [COLUMNS, 1])),
      },
    },
    {
      computes: 'relu(x · a) with a per channel',
      ways: {
        'Mul, Relu': (x, _y, a) => relu(elementwise.mul(x, column(a))),
        'depthwise Conv, Relu (fused)': (x, _y, a) => relu(depthwise(x, a)),
      },
    },
    {
      computes: 'x · a with one number',
      ways: {
        Mul: (x, _y, a) => matrix(elementwise.mul(arrange.reshape(x, [CHANNELS * COLUMNS]), one(a))),
        'Conv of one row': (x, _y, a) => {
          const shape = [1, 1, 1, CHANNELS * COLUMNS];
          const inputs = [arrange.reshape(x, shape), arrange.reshape(one(a), [1, 1, 1, 1])];
          return matrix(x.graph.node('Conv', inputs, {}, [{ shape }])[0]!);
        },
      },
    },
    {
      computes: 'largest of 3 × 3 places, stride 2',
      ways: {
        'MaxPool with indices': (x) => {
          const [y, indices] = pooled(x, true);
          return elementwise.add(y, elementwise.cast(indices!, 'float32'));
        },
        'MaxPool without': (x) => pooled(x, false)[0],
      },
    },
    {
      computes: 'the same with its gradient',
      ways: {
        'indices, ScatterElements': (x, y) => {
          const [, indices] = pooled(x, true);
          const zeros = arrange.expand(x.graph.filled(0, [1]), [CHANNELS * COLUMNS]);
          const dy = arrange.reshape(windows(y, 0, 0), [POOLED_SIZE]);
          const inputs = [zeros, arrange.reshape(indices!, [POOLED_SIZE]), dy];
          return matrix(
            x.graph.node('ScatterElements', inputs, { axis: 0, reduction: 'add' }, [
              { shape: zeros.shape },
            ])[0]!,
          );
        },
        'nine masks, parts not yet joined': (x, y) => {
          const largest = arrange.reshape(pooled(x, false)[0], POOLED);
          let left = windows(y, 0, 0);
          let parts: Tensor | undefined;
          for (let place = 0; place < 9; place++) {
            const is = elementwise.equal(windows(x, Math.floor(place / 3), place % 3), largest);
            const part = elementwise.mul(left, elementwise.cast(is, 'float32'));
            left = elementwise.sub(left, part);
            parts = parts ? elementwise.add(parts, part) : part;
          }
          return arrange.reshape(parts!, [CHANNELS, POOLED_SIZE / CHANNELS]);
        },
      },
    },
    {
      computes: 'gradient of relu: x where y > 0',
      ways: {
        'Greater, Where': (x, y) => where(elementwise.greater(y, y.graph.scalar(0)), x),
        'Greater, Cast, Mul': (x, y) =>
          elementwise.mul(x, elementwise.cast(elementwise.greater(y, y.graph.scalar(0)), 'float32')),
        'Mul, Clip, Mul': (x, y) =>
          elementwise.mul(x, elementwise.clip(elementwise.mul(y, y.graph.scalar(3e38)), 0, 1)),
        'depthwise Conv, Clip (fused), Mul': (x, y) => {
          const large = y.graph.filled(3e38, [CHANNELS]);
          return elementwise.mul(
            x,
            arrange.reshape(elementwise.clip(depthwise(y, large), 0, 1), [CHANNELS, COLUMNS]),
          );
        },
      },
    },
  ];

async function bestMilliseconds(build: Build): Promise<number> {
  const graph = new Graph('CHWN');
  const x = graph.input('x', 'float32', [CHANNELS, COLUMNS]);
  const y = graph.input('y', 'float32', [CHANNELS, COLUMNS]);
  const perChannel = graph.input('a', 'float32', [CHANNELS]);
  // A sum keeps what is fetched small. It adds the same to every way.
  const built = build(x, y, perChannel);
  const result = built.shape.length === 1 || built.shape.at(-1) === 1 ? built : reduce.sumAll(built);
  const session = await createSession(serialize(graph, { result }, { name: 'kernel' }), {
    optimization: 'extended',
  });
  const random = (length: number) => Float32Array.from({ length }, () => Math.random() - 0.5);
  const all: Record<string, OrtTensor> = {
    x: new OrtTensor('float32', random(CHANNELS * COLUMNS), [CHANNELS, COLUMNS]),
    y: new OrtTensor('float32', random(CHANNELS * COLUMNS), [CHANNELS, COLUMNS]),
    a: new OrtTensor('float32', random(CHANNELS), [CHANNELS]),
  };
  const feeds = Object.fromEntries(session.inputNames.map((name) => [name, all[name]!]));
  const shape = result.shape as readonly number[];
  const output = new OrtTensor(
    'float32',
    new Float32Array(shape.reduce((product, size) => product * size, 1)),
    shape,
  );
  let best = Number.POSITIVE_INFINITY;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    const started = performance.now();
    await session.run(feeds, { result: output });
    best = Math.min(best, performance.now() - started);
  }
  await session.release();
  return best;
}

for (const { computes, ways } of comparisons) {
  console.log(computes);
  for (const [name, build] of Object.entries(ways)) {
    console.log(`  ${name.padEnd(36)} ${(await bestMilliseconds(build)).toFixed(2).padStart(7)} ms`);
  }
}
