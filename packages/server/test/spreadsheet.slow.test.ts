import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiSmear } from '../src/api-smear-types.js';
import type { ApiBatch } from '../src/api-types.js';
import { calibratedModel, drawnField } from './support/fields.js';
import { type Client, options, startRoom, temporaryFolder } from './support/room.js';

/** LibreOffice as Debian has it (libreoffice-calc-nogui), with its German locale; nothing of giemsa needs it. */
const SOFFICE = '/usr/bin/soffice';
/** What the dialog for a CSV file offers at first: tabs, commas and semicolons part cells, quotes, UTF-8. */
const AS_OFFERED = 'Text - txt - csv (StarCalc):9/44/59,34,76,1';

interface Cell {
  readonly type: string | undefined;
  readonly value: string | undefined;
  readonly text: string;
}

describe.skipIf(!existsSync(SOFFICE))('tables opened by a spreadsheet program with a decimal comma', () => {
  let folder: string;
  let room: Client;
  let batch: ApiBatch;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const models = [await calibratedModel(join(folder, 'models'), 'calibrated')];
    room = await startRoom(options(folder, { models }));
    const files = { 'slides/P1/a.png': (await drawnField(1, 0.15, 560, 420)).png };
    ({ batch } = await room.upload(files, '?kind=fields&name=ward&haematocrit=40'));
    await room.results(batch);
  }, 120_000);
  afterAll(() => room?.server.stop());

  /** The lines of a table as the program reads it. */
  async function opened(path: string): Promise<Cell[][]> {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const german =
      '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value></prop></item>';
    const settings = join(folder, 'profile/user/registrymodifications.xcu');
    await promisify(execFile)('mkdir', ['-p', join(folder, 'profile/user')]);
    await writeFile(
      settings,
      `<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">${german}</oor:items>`,
    );
    await promisify(execFile)(
      SOFFICE,
      [profile, '--headless', `--infilter=${AS_OFFERED}`, '--convert-to', 'fods', '--outdir', folder, path],
      { timeout: 120_000 },
    );
    const document = await readFile(path.replace(/csv$/, 'fods'), 'utf8');
    return [...document.matchAll(/<table:table-row.*?<\/table:table-row>/gs)].map(([row]) =>
      [...row.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
        ([, attributes = '', inner = '']) => {
          const of = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
          const cell = {
            type: of('office:value-type'),
            value: of('office:value'),
            text: inner.replaceAll(/<[^>]*>/g, '').trim(),
          };
          return Array<Cell>(Number(of('table:number-columns-repeated') ?? 1)).fill(cell);
        },
      ),
    );
  }

  async function table(decimals: string): Promise<Map<string, Cell>> {
    const path = join(folder, `patients-${decimals}.csv`);
    const answer = await room.request(`/batches/${batch.id}/smear/patients.csv?decimals=${decimals}`);
    await writeFile(path, Buffer.from(await answer.arrayBuffer()));
    const [titles, first] = await opened(path);
    return new Map(titles!.map(({ text }, column) => [text, first![column]!]));
  }

  test('with decimal commas every figure is a number, and every word is as it was', async () => {
    const smear = (await (await room.request(`/batches/${batch.id}/smear`)).json()) as ApiSmear;
    const { corrected } = smear.patients[0]!.parasitaemia;
    const cells = await table('comma');
    expect(cells.get('corrected_percent')!.type).toBe('float');
    expect(Number(cells.get('corrected_percent')!.value)).toBeCloseTo(100 * corrected!.value, 3);
    for (const name of ['called_percent', 'corrected_ci95_low', 'corrected_ci95_high', 'threshold'])
      expect(cells.get(name), name).toMatchObject({ type: 'float' });
    expect(cells.get('patient')!.text).toBe('P1');
    expect(cells.get('statement')!.text).toBe(smear.patients[0]!.parasitaemia.statement);
  });

  test('with decimal points it takes them for text: that is why there is a choice', async () => {
    expect((await table('point')).get('corrected_percent')!.type).toBe('string');
  });
});
