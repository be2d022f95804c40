import { type CollectRequest, collect } from '@giemsa/core/internal/collecting/collect';
import { counted } from '@giemsa/core/internal/counted';
import { inSnakeCase } from '@giemsa/core/internal/files/snake-case';
import { type Command, Option } from 'commander';
import { createOutput } from '../terminal/output.js';
import { examples } from './examples.js';
import { LABEL_AS } from './label-options.js';
import { collect as collectValues, printJson } from './parse.js';

interface CollectOptions extends Omit<CollectRequest, 'sources'> {
  json?: boolean;
}

export function register(program: Command): void {
  program
    .command('collect')
    .summary('make a data set of the fields that persons corrected')
    .description(
      'Makes a data set of labelled fields: copies of the pictures, one folder per patient, labels, and who said what when. A cell that ' +
        'no person has looked at gets no label, whatever the model says. Such a data set is what adopt learns from.',
    )
    .argument(
      '<sources...>',
      'folders that smear wrote, smear.json files exported by a reading room, or labelled fields (COCO, YOLO, Pascal VOC, IML-Malaria)',
    )
    .requiredOption('--out <folder>', 'folder to write; must be new')
    .addOption(
      new Option('--format <name>', 'format of the labels').choices(['coco', 'yolo', 'voc']).default('coco'),
    )
    .option(
      '--review <file>',
      'apply the corrections of a cells.csv, or of a corrections.csv of the reading room; repeatable',
      collectValues,
    )
    .option(
      '--corrected-by <person>',
      'this person has looked at every cell of all fields, and all are right now',
    )
    .option(
      '--corrected <file>',
      'instead: CSV of the fields that a person has looked at as a whole (columns file or field_checksum, reviewer, reviewed_at)',
    )
    .option('--images <folder>', 'where the pictures are now, found by content (default: where they were)')
    .option(...LABEL_AS)
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'collect smear --corrected-by "A. Keza" --out dataset',
        'collect smear.json --images fields --out dataset',
        'collect yolo-folder --label-as "RBC=red blood cell" --out dataset',
      ),
    )
    .action(async (sources: string[], { json = false, ...options }: CollectOptions) => {
      const { leftOut, ...counts } = await collect({ ...options, sources });
      if (json) {
        printJson(inSnakeCase({ directory: options.out, ...counts, leftOut }));
        return;
      }
      createOutput().say(
        ...leftOut.map((reason) => `Left out: ${reason}`),
        `${options.out}: ${counted(counts.fields, 'field')}, ${counted(counts.patients, 'known patient')}, ${counts.correctedFields} corrected as a whole`,
        `Labels: ${counts.infected} infected, ${counts.uninfected} uninfected`,
        ...(counts.notReviewed > 0
          ? [`Not reviewed, so without a label: ${counted(counts.notReviewed, 'cell')}`]
          : []),
      );
    });
}
