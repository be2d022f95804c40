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
      computes: 'gradient of relu: x where y > 0',
      ways: {
        'Greater, Where': (x, y) => where(elementwise.greater(y, y.graph.scalar(0)), x),
        'Greater, Cast, Mul': (x, y) =>
          elementwise.mul(x, elementwise.cast(elementwise.greater(y, y.graph.scalar(0)), 'float32')),
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
  // onnxruntime-node copies every fetched tensor; a sum keeps what is fetched small. It adds the same to every way.
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
