import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, options, startRoom, temporaryFolder } from '../../packages/server/test/support/room.js';
import { findPython } from '../python.js';

// Schemathesis reads /api/openapi.json and sends what it says is right (positive) and what it says is wrong (negative), alone
// and one after another (stateful). Any answer that the description does not have is a failure; there are none.

const SCHEMATHESIS = {
  script: 'test:schemathesis',
  environment: 'schemathesis-venv',
  packages: ['schemathesis==4.32.5'],
  modules: ['schemathesis'],
};
/** Of each of the two runs. */
const SECONDS = Number(process.env.GIEMSA_TEST_SECONDS ?? 50);

/**
 * What no schema can say: that a key was sent with another request before (422); which classes the model of a picture knows, and that
 * an outline has as many x as y (400); that the person who decides is named where no tokens are asked for, and left out where they
 * are (400). A body that is larger than any that is right is refused before it is read (413).
 */
const ACCEPTED = `
[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", "401", "403", "404", "409", "422", "429", "5xx"]

[[operations]]
include-name = [
  "PUT /api/v1/pictures/{picture}/correction", "POST /api/v1/pictures/{picture}/edits",
  "PUT /api/v1/pictures/{picture}/corrected", "POST /api/v1/adoptions", "POST /api/v1/calibrations",
  "POST /api/v1/adoptions/{adoption}/publish", "POST /api/v1/published/{name}/back",
  "PUT /api/v1/runs/{run}/published", "POST /api/v1/runs", "POST /api/v1/runs/{run}/resume",
  "POST /api/v1/runs/{run}/comparisons", "PUT /api/v1/runs/{run}/about", "POST /api/v1/batches/{batch}/manifest/end",
  "POST /api/v1/batches/{batch}/patients/{patient}/sign-off",
]
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "404", "409", "422"]

[[operations]]
include-name = ["POST /api/v1/batches/{batch}/settings"]
checks.positive_data_acceptance.expected-statuses = ["2xx", "400", "404", "409", "422"]
checks.negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "409", "413", "422", "429", "5xx"]

[[operations]]
include-name = ["PUT /api/v1/batches/{batch}/manifest"]
checks.negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "409", "413", "422", "429", "5xx"]
`;

const say = (line: string) => void process.stdout.write(`${line}\n`);
const python = findPython(SCHEMATHESIS, say);

describe.skipIf(python === undefined)('the API answers as its description says', () => {
  let room: Client;
  let folder: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const run = join(folder, 'runs', 'run-1');
    await mkdir(run, { recursive: true });
    const config = { created: '2026-01-01T00:00:00.000Z', settings: {}, data: { cells: 9 } };
    await writeFile(join(run, 'config.json'), JSON.stringify(config));
    await writeFile(join(run, 'report.html'), '<!doctype html><title>Report</title>');
    room = await startRoom(options(folder, { trashDays: 30 }));
  });
  afterAll(() => room?.server.stop());

  test('in a room with nothing in it but what the requests bring', () => schemathesis({}), 300_000);

  test('where batches and pictures are there to be asked for', async () => {
    const cell = sharp({ create: { width: 60, height: 50, channels: 3, background: '#a67' } });
    const { batch } = await room.upload({ 'a/1.png': await cell.png().toBuffer() });
    const [picture] = (await room.results(batch)).pictures;
    const named = { batch: batch.id, picture: picture!.id, run: 'run-1', model: 'tiny-resnet.onnx' };
    await schemathesis(named, ['--exclude-method', 'DELETE']);
  }, 300_000);

  /** @param named values of parameters in paths */
  async function schemathesis(named: Readonly<Record<string, string>>, others: readonly string[] = []) {
    const lines = Object.entries(named).map(([name, value]) => `"path.${name}" = "${value}"`);
    const config = join(folder, 'schemathesis.toml');
    await writeFile(config, ['[parameters]', ...lines, ACCEPTED].join('\n'));
    const words = ['-m', 'schemathesis.cli', '--config-file', config, 'run'];
    const limits = ['--max-time', String(SECONDS), '--max-examples', '15', '--request-timeout', '60'];
    const how = [
      '--no-color',
      '--suppress-health-check',
      'all',
      '--continue-on-failure',
      // The same requests each time: what a new seed finds is found by hand, with SCHEMATHESIS_SEED.
      '--seed',
      process.env.SCHEMATHESIS_SEED ?? '1',
      '--generation-database',
      'none',
    ];
    const address = `${room.server.address}/api/openapi.json`;
    const { code, said } = await runProgram(folder, python!, [
      ...words,
      address,
      ...limits,
      ...how,
      ...others,
    ]);
    const cases = /(\d+) generated, \d+ passed.*/.exec(said);
    // Everything that it says only where something is wrong: its last line looks like one of pytest where no test ran.
    if (code !== 0 || cases === null) say(said);
    expect(code).toBe(0);
    expect(Number(cases?.[1])).toBeGreaterThan(500);
    say(`Schemathesis: ${cases![0]}`);
  }
});

function runProgram(
  folder: string,
  program: string,
  words: readonly string[],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(program, [...words], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}
