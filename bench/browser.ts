// How fast a page trains beside Node.js: npm run bench:browser [-- --cells 500] [--threads 2] [--not-isolated]
// Two epochs of resnet14v2 (1.6 million parameters) on drawn cells of 64×64 pixels, batches of 16, Adam, each with validation on the
// same cells; the second epoch is given. First in Node.js, then in a worker of a page in Chromium. Memory is the most that the process
// held (VmHWM; of Chromium's, the largest renderer).
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { cellNetwork, train } from '../packages/nn/test/browser-page/training.js';
import { buildSite, serveSite } from '../packages/nn/test/support/site.js';

const { values } = parseArgs({
  options: {
    cells: { type: 'string', default: '500' },
    threads: { type: 'string', default: '2' },
    'not-isolated': { type: 'boolean', default: false },
  },
});
const plan = { cells: Number(values.cells), epochs: 2, threads: Number(values.threads) };

type Trained = Awaited<ReturnType<typeof train>>;

const peakOf = (id: string): number =>
  Math.round(Number(/^VmHWM:\s+(\d+) kB/m.exec(read(id, 'status'))?.[1] ?? 0) / 1000);

function report(where: string, { epochs, losses }: Trained, peak: number): void {
  const { loss, seconds, images_per_second } = epochs[1]!;
  const speed = `${images_per_second.toFixed(1)} images/s in training`;
  console.log(
    `${where}: ${seconds.toFixed(1)} s an epoch, ${speed}, ${peak} MB, loss ${losses[0]!.toFixed(5)} to ${loss.toFixed(5)}`,
  );
}

/** The largest process that draws pages, among those that this process started. */
function peakOfRenderers(): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(processes.map((id) => [id, parentOf(id)]));
  const isOurs = (id: string | undefined): boolean =>
    id !== undefined && (id === String(process.pid) || isOurs(parents.get(id)));
  const peaks = processes.filter((id) => isOurs(id) && isRenderer(id)).map(peakOf);
  return Math.max(0, ...peaks);
}

const read = (id: string, file: string): string => {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return ''; // It has ended.
  }
};
const parentOf = (id: string): string | undefined => /^PPid:\s+(\d+)/m.exec(read(id, 'status'))?.[1];
const isRenderer = (id: string): boolean => read(id, 'cmdline').includes('--type=renderer');

report('Node.js', await train(cellNetwork(), plan), peakOf('self'));

const folder = mkdtempSync(join(tmpdir(), 'giemsa-bench-browser-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
await buildSite(join(root, 'packages/nn/test/browser-page'), folder);
const { address, close } = await serveSite(folder, { isolated: !values['not-isolated'] });
const browser = await chromium.launch({
  executablePath: process.env.GIEMSA_TEST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage();
  await page.goto(address);
  const run = (job: string, argument: unknown) =>
    page.evaluate(
      ([name, value]) =>
        (globalThis as unknown as { run(job: unknown, argument: unknown): Promise<unknown> }).run(
          name,
          value,
        ),
      [job, argument],
    );
  const { threads } = (await run('session', null)) as { threads: number };
  const trained = (await run('train', plan)) as Trained;
  report(`Chromium, WebAssembly, ${Math.min(threads, plan.threads)} threads`, trained, peakOfRenderers());
} finally {
  await browser.close();
  close();
  rmSync(folder, { recursive: true });
}
