import { type DownloadResult, downloadDataset, NIH_ADDRESS } from '@giemsa/core/internal/dataset/download';
import type { Command } from 'commander';
import { goOnBy } from '../terminal/interruption.js';
import { createOutput } from '../terminal/output.js';
import { type Progress, showProgress } from '../terminal/progress.js';
import { examples } from './examples.js';
import { printJson } from './parse.js';

/** Adds `data download DIR`. */
export function register(data: Command): void {
  data
    .command('download')
    .summary('download the NIH/NLM malaria cells')
    .description('Downloads the NIH/NLM malaria cells (27,558 cells, 353 MB) and their patient tables.')
    .argument('<dir>', 'folder to write')
    .option('--address <url>', 'a mirror of the NIH folder', NIH_ADDRESS)
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples('data download cells'))
    .action(download);
}

async function download(
  directory: string,
  { address, json }: { address: string; json?: boolean },
): Promise<void> {
  const bars = new Map<string, Progress>();
  let result: DownloadResult;
  goOnBy({ kept: 'what was fetched is kept' });
  try {
    result = await downloadDataset(directory, {
      address,
      onProgress: ({ name, done, total }) => {
        const bar = bars.get(name) ?? showProgress(name, 'MB', 1e6);
        bars.set(name, bar);
        bar.update(done, total ?? done);
        if (done === total) bar.stop();
      },
    });
  } finally {
    for (const bar of bars.values()) bar.stop();
  }
  if (json) return printJson(result);
  const lines = result.files.map(({ name, bytes, sha256 }) => `${name}  ${bytes} bytes  sha256 ${sha256}`);
  createOutput().say(...lines, `unpacked into ${directory}`);
}
