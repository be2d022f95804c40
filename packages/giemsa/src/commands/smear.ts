import { openDevice } from '@giemsa/core/internal/device/open-device';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { MODEL_HELP, modelAndFiles, SMEAR_MODEL } from '@giemsa/core/internal/formats/model-files';
import { calibrateSmear } from '@giemsa/core/internal/smear/calibrate-run';
import { describeCalibration } from '@giemsa/core/internal/smear/describe-calibration';
import { describeSmear } from '@giemsa/core/internal/smear/describe-smear';
import type { FieldRule } from '@giemsa/core/internal/smear/field-quality';
import { summarise } from '@giemsa/core/internal/smear/smear-result';
import { runSmear } from '@giemsa/core/internal/smear/smear-run';
import type { Command } from 'commander';
import { noteShipped } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { ACCEPT } from './accept-option.js';
import { examples } from './examples.js';
import { LABEL_AS } from './label-options.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { optionsOf } from './options-of.js';
import { numberOption, printJson } from './parse.js';
import { registerCheck } from './smear-check.js';
import { registerTraining } from './smear-training.js';

interface SmearOptions extends MeaningFlags {
  out: string;
  calibration?: string;
  threshold?: number;
  umPerPixel?: number;
  accept?: FieldRule[];
  stages: boolean;
  redCells?: number;
  haematocrit?: string;
  review?: string;
  pictures: boolean;
  device?: string;
  threads?: number;
  json?: boolean;
}

interface CalibrateOptions extends MeaningFlags {
  out: string;
  labelledFields?: string;
  labelAs?: string[];
  infectedCells?: string;
  threshold?: number;
  falseAlarms: number;
  umPerPixel?: number;
  accept?: FieldRule[];
  stages: boolean;
  threads?: number;
  json?: boolean;
}

const NO_STAGES = [
  '--no-stages',
  'do not tell stages of infected cells: gametocytes then count as parasitaemia',
] as const;

