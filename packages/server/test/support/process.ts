import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { MODEL } from './room.js';

const PROGRAM = fileURLToPath(new URL('../../../giemsa/bin/giemsa.js', import.meta.url));

/** A server as a user starts it, in a separate process. */
export async function startProcess(home: string, others: readonly string[] = []) {
  const port = await freePort();
  const words = ['serve', '--data', home, '--runs', `${home}/runs`, '--model', MODEL, '--threads', '1'];
  const child = spawn(process.execPath, [PROGRAM, ...words, '--port', String(port), ...others], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const address = `http://127.0.0.1:${port}`;
  const isReady = async () => (await fetch(`${address}/health/ready`).catch(() => undefined))?.ok === true;
  for (let tries = 0; !(await isReady()); tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`the server did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    address,
    pid: child.pid!,
    said: () => said,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
