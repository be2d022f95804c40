import { Tensor as OrtTensor } from 'onnxruntime-node';
import { transpose } from '../graph/arrange.js';
import { Graph } from '../graph/graph.js';
import { serialize } from '../graph/serialize.js';
import { createLoss, type LossConfig } from '../losses/losses.js';
import { meanAll } from '../ops/math.js';
import { createSession } from '../runtime/device.js';

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
  const session = await createSession(serialize(graph, { loss }, { name: 'loss' }), { keepMemory: false });
  const result = await session.run({
    targets: new OrtTensor('float32', targets, shape),
    outputs: new OrtTensor('float32', outputs, shape),
  });
  await session.release();
  return (result.loss!.data as Float32Array)[0]!;
}
