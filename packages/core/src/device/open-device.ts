import { createSession, DEVICES, elementwise, Graph, type SessionOptions, serialize } from '@giemsa/nn';
import { checkInteger, checkName } from '../errors/check-option.js';
import { DeviceUnavailable } from '../errors/kinds.js';

/** Where to compute, as the command line gives it. */
export interface DeviceChoice {
  readonly device?: string | undefined;
  /** Threads within an operator. */
  readonly threads?: number | undefined;
}

/**
 * Tries the device with a graph of one operator, before hours are spent on anything else.
 * @throws UserError when it is unknown or cannot be used here, or the number of threads is out of range
 */
export async function openDevice({ device, threads }: DeviceChoice): Promise<SessionOptions> {
  checkName('device', device, DEVICES);
  checkInteger('threads', threads, 1, 1024);
  const options = { ...(device && { device }), ...(threads !== undefined && { threads }) };
  if (device === undefined || device === 'cpu') return options;
  const graph = new Graph('NCHW');
  const output = elementwise.add(graph.input('x', 'float32', [1]), graph.scalar(1));
  try {
    const session = await createSession(serialize(graph, { output }, { name: 'device check' }), options);
    await session.release();
  } catch (error) {
    throw new DeviceUnavailable((error as Error).message.replaceAll(/\s*\n\s*/g, ' '));
  }
  return options;
}
