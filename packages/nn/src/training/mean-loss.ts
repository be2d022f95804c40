import { createBufferSession } from '#runtime';
import { transpose } from '../graph/arrange.js';
import { Graph } from '../graph/graph.js';
import { serialize } from '../graph/serialize.js';
import { createLoss, type LossConfig } from '../losses/losses.js';
import { meanAll } from '../ops/math.js';

/**
 * Mean loss of predictions, by the same formula that training uses.
 * @param targets [N, units] @param outputs [N, units]
 */
export async function meanLoss(
  config: LossConfig,
  targets: Float32Array,
  outputs: Float32Array,
  units: number,
): Promise<number> {
  const shape = [targets.length / units, units];
  const graph = new Graph('CHWN');
  const columns = (name: string) => transpose(graph.input(name, 'float32', shape), [1, 0]);
  const loss = meanAll(createLoss(config)(columns('targets'), columns('outputs')));
  const onnx = serialize(graph, { loss }, { name: 'loss' });
  const session = await createBufferSession(onnx, { keepMemory: false });
  const mean = new Float32Array(1);
  const values = (data: Float32Array, dims: readonly number[]) => ({ type: 'float32', data, dims }) as const;
  await session.run(
    { targets: values(targets, shape), outputs: values(outputs, shape) },
    { loss: values(mean, []) },
  );
  await session.release();
  return mean[0]!;
}
