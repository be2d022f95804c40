import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Graph } from '../../src/graph/graph.js';
import { serialize, usedInputs } from '../../src/graph/serialize.js';
import type { Tensor } from '../../src/graph/tensor.js';
import { createSession } from '../../src/runtime/ort-session.js';
import type { Values } from './values.js';

/** A graph ready to run as training runs it, from float32 inputs by name to its outputs. */
export interface CompiledGraph {
  run(feeds: Readonly<Record<string, Values>>): Promise<Record<string, Values>>;
  release(): Promise<void>;
}

export async function compileGraph(
  graph: Graph,
  outputs: Readonly<Record<string, Tensor>>,
): Promise<CompiledGraph> {
  const bytes = serialize(graph, outputs, { name: 'test' });
  const optimization = graph.layout === 'CHWN' ? 'extended' : 'all';
  const session: InferenceSession = await createSession(bytes, {
    optimization,
    keepMemory: false,
    threads: 1,
  });
  const used = usedInputs(graph, Object.values(outputs)).map(({ name }) => name);
  return {
    run: async (feeds) => {
      const tensors = used.map((name) => {
        const { shape, data } = feeds[name]!;
        return [name, new OrtTensor('float32', Float32Array.from(data), shape)] as const;
      });
      const results = await session.run(Object.fromEntries(tensors));
      return Object.fromEntries(
        Object.entries(results).map(([name, { dims, data }]) => [
          name,
          { shape: dims, data: data as Float32Array },
        ]),
      );
    },
    release: () => session.release(),
  };
}

export async function runGraph(
  graph: Graph,
  outputs: Readonly<Record<string, Tensor>>,
  feeds: Readonly<Record<string, Values>>,
): Promise<Record<string, Values>> {
  const compiled = await compileGraph(graph, outputs);
  try {
    return await compiled.run(feeds);
  } finally {
    await compiled.release();
  }
}
