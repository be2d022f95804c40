import { type Command, Option } from 'commander';
import type {
  CommandEnvironment,
  PlaceFlags,
  RoomFlags,
  ServeFlags,
  TokenFlags,
  VerifyFlags,
} from './flags.js';

const collect = (value: string, before: string[]): string[] => [...before, value];

/** @param none what holds when it is left out, in words */
const repeatable = (flags: string, text: string, none: string): Option =>
  new Option(flags, text).argParser(collect).default([], none);

/** Adds `serve` and `worker` to the command line of giemsa. What they run is loaded only when they run. */
export function registerCommands(program: Command, environment: CommandEnvironment): void {
  const { examples } = environment;
  const room = (command: Command) => environment.withMeaningOptions(roomOptions(command));
  room(
    program
      .command('serve')
      .summary('start the reading room: web page and API')
      .description(
        'Serves the web page and the API, and predicts uploads. Needs nothing else: the database is a folder. ' +
          'With --database, workers on other machines share the work. Research use only.',
      ),
  )
    .option('--host <address>', 'address to listen on; beyond this machine only with a token', '127.0.0.1')
    .option('--port <number>', 'port', '8080')
    .option(
      '--token <text>',
      'token that everyone must send; other users of this machine can see it here, so set GIEMSA_TOKEN instead',
    )
    .option(
      '--tokens <file>',
      'file of tokens with names, roles and limits, written by "giemsa token" (default: GIEMSA_TOKENS)',
    )
    .option('--trash-days <number>', 'how long deleted batches can be restored; 0: not at all', '30')
    .option(
      '--audit-days <number>',
      'delete entries of the audit log after this time, at least 30 (default: keep all)',
    )
    .option(
      '--trust-proxy <addresses>',
      'trust X-Forwarded-For, -Proto and -Host from a proxy at these addresses (127.0.0.1, 10.0.0.0/8, …)',
    )
    .option('--no-worker', 'predict nothing here; leave it to workers elsewhere')
    .addOption(
      repeatable('--dataset <folder>', 'folder that can be trained on from the page; repeatable', 'none'),
    )
    .addHelpText(
      'after',
      examples(
        'serve',
        'serve --model runs/NAME --dataset cells',
        'serve --host 0.0.0.0 --tokens tokens.json',
      ),
    )

    .action(async (flags: ServeFlags) => {
      const { serve } = await import('./run-commands.js');
      await serve(flags, environment);
    });
  room(
    program
      .command('worker')
      .summary('predict for a server elsewhere, and train for --distribute')
      .description(
        'Takes jobs from a PostgreSQL and writes the results to it: pictures of a server, whose folder (--data) and models must ' +
          'be reachable here, and trainings of "cv --distribute" and "train --distribute", whose folders must have the same ' +
          'paths here.',
      ),
  )
    .addHelpText('after', examples('worker --database postgres://giemsa@db/giemsa --data /srv/giemsa'))
    .action(async (flags: RoomFlags) => {
      const { work } = await import('./run-commands.js');
      await work(flags, environment);
    });
  verifyCommand(program, environment);
  tokenCommands(program, environment);
}

function tokenCommands(program: Command, { examples }: CommandEnvironment): void {
  const token = program
    .command('token')
    .summary('add and revoke tokens of a server')
    .description(
      'Edits the file of tokens for "giemsa serve --tokens". A running server picks up changes within a second.',
    );
  const file = ['--tokens <file>', 'file of tokens, created if missing (default: GIEMSA_TOKENS)'] as const;
  token
    .command('add <name>')
    .description('Adds a token and shows it once; the file keeps only its hash.')
    .option(...file)
    .option('--role <role>', 'reader, technician or admin', 'technician')
    .option('--room <name>', 'room whose batches it sees (default: a room of its own)')
    .option('--days <number>', 'days until it expires (default: until it is revoked)')
    .addHelpText('after', examples('token add "clinic a" --role technician --tokens tokens.json'))
    .action(async (name: string, flags: TokenFlags) => {
      const { makeToken } = await import('./run-commands.js');
      await makeToken(name, flags);
    });
  token
    .command('revoke <name>')
    .description('Removes a token from the file. It and all its sessions end.')
    .option(...file)
    .addHelpText('after', examples('token revoke "clinic a" --tokens tokens.json'))
    .action(async (name: string, flags: TokenFlags) => {
      const { endToken } = await import('./run-commands.js');
      await endToken(name, flags);
    });
}

function verifyCommand(program: Command, { examples }: CommandEnvironment): void {
  placeOptions(
    program
      .command('verify')
      .summary('check the pictures, results and file modes of a reading room')
      .description(
        'Reads every picture and checks that rows, files, results and file modes agree. Without --adopt it changes nothing, except ' +
          'that it restores quarantined pictures that a batch needs. Exit code 1 if there is a fault. First stop a server whose ' +
          'database is in --data.',
      ),
  )
    .option('--adopt', 'make this database the owner of the pictures, for example after a restore')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('verify', 'verify --data /srv/giemsa --adopt'))
    .action(async (flags: VerifyFlags) => {
      const { verify } = await import('./verify-command.js');
      await verify(flags);
    });
}

function roomOptions(command: Command): Command {
  return placeOptions(
    command
      .addOption(
        repeatable(
          '--model <path>',
          'run folder or model file, the default first; repeatable',
          'the models that ship',
        ),
      )
      .option('--runs <folder>', 'folder of run folders; a person publishes their models', 'runs'),
  ).option('--threads <number>', 'processor threads of the model (default: all)');
}

function placeOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'folder of the pictures and the database', 'giemsa-data')
    .option(
      '--pictures <url>',
      'bucket for the pictures, s3://BUCKET/PREFIX?endpoint=https://HOST, with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (default: GIEMSA_PICTURES)',
    )
    .option('--database <url>', 'PostgreSQL instead of the database in --data (default: GIEMSA_DATABASE)');
}

export type { PlaceFlags, RoomFlags, ServeFlags, TokenFlags, VerifyFlags };
