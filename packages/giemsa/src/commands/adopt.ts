import { adopt } from '@giemsa/core/internal/adopting/adopt';
import { describeAdoption } from '@giemsa/core/internal/adopting/describe-adoption';
import { goBack, type Published, publishModel } from '@giemsa/core/internal/adopting/publish';
import { openDevice } from '@giemsa/core/internal/device/open-device';
import { NotOffered } from '@giemsa/core/internal/errors/kinds';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { SMEAR_MODEL } from '@giemsa/core/internal/formats/model-files';
import { defaultRunPath } from '@giemsa/core/internal/run-folder/run-folder';
import type { Command } from 'commander';
import { noteHidden } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { LABEL_AS, LABELLED_FIELDS } from './label-options.js';
import { numberOption, printJson } from './parse.js';

interface AdoptOptions {
  from: string;
  out?: string;
  labelAs?: string[];
  regression?: string;
  epochs?: number;
  learningRate?: number;
  replay?: number;
  seed?: number;
  threads?: number;
  json?: boolean;
}

interface PublishOptions {
  name: string;
  by: string;
  models: string;
  json?: boolean;
}

export function register(program: Command): void {
  const command = program
    .command('adopt')
    .summary('adapt a model to your microscope with corrected fields')
    .description(
      'Trains a model further on labelled fields of another microscope, with drawn cells so that it keeps what it knew, and compares ' +
        'old and new model on patients that it has not seen and on other cells. A new model that is not better, or worse elsewhere, is not ' +
        'offered (exit code 1). Nothing is used before a person publishes it.',
    )
    .argument('<fields>', LABELLED_FIELDS)
    .option('--from <model>', 'model to start from', SMEAR_MODEL)
    .option('--out <folder>', 'folder to write (default: runs/adopt-…)')
    .option(...LABEL_AS)
    .option(
      '--regression <dir>',
      'cells in one folder per class on which the new model must not be worse (default: drawn cells)',
    )
    .option(
      '--epochs <number>',
      'times that all cells are gone through (default: 3)',
      numberOption('--epochs'),
    )
    .option(
      '--learning-rate <number>',
      'highest learning rate (default: 0.0001)',
      numberOption('--learning-rate'),
    )
    .option(
      '--replay <number>',
      'drawn cells on which the old model’s answers are kept (default: 1500)',
      numberOption('--replay'),
    )
    .option('--seed <number>', 'seed of all that is random (default: 0)', numberOption('--seed'))
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'adopt dataset --out adopted',
        'adopt publish adopted --name our-microscope --by "A. Keza"',
        'adopt back our-microscope --by "A. Keza"',
      ),
    )
    .action(train);
  // With its argument, the longest of these would leave no room for the descriptions.
  command.configureHelp({ ...command.configureHelp(), subcommandTerm: (one) => one.name() });
  const models = [
    '--models <folder>',
    'folder of published models; the reading room offers those in its --runs',
    'runs',
  ] as const;
  command
    .command('publish')
    .summary('use an adopted model under a name')
    .description(
      'Makes an adopted model the one of a name that is in use: --models/NAME is then a model for every command. Who did it and when is ' +
        'written down with the checksum, in published.json; earlier versions are kept.',
    )
    .argument('<adoption>', 'folder that adopt wrote')
    .requiredOption('--name <name>', 'name of the model, such as that of your microscope')
    .requiredOption('--by <person>', 'name or code of the person who decides it')
    .option(...models)
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('adopt publish adopted --name our-microscope --by "A. Keza"'))
    .action(async (adoption: string, _own: unknown, command: Command) => {
      const { json, ...options } = command.optsWithGlobals<PublishOptions>();
      tell(await publishModel({ adoption, ...options }), json);
    });
  command
    .command('back')
    .summary('use the version before again')
    .description(
      'Makes the version of a model that was in use before the one in use again. The later one is kept.',
    )
    .argument('<name>', 'name of the published model')
    .requiredOption('--by <person>', 'name or code of the person who decides it')
    .option(...models)
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('adopt back our-microscope --by "A. Keza"'))
    .action(async (name: string, _own: unknown, command: Command) => {
      const { json, ...options } = command.optsWithGlobals<PublishOptions>();
      tell(await goBack({ ...options, name }), json);
    });
}

async function train(fields: string, { json = false, threads, ...options }: AdoptOptions): Promise<void> {
  const output = createOutput({ json });
  await noteHidden(output, [options.from]);
  const out = options.out ?? defaultRunPath('adopt', fields);
  const session = await openDevice({ threads });
  const adoption = await tellingEvents(output, (onEvent) =>
    adopt({ ...options, fields, out, session, onEvent }),
  );
  output.say(...describeAdoption(adoption), `Written: ${out}`);
  if (json) printJson(adoption);
  if (adoption.gate.offered) output.say(`Publish it: giemsa adopt publish ${out} --name NAME --by PERSON`);
  else
    throw new NotOffered(
      `the new model is not offered: ${adoption.gate.reasons.join('; ')}. ${out} keeps it for inspection`,
    );
}

function tell(published: Published, json = false): void {
  if (json) {
    printJson(inSnakeCase(published));
    return;
  }
  const { name, folder, version, sha256, by, at, before } = published;
  createOutput().say(
    `${name}: version ${version} is in use, SHA-256 ${sha256}`,
    `  ${published.what} by ${by}, ${at}`,
    ...(before ? [`  before: version ${before.version}, SHA-256 ${before.sha256}`] : []),
    `Use it: giemsa smear ${folder} FIELDS`,
  );
}
