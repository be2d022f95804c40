// Tries one device and sends the result to its parent: a process of its own (examine-devices.ts), because drivers print to the terminal,
// may take minutes, and may end the process that loads them.
import { chooseSession, DEVICES, DeviceError, tryDevice } from '@giemsa/nn';
import type { Trial } from './examine-devices.js';

const device = DEVICES.find((known) => known === process.argv[2]) ?? 'cpu';

async function trial(): Promise<Trial> {
  try {
    return { ...(await tryDevice({ device })), session: chooseSession({ device }) };
  } catch (error) {
    return { problem: error instanceof DeviceError ? error.reason : (error as Error).message };
  }
}

process.send!(await trial());
process.disconnect();
