import { openDevice } from '@giemsa/core/internal/device/open-device';
import { InvalidOption } from '@giemsa/core/internal/errors/kinds';
import {
  defaultHeatMapMethod,
  HEAT_MAP_METHODS,
  type HeatMapMethod,
} from '@giemsa/core/internal/explain/heat-map-method';
import { readCellModel } from '@giemsa/core/internal/formats/cell-model';
import { MODEL_HELP, modelAndFiles } from '@giemsa/core/internal/formats/model-files';
import { describeMeaning } from '@giemsa/core/internal/formats/model-meaning';
import { explainFiles, writeHeatMapModel } from '@giemsa/core/internal/predicting/explain-files';
import { type Command, Option } from 'commander';
import { noteShipped } from '../terminal/note-shipped.js';
import { createOutput } from '../terminal/output.js';
import { showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { formatTable } from './format-table.js';
import { type MeaningFlags, withMeaningOptions } from './meaning-options.js';
import { numberOption, printJson } from './parse.js';

interface ExplainOptions extends MeaningFlags {
  out: string;
  method?: HeatMapMethod;
  class?: string;
  layer?: string;
  umPerPixel?: number;
  onnx?: string;
  threads?: number;
  json?: boolean;
}

export function register(program: Command): void {
  withMeaningOptions(program.command('explain'))
    .summary('heat maps: where a model looks')
    .description(
      'Draws each picture beside its heat map, which shows where the evidence for a class lies. ' +
        'Each map is relative to its own strongest place.',
    )
    .usage('[options] [model] [files...]')
    .argument(
      '[files...]',
      `a model (default: the one that ships), then images, or folders of images. ${MODEL_HELP}`,
    )
    .option('--out <folder>', 'folder for the pictures', 'heat-maps')
    .addOption(
      new Option(
        '--method <name>',
        'how maps are weighted (default: grad-cam; layer-cam for networks with global maximum pooling)',
      ).choices(HEAT_MAP_METHODS),
    )
    .option('--class <name>', 'class whose evidence is shown (default: the positive class)')
    .option('--layer <name>', 'layer to explain (default: the last with maps of at least 12 rows)')
    .option(
      '--um-per-pixel <number>',
      'size of a pixel in µm, for a scale bar',
      numberOption('--um-per-pixel'),
    )
    .addOption(new Option('--microns-per-pixel <number>').hideHelp().argParser(refuseOldName))
    .option('--onnx <file>', 'also write the model with its heat maps as an ONNX file')
    .option('--threads <number>', 'processor threads (default: all)', numberOption('--threads'))
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples('explain cell.png', 'explain runs/NAME cells/Parasitized --method layer-cam'),
    )
    .action(explain);
}

/** What it was called here before `smear` had a name for it. */
function refuseOldName(): never {
  throw new InvalidOption(
    'micronsPerPixel',
    undefined,
    "unknown option '--microns-per-pixel' (Did you mean --um-per-pixel?)",
  );
}

async function explain(words: string[], options: ExplainOptions): Promise<void> {
  const { model: path, files, hides } = await modelAndFiles(words);
  const { json = false, onnx, threads, class: className, classes, positiveClass, rescale, ...rest } = options;
  const output = createOutput({ json });
  if (hides) noteShipped(output, path);
  const network = await readCellModel(path, { classes, positiveClass, rescale });
  createOutput({ json: true }).say(
    ...describeMeaning([{ path, meaning: network.metadata.meaning, unchecked: network.unchecked }]),
  );
  const { method = defaultHeatMapMethod(network.model) } = options;
  if (onnx !== undefined) {
    await writeHeatMapModel(network, onnx, { ...rest, method, className });
    output.say(`Model with heat maps: ${onnx}`);
    if (files.length === 0) return;
  }
  const device = await openDevice({ threads });
  const progress = showProgress('explaining', 'images');
  const { explained, skipped } = await explainFiles(
    network,
    { files, ...rest, method, className, device },
    progress.update,
  ).finally(() => progress.stop());
  if (json) return printJson({ model: path, method, explained, skipped });
  const rows = explained.map(({ file, probability, picture }) => [file, probability.toFixed(4), picture]);
  process.stdout.write(formatTable([['file', 'probability', 'picture'], ...rows], process.stdout.columns));
  for (const { file, note } of explained) if (note !== undefined) output.warn(`${file}: ${note}`);
  for (const { reason } of skipped) output.warn(`skipped: ${reason}`);
}
