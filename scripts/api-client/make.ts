// The types of the page's client, from the API's description as a server gives it: `npm run api:client`. A test of the server says when
// they are out of date.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startServer } from '@giemsa/server';

const OUT = resolve('packages/web/src/data/api-schema.ts');
const GENERATOR = resolve('scripts/api-client/node_modules/.bin/openapi-typescript');
const MODEL = resolve('packages/core/test/fixtures/tiny-resnet.onnx');

const work = await mkdtemp(join(tmpdir(), 'giemsa-api-'));
try {
  const document = await describedBy(work);
  const { info: _, ...rest } = document;
  const sha256 = createHash('sha256').update(JSON.stringify(rest)).digest('hex');
  const [from, made] = [join(work, 'openapi.json'), join(work, 'schema.ts')];
  // Examples are for readers of the description.
  await writeFile(
    from,
    JSON.stringify(document, (key, value) => (key === 'example' ? undefined : value)),
  );
  const how = ['--default-non-nullable', 'false'];
  execFileSync(GENERATOR, [from, '--output', made, ...how], { stdio: 'inherit' });
  const types = (await readFile(made, 'utf8')).replace(/^\/\*\*.*?\*\/\s*/s, '');
  const head = `// Made by npm run api:client; do not edit. sha256 of the description: ${sha256}\n\n`;
  await writeFile(OUT, head + types);
} finally {
  await rm(work, { recursive: true, force: true });
}
execFileSync('npx', ['biome', 'check', '--write', OUT], { stdio: 'inherit' });

async function describedBy(folder: string): Promise<{ info: object }> {
  const data = join(folder, 'data');
  await mkdir(data);
  const { address, stop } = await startServer({
    ...{ data, runs: join(folder, 'runs'), models: [MODEL], threads: 1, host: '127.0.0.1', port: 0 },
    ...{ works: false, datasets: [], version: '0.0.0', trashDays: 0, log: { write: () => undefined } },
    onError: (error) => console.error(error),
  });
  try {
    return (await (await fetch(`${address}/api/openapi.json`)).json()) as { info: object };
  } finally {
    await stop();
  }
}
