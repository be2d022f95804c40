import type { Command } from 'commander';
import type {
  CommandEnvironment,
  PlaceFlags,
  RoomFlags,
  ServeFlags,
  TokenFlags,
  VerifyFlags,
} from './flags.js';

const collect = (value: string, before: string[]): string[] => [...before, value];

/** Adds `serve` and `worker` to the command line of giemsa. What they run is loaded only when they run. */
export function registerCommands(program: Command, environment: CommandEnvironment): void {
  const room = (command: Command) => environment.withMeaningOptions(roomOptions(command));
  room(
    program
      .command('serve')
      .summary('the reading room: web page and API')
      .description(
        'Serves the web page and the API, and works on uploads itself. Needs nothing else: the database is a folder. ' +
          'With --database, workers on other machines share the work. Research use only.',
      ),
  )
    .option('--host <address>', 'where to listen; other than this machine only with a token', '127.0.0.1')
    .option('--port <number>', 'port', '8080')
    .option(
      '--token <text>',
      'asked of everyone who connects; other users of this machine see it here, so better set GIEMSA_TOKEN',
    )
    .option(
      '--tokens <file>',
      'tokens with names, roles and limits, as "giemsa token" keeps them (default: GIEMSA_TOKENS)',
    )
    .option('--trash-days <number>', 'so long deleted batches can be restored; 0: not at all', '30')
    .option(
      '--trust-proxy <addresses>',
      'believe X-Forwarded-For, -Proto and -Host of a proxy at these addresses (127.0.0.1, 10.0.0.0/8, …)',
    )
    .option('--no-worker', 'leave all work to workers elsewhere')
    .option('--dataset <folder>', 'folder that may be trained on from the page; repeatable', collect, [])
    .action(async (flags: ServeFlags) => {
      const { serve } = await import('./run-commands.js');
      await serve(flags, environment);
    });
  room(
    program
      .command('worker')
      .summary('works on uploads of a server elsewhere, and on trainings sent by --distribute')
      .description(
        'Takes jobs from a PostgreSQL and writes results to it: pictures of a server, whose folder (--data) and models must ' +
          'be here too, and trainings of "cv --distribute" and "train --distribute", whose folders must be here under ' +
          'the same paths.',
      ),
  ).action(async (flags: RoomFlags) => {
    const { work } = await import('./run-commands.js');
    await work(flags, environment);
  });
  verifyCommand(program);
  tokenCommands(program);
}

function tokenCommands(program: Command): void {
  const token = program
    .command('token')
    .summary('who may use a server: tokens are made and revoked')
    .description(
      'Keeps a file of tokens for "giemsa serve --tokens". A running server sees a change within a second.',
    );
  const file = [
    '--tokens <file>',
    'the file; it is made where there is none (default: GIEMSA_TOKENS)',
  ] as const;
  token
    .command('add <name>')
    .description('Makes a token and shows it once; the file keeps only its hash.')
    .option(...file)
    .option('--role <role>', 'reader, technician or admin', 'technician')
    .option('--room <name>', 'whose batches it sees (default: a room of its own)')
    .option('--days <number>', 'how long it is valid (default: until it is revoked)')
    .action(async (name: string, flags: TokenFlags) => {
      const { makeToken } = await import('./run-commands.js');
      await makeToken(name, flags);
    });
  token
    .command('revoke <name>')
    .description('Takes a token out of the file: it and all its sessions end.')
    .option(...file)
    .action(async (name: string, flags: TokenFlags) => {
      const { endToken } = await import('./run-commands.js');
      await endToken(name, flags);
    });
}

function verifyCommand(program: Command): void {
  placeOptions(
    program
      .command('verify')
      .summary('checks the pictures, results and modes of a reading room')
      .description(
        'Reads every picture and looks whether rows, files, results and modes fit each other. Nothing is changed, except by ' +
          '--adopt; a picture of a batch that lies in the quarantine is put back. Ends with 1 where there is a fault. A server ' +
          'with its database in --data has to be stopped before.',
      ),
  )
    .option('--adopt', 'make the pictures those of this database, whoever had them: after a restore')
    .option('--json', 'print one JSON document')
    .action(async (flags: VerifyFlags) => {
      const { verify } = await import('./verify-command.js');
      await verify(flags);
    });
}

function roomOptions(command: Command): Command {
  return placeOptions(
    command
      .option('--model <path>', 'run folder or model file, the default first; repeatable', collect, [])
      .option('--runs <folder>', 'folder of run folders, whose models are offered', 'runs'),
  ).option('--threads <number>', 'processor threads of the model (default: all)');
}

function placeOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'where pictures and the database are kept', 'giemsa-data')
    .option(
      '--pictures <url>',
      'a bucket for pictures, s3://BUCKET/PREFIX?endpoint=https://HOST, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: GIEMSA_PICTURES)',
    )
    .option('--database <url>', 'a PostgreSQL in place of the folder (default: GIEMSA_DATABASE)');
}

export type { PlaceFlags, RoomFlags, ServeFlags, TokenFlags, VerifyFlags };
