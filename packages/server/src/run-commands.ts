import { isIP } from 'node:net';
import { InvalidOption, MissingOption } from '@giemsa/core/internal/errors/kinds';
import { visible } from '@giemsa/core/internal/visible';
import type { CommandEnvironment, RoomFlags, ServeFlags, TokenFlags } from './flags.js';
import { reasonOf } from './loggable.js';
import type { RoomOptions } from './open-room.js';
import { ROLES, type Role } from './roles.js';
import { type Running, startServer, startWorker } from './serve.js';
import { LEAST_AUDIT_DAYS } from './storage/audit-log.js';
import { addToken, revokeToken } from './token-commands.js';
import { placeOptions } from './verify-command.js';

export async function serve(flags: ServeFlags, environment: CommandEnvironment): Promise<void> {
  if (flags.token !== undefined) warnOfSecret('--token', 'GIEMSA_TOKEN');
  const server = await startServer({
    ...(await roomOptions(flags, environment)),
    host: flags.host,
    port: integer('--port', flags.port, 0, 65_535),
    token: flags.token ?? (process.env.GIEMSA_TOKEN || undefined),
    tokens: flags.tokens ?? (process.env.GIEMSA_TOKENS || undefined),
    trashDays: integer('--trash-days', flags.trashDays, 0, 3650),
    auditDays:
      flags.auditDays === undefined
        ? undefined
        : integer('--audit-days', flags.auditDays, LEAST_AUDIT_DAYS, 36_500),
    trustProxy: flags.trustProxy === undefined ? undefined : proxies(flags.trustProxy),
    works: flags.worker,
    datasets: flags.dataset,
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
    throw new MissingOption(
      'database',
      'a worker needs the database of its server: --database postgres://USER:PASSWORD@HOST:PORT/NAME',
    );
  }
  const say = (line: string) => void process.stdout.write(`${visible(line)}\n`);
  const worker = await startWorker({ ...options, say });
  process.stdout.write(
    'Working. Ctrl+C stops after the current pictures; a training is left to another worker.\n',
  );
  await untilStopped(worker);
}

export async function makeToken(name: string, flags: TokenFlags): Promise<void> {
  const path = tokenFile(flags);
  if (!ROLES.includes(flags.role as Role)) {
    throw new InvalidOption(
      'role',
      flags.role,
      `--role must be ${ROLES.join(', ')}. Received "${flags.role}"`,
    );
  }
  const token = await addToken(path, name, {
    role: flags.role as Role,
    room: flags.room,
    days: flags.days === undefined ? undefined : integer('--days', flags.days, 1, 36_500),
  });
  process.stderr.write(`The token of "${name}". It is shown only once; ${path} keeps its hash.\n`);
  process.stdout.write(`${token}\n`);
}

export async function endToken(name: string, flags: TokenFlags): Promise<void> {
  await revokeToken(tokenFile(flags), name);
  process.stderr.write(`The token "${name}" is revoked.\n`);
}

function tokenFile({ tokens }: TokenFlags): string {
  const path = tokens ?? (process.env.GIEMSA_TOKENS || undefined);
  if (path !== undefined) return path;
  throw new MissingOption(
    'tokens',
    'give the file of tokens: --tokens FILE, or the environment variable GIEMSA_TOKENS',
  );
}

/** Every user of the machine can list the command lines of all processes. */
function warnOfSecret(option: string, variable: string): void {
  process.stderr.write(
    `warning: the secret in ${option} can be read by every user of this machine (ps); set ${variable} instead\n`,
  );
}

const hasPassword = (url: string): boolean => URL.canParse(url) && new URL(url).password !== '';

async function roomOptions(flags: RoomFlags, { shippedModels }: CommandEnvironment): Promise<RoomOptions> {
  if (hasPassword(flags.database ?? '')) warnOfSecret('--database', 'GIEMSA_DATABASE');
  if (hasPassword(flags.pictures ?? '')) warnOfSecret('--pictures', 'GIEMSA_PICTURES');
  return {
    ...placeOptions(flags),
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

/** The first signal stops in good order, the second at once. */
async function untilStopped(running: Running): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await running.stop();
}

/** Fastify would fail with a trace of its own. */
function proxies(text: string): string {
  for (const address of text.split(',').map((part) => part.trim())) {
    const [ip = '', bits, ...rest] = address.split('/');
    const version = isIP(ip);
    const isRange = bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
    if (version === 0 || !isRange || rest.length > 0) {
      throw new InvalidOption(
        'trustProxy',
        address,
        `--trust-proxy must be addresses such as 127.0.0.1 or 10.0.0.0/8, with commas between them. Received "${address}"`,
      );
    }
  }
  return text;
}

function integer(option: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= low && value <= high) return value;
  throw new InvalidOption(
    option,
    text,
    `${option} must be a whole number from ${low} to ${high}. Received "${text}"`,
  );
}
