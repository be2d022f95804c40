import { auditFolder, auditJson } from '@giemsa/core/internal/auditing/audit-folder';
import type { Command } from 'commander';
import { describeAudit } from '../terminal/describe-audit.js';
import { createOutput } from '../terminal/output.js';
import { tellingEvents } from '../terminal/tell-events.js';
import { examples } from './examples.js';
import { POSITIVE_CLASS } from './meaning-options.js';
import { collect, printJson } from './parse.js';

interface AuditOptions {
  splitFile?: string;
  predictions?: string[];
  readings?: string[];
  positiveClass?: string;
  out: string;
  json?: boolean;
}

/** Adds `data audit DIR`. */
export function register(data: Command): void {
  data
    .command('audit')
    .summary('find duplicates, odd pictures, leaks and doubtful labels')
    .description(
      'Finds duplicates, odd pictures, patients on both sides of a split, and doubtful and wrong labels. Writes a report, and lists for --exclude and --relabel.',
    )
    .argument('<dir>', 'folder with one folder of pictures per class')
    .option(
      '--split-file <file>',
      'a split to check for shared patients and duplicates, such as the split.csv of a run',
    )
    .option(
      '--predictions <path>',
      'predictions.csv, or the folder of a cross-validation: labels that they contradict are listed; repeatable, for several models',
      collect,
    )
    .option(
      '--readings <file>',
      'what a person read on the sheets in to-read/, blind to labels; repeat it for a second reader: together they decide',
      collect,
    )
    .option(...POSITIVE_CLASS)
    .option('--out <folder>', 'folder for report.html, audit.csv, audit.json and labels.csv', 'audit')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examples(
        'data audit cells',
        'data audit cells --predictions cv --out audit',
        'data audit cells --predictions cv --readings a.csv --readings b.csv',
      ),
    )
    .action(async (directory: string, { json = false, ...options }: AuditOptions) => {
      const output = createOutput({ json });
      const result = await tellingEvents(output, (onEvent) =>
        auditFolder({ data: directory, ...options, onEvent }),
      );
      output.say(...describeAudit(result));
      if (json) printJson(auditJson(result));
    });
}