export function register(program: Command): void {
  const smear = withMeaningOptions(program.command('smear'))
    .summary('count whole fields of thin smears: cells, parasitaemia')
    .description(
      'Finds and classifies the red cells of whole microscope fields. One folder is one patient. With a calibration on patients ' +
        'without malaria it reports parasitaemia and density; without one, counts. ' +
        'Writes cells.csv, fields.csv, patients.csv, coco.json, smear.json, and for each patient annotated pictures and a report page.',
    )
    .usage('[options] [model] <images...>')
    .argument(
      '<images...>',
      `a model (default: the one that ships), then pictures of fields, a patient’s folder, or a folder of such folders. ${MODEL_HELP}`,
    )
    .option('--out <folder>', 'folder to write', 'smear')
    .option(
      '--calibration <file>',
      'file written by smear calibrate; without one there is no percentage and no density',
    )
    .option(
      '--threshold <number>',
      'probability from which a cell is called infected (default: from the calibration, else the model’s)',
      numberOption('--threshold'),
    )
    .option(
      '--um-per-pixel <number>',
      'size of a pixel in µm (default: estimated from the size of the cells)',
      numberOption('--um-per-pixel'),
    )
    .option(...ACCEPT)
    .option(...NO_STAGES)
    .option(
      '--red-cells <number>',
      'measured red cells per µL (default: 5,000,000, assumed)',
      numberOption('--red-cells'),
    )
    .option(
      '--haematocrit <percent>',
      'haematocrit, from which red cells per µL are computed; "" if unknown: then no density is reported',
    )
    .option(
      '--review <file>',
      'cells.csv with corrections (infected, uninfected or a stage) in reviewed_as and reviewer, or corrections.csv of the reading room; the counts follow',
    )
    .option('--no-pictures', 'do not write annotated pictures')
    .option('--device <name>', 'cpu, cuda, webgpu, coreml, dml (default: cpu)')
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print the figures as one JSON document')
    .addHelpText(
      'after',
      examples(
        'smear patients/',
        'smear patients/ --calibration smear-calibration.json --out smear',
        'smear patients/ --review smear/cells.csv --out reviewed',
      ),
    )
    .action(count);
  // With its argument, the longest of these would leave no room for the descriptions.
  smear.configureHelp({ ...smear.configureHelp(), subcommandTerm: (command) => command.name() });
  registerCheck(smear);
  registerTraining(smear);
  withMeaningOptions(smear.command('calibrate'))
    .summary('measure a model on fields of patients without malaria')
    .description(
      'Measures how many cells of patients without malaria a model calls infected, and writes it to a file for smear --calibration. ' +
        'The threshold is chosen on every third patient and measured on the others. Measure 10 patients and 5,000 cells or more: give ' +
        '15 patients, or 10 and --threshold.',
    )
    .usage('[options] [model] <dir>')
    .argument(
      '<dir...>',
      'a model (default: the one that ships), then a folder with fields, or with one folder of fields per patient',
    )
    .option('--out <file>', 'file to write', 'smear-calibration.json')
    .option(
      '--labelled-fields <dir>',
      'fields with labelled infected cells, as smear crops reads them, to measure the sensitivity',
    )
    .option(...LABEL_AS)
    .option(
      '--infected-cells <dir>',
      'instead: infected cells that are cut out already; cells not found in fields are then not included',
    )
    .option(
      '--threshold <number>',
      'measure this threshold instead of choosing one',
      numberOption('--threshold'),
    )
    .option(
      '--false-alarms <number>',
      'how many of 1,000 healthy cells the chosen threshold may call infected',
      numberOption('--false-alarms'),
      1,
    )
    .option(
      '--um-per-pixel <number>',
      'size of a pixel in µm (default: estimated from the size of the cells)',
      numberOption('--um-per-pixel'),
    )
    .option(...ACCEPT)
    .option(...NO_STAGES)
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('smear calibrate negatives/', 'smear calibrate negatives/ --labelled-fields fields'),
    )
    .action(async (words: string[], _own: unknown, command: Command) => calibrate(words, optionsOf(command)));
}

async function count(words: string[], options: SmearOptions): Promise<void> {
  const { json = false, device, threads, umPerPixel, classes, positiveClass, rescale, ...rest } = options;
  const output = createOutput({ json });
  const { model, files, hides } = await modelAndFiles(words, SMEAR_MODEL);
  if (hides) noteShipped(output, model);
  const session = await openDevice({ device, threads });
  const meaning = { classes, positiveClass, rescale };
  const request = { ...rest, model, images: files, umPerPixel, session, meaning };
  const result = await tellingEvents(output, (onEvent) => runSmear({ ...request, onEvent }));
  output.say(...describeSmear(result), `Report: ${options.out}`);
  if (json) printJson(inSnakeCase(summarise(result)));
}

async function calibrate(words: string[], options: CalibrateOptions): Promise<void> {
  const {
    json = false,
    threads,
    umPerPixel,
    falseAlarms,
    classes,
    positiveClass,
    rescale,
    ...rest
  } = options;
  const output = createOutput({ json });
  const { model, files, hides } = await modelAndFiles(words, SMEAR_MODEL);
  if (hides) noteShipped(output, model);
  if (files.length !== 1)
    throw new InvalidOption(
      'files',
      files,
      `give one folder of fields without malaria. Received ${files.length}`,
    );
  const session = await openDevice({ threads });
  const request = {
    ...rest,
    model,
    negatives: files[0]!,
    falseAlarmsPer1000: falseAlarms,
    umPerPixel,
    session,
    meaning: { classes, positiveClass, rescale },
  };
  const calibration = await tellingEvents(output, (onEvent) => calibrateSmear({ ...request, onEvent }));
  output.say(
    ...describeCalibration(calibration),
    `Written: ${options.out}; use it with: giemsa smear --calibration ${options.out}`,
  );
  if (json) printJson(calibration);
}
