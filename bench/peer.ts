import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Ready {
  readonly name: string;
  readonly version: string;
  readonly parameters: number;
  readonly setting: string;
}

export interface Measurement {
  /** Of all threads. */
  readonly processor_seconds: number;
  readonly images_per_second: number;
  readonly peak_rss_bytes: number;
}

/** A process that trains when asked, by the protocol of bench/peers/protocol.py. */
export class Peer {
  private constructor(
    readonly ready: Ready,
    private readonly child: ChildProcess,
    private readonly lines: AsyncIterator<string>,
  ) {}

  /** `null` when the process ends before it is ready, as a Python without the peer's library does. */
  static async start(command: string, args: readonly string[]): Promise<Peer | null> {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    child.on('error', () => undefined);
    const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    const first = await lines.next();
    return first.done ? null : new Peer(JSON.parse(first.value) as Ready, child, lines);
  }

  async run(steps: number): Promise<Measurement> {
    this.child.stdin!.write(`run ${steps}\n`);
    return JSON.parse((await this.lines.next()).value as string) as Measurement;
  }

  /** Holds the process still while another is measured: libraries' idle threads would take its time. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  resume(): void {
    this.child.kill('SIGCONT');
  }

  quit(): void {
    this.resume();
    this.child.stdin!.write('quit\n');
  }
}
