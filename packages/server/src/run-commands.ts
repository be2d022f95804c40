import { UserError, visible } from 'giemsa';
import type { CommandEnvironment, RoomFlags, ServeFlags } from './commands.js';
import type { RoomOptions } from './open-room.js';
import { type Running, startServer, startWorker } from './serve.js';

export async function serve(flags: ServeFlags, environment: CommandEnvironment): Promise<void> {
  const server = await startServer({
    ...(await roomOptions(flags, environment)),
    host: flags.host,
    port: integer('--port', flags.port, 0, 65_535),
    token: flags.token ?? (process.env.GIEMSA_TOKEN || undefined),
    tokens: flags.tokens ?? (process.env.GIEMSA_TOKENS || undefined),
    works: flags.worker,
    datasets: flags.dataset,
    command: [process.execPath, ...process.execArgv, process.argv[1]!],
    version: environment.version,
  });
  process.stdout.write(
    `Reading room: ${server.address}\nResearch use only. Not a medical device. Ctrl+C stops.\n`,
  );
  await untilStopped(server);
}

export async function work(flags: RoomFlags, environment: CommandEnvironment): Promise<void> {
  const options = await roomOptions(flags, environment);
  if (options.database === undefined) {
    throw new UserError(
      'a worker needs the database of its server: --database postgres://USER:PASSWORD@HOST:PORT/NAME',
    );
  }
  const say = (line: string) => void process.stdout.write(`${visible(line)}\n`);
  const worker = await startWorker({ ...options, say });
  process.stdout.write(
    'Working. Ctrl+C stops after the pictures at hand; a training is left to another worker.\n',
  );
  await untilStopped(worker);
}

async function roomOptions(flags: RoomFlags, { shippedModels }: CommandEnvironment): Promise<RoomOptions> {
  return {
    data: flags.data,
    pictures: flags.pictures ?? (process.env.GIEMSA_PICTURES || undefined),
    database: flags.database ?? (process.env.GIEMSA_DATABASE || undefined),
    models: [...flags.model, ...(await shippedModels())],
    meaning: { classes: flags.classes, positiveClass: flags.positiveClass, rescale: flags.rescale },
    runs: flags.runs,
    threads: flags.threads === undefined ? undefined : integer('--threads', flags.threads, 1, 1024),
    onError: warnSeldom(),
    notice: (line) => void process.stderr.write(`notice: ${visible(line)}\n`),
  };
}

/** The same message once a minute: a database that is away is asked several times a second. */
function warnSeldom(): (error: Error) => void {
  const said = new Map<string, number>();
  return (error) => {
    const message = reasonOf(error);
    const now = Date.now();
    for (const [text, at] of said) if (now - at > 60_000) said.delete(text);
    if (said.has(message)) return;
    said.set(message, now);
    process.stderr.write(`warning: ${visible(message)}\n`);
  };
}

/** A failed query says all of itself; what is wrong is its cause. */
function reasonOf(error: Error): string {
  const { cause } = error;
  return (cause instanceof Error ? cause : error).message.trim().replaceAll(/\s*\n\s*/g, ' ');
}

/** The first signal stops in good order, the second at once. */
async function untilStopped(running: Running): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
}

function integer(option: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new UserError(`${option} must be a whole number from ${low} to ${high}. Received "${text}"`);
}
