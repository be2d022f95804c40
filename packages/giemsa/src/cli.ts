import { InvalidOption, MissingOption } from '@giemsa/core/internal/errors/kinds';
import { flagOf } from '@giemsa/core/internal/errors/text';
import { render, UserError } from '@giemsa/core/internal/errors/user-error';
import { asUserError } from '@giemsa/core/internal/files/system-error';
import { DEFAULT_MODEL, listShippedModels } from '@giemsa/core/internal/formats/model-files';
import { GIEMSA_VERSION } from '@giemsa/core/internal/run-folder/environment';
import { visible } from '@giemsa/core/internal/visible';
import { removeTemporaries } from '@giemsa/nn';
import { Command, CommanderError } from 'commander';
import { examples } from './commands/examples.js';
import { importServer } from './server-package.js';
import { endOnSignals } from './terminal/interruption.js';
import { wrapped } from './terminal/wrapped.js';

/** Exit codes: 0, 1 for a mistake of the user's, 2 for a bug. */
export async function main(args: readonly string[]): Promise<number> {
  const name = nameOf(args);
  // A server ends in its own way.
  const leave = isOwn(name) ? endOnSignals(args) : undefined;
  try {
    const program = await createProgram(name);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, name);
  } finally {
    leave?.();
  }
}

const nameOf = (words: readonly string[]) => words.find((word) => !word.startsWith('-'));

interface CommandModule {
  register(program: Command): void;
}

/** Each is loaded when it is asked for: all of them take longer to load than one cell takes to predict. */
const COMMANDS: Readonly<Record<string, () => Promise<CommandModule>>> = {
  start: () => import('./commands/start.js'),
  train: () => import('./commands/train.js'),
  cv: () => import('./commands/cv.js'),
  calibrate: () => import('./commands/calibrate.js'),
  evaluate: () => import('./commands/evaluate.js'),
  predict: () => import('./commands/predict.js'),
  smear: () => import('./commands/smear.js'),
  collect: () => import('./commands/collect.js'),
  adopt: () => import('./commands/adopt.js'),
  explain: () => import('./commands/explain.js'),
  report: () => import('./commands/report.js'),
  export: () => import('./commands/export.js'),
  recipes: () => import('./commands/recipes.js'),
  data: () => import('./commands/data.js'),
  doctor: () => import('./commands/doctor.js'),
};

const isOwn = (name: string | undefined): name is string =>
  name !== undefined && Object.hasOwn(COMMANDS, name);

/** @param name the requested command; if giemsa has no such command, all are loaded to be listed */
export async function createProgram(name?: string): Promise<Command> {
  const program = new Command('giemsa')
    .description('Train, evaluate and use classifiers of malaria-infected blood cells. Research use only.')
    .version(GIEMSA_VERSION)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`${wrapped(oneLine(text), process.stderr.columns)}\n`),
    });
  program.hook('preAction', (_program, command) => refuseEmpty(command));
  const asked = isOwn(name) ? COMMANDS[name] : undefined;
  for (const load of asked ? [asked] : Object.values(COMMANDS)) (await load()).register(program);
  if (!asked) await addServerCommands(program);
  return program;
}

/** Where a blank means something: not known, none. */
const MAY_BE_EMPTY = ['--haematocrit', '--title'];

/** @throws UserError on "", which most often is a variable of a script that was never set */
function refuseEmpty(command: Command): void {
  for (const option of command.options) {
    const values = [command.getOptionValue(option.attributeName())].flat();
    if (values.includes('') && !MAY_BE_EMPTY.includes(option.long ?? '')) {
      throw new InvalidOption(
        option.attributeName(),
        '',
        `${option.long} "" is empty; give a value, or leave the option out`,
      );
    }
  }
  if (command.args.includes(''))
    throw new MissingOption('argument', 'an argument is empty (""); give a name, or leave it out');
}

interface ServerCommands {
  registerCommands(
    program: Command,
    environment: {
      version: string;
      shippedModels: () => Promise<readonly string[]>;
      examples: (...lines: readonly string[]) => string;
      withMeaningOptions: (command: Command) => Command;
    },
  ): void;
}

/** `serve`, `worker` and `verify` come from a package that builds on this one, where it is installed. */
async function addServerCommands(program: Command): Promise<void> {
  try {
    const { registerCommands } = await importServer<ServerCommands>(
      'commands',
      'serve, worker and verify need',
    );
    const { withMeaningOptions } = await import('./commands/meaning-options.js');
    registerCommands(program, { version: GIEMSA_VERSION, examples, shippedModels, withMeaningOptions });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const missing = () => {
      throw error;
    };
    for (const command of ['serve', 'worker', 'verify']) {
      program.command(command, { hidden: true }).allowUnknownOption().allowExcessArguments().action(missing);
    }
  }
}

/** Folders of the models that ship, the default first. */
async function shippedModels(): Promise<readonly string[]> {
  const folders = await listShippedModels();
  const isDefault = (name: string) => Number(name === DEFAULT_MODEL);
  return [...folders].sort(([a], [b]) => isDefault(b) - isDefault(a)).map(([, folder]) => folder);
}

/**
 * For an error that no command awaits, from a stream or a background task.
 * @returns the exit code. A reader of standard output that has seen enough, such as `head`, is no error
 */
export function reportUncaught(error: unknown, words: readonly string[]): number {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
  removeTemporaries();
  return report(error, nameOf(words));
}

const RESUMABLE = ['train', 'cv'];

function report(error: unknown, name: string | undefined): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
  const goOn = RESUMABLE.includes(name ?? '') ? '; continue a training with --resume' : undefined;
  const mistake = asUserError(error, goOn);
  if (mistake) return fail(render(mistake, flagOf));
  const stack = (error as Error)?.stack ?? String(error);
  process.stderr.write(
    `error: this is a bug in giemsa; please report it with what follows\n${stack.split('\n').map(visible).join('\n')}\n`,
  );
  return 2;
}

function fail(message: string): number {
  process.stderr.write(`${wrapped(`error: ${oneLine(message)}`, process.stderr.columns)}\n`);
  return 1;
}

const oneLine = (text: string): string => visible(text.trim().replaceAll(/\s*\n\s*/g, ' '));
