import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBatch, listBatches } from '../src/storage/batches.js';
import { openDatabase } from '../src/storage/database.js';
import { addPictures } from '../src/storage/pictures.js';
import { readBatch } from '../src/storage/read-batch.js';
import { addTraining, findTraining } from '../src/storage/trainings.js';
import { copyEmptyDatabase } from './support/empty-database.js';
import { hasPostgres, startPostgres } from './support/postgres.js';
import { temporaryFolder } from './support/room.js';

const folder = await temporaryFolder();
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FIRST = await readFile(here('./fixtures/first-tables.sql'), 'utf8');
const MIGRATIONS = readMigrationFiles({ migrationsFolder: here('../migrations') });
const [MONDAY, TUESDAY] = [1, 2].map((number) => `00000000-0000-4000-8000-00000000000${number}`) as [
  string,
  string,
];

test('a migration that databases were made by is never changed, and each is newer than the one before', () => {
  const times = MIGRATIONS.map(({ folderMillis }) => folderMillis);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  expect(FIRST).toContain(`VALUES ('${MIGRATIONS[0]!.hash}', ${times[0]})`);
});

const EMPTY = ['pgboss', 'drizzle', 'public']
  .map((schema) => `DROP SCHEMA IF EXISTS ${schema} CASCADE;`)
  .concat('CREATE SCHEMA public;')
  .join('');

/** The first version took a picture that was sent twice for two. */
const TWICE = `INSERT INTO pictures (id, batch_id, position, name, sha256, bytes, width, height)
  VALUES ('00000000-0000-4000-8000-00000000000d', '${TUESDAY}', 7, 'c.png', 'aa00', 1234, 120, 118);`;

describe.each([
  { name: 'PGlite', isHere: true },
  { name: 'PostgreSQL', isHere: hasPostgres },
])('a database of the first version on $name', ({ name, isHere }) => {
  if (!isHere) return test.skip(`${name} is not installed here`);
  const home = join(folder, name);
  let postgres: Awaited<ReturnType<typeof startPostgres>> | undefined;

  /** Without bringing it forward. */
  async function run(sql: string): Promise<void> {
    if (postgres) {
      const client = new pg.Client(postgres.url);
      await client.connect();
      await client.query(sql);
      return client.end();
    }
    await mkdir(home, { recursive: true });
    const client = await PGlite.create(join(home, 'database'));
    await client.exec(sql);
    await client.close();
  }

  beforeAll(async () => {
    if (name === 'PostgreSQL') postgres = await startPostgres();
    else {
      // A copy that is emptied: a new PGlite takes three seconds.
      await copyEmptyDatabase(home);
      await run(EMPTY);
    }
    await run(FIRST + TWICE);
  });
  afterAll(() => postgres?.stop());

  test('is brought forward with everything in it, and works on', async () => {
    const database = await openDatabase(home, postgres?.url);
    const { tables } = database;
    expect((await listBatches(tables, 10)).batches).toMatchObject([
      {
        id: TUESDAY,
        name: 'Slides of Tuesday',
        modelId: 'tiny-resnet.onnx',
        progress: { total: 2, done: 0 },
      },
      { id: MONDAY, progress: { total: 2, done: 1, refused: 0, failed: 1 } },
    ]);
    expect((await findBatch(tables, MONDAY))!.createdAt).toEqual(new Date('2026-01-05T08:00:00Z'));
    const [first, second] = await readBatch(tables, MONDAY);
    expect(first).toMatchObject({
      picture: { name: 'Parasitized/a.png', sha256: 'aa00', label: 'Parasitized', width: 120, attempts: 1 },
      result: {
        class: 'Parasitized',
        probability: 0.875,
        unsure: true,
        probabilities: { Uninfected: 0.125 },
      },
      words: [
        { verdict: 'skip' },
        { verdict: 'disagree', label: 'Uninfected', reviewer: 'AB', blind: false },
      ],
    });
    expect(second).toMatchObject({
      picture: { reason: 'cannot read b.png' },
      result: null,
      words: [],
    });
    const { rows } = await database.executeSql('SELECT host, pid FROM workers');
    expect(rows).toEqual([{ host: 'machine-1', pid: 4711 }]);
    const picture = { name: 'd.png', sha256: 'dd00', bytes: 1, width: 1, height: 1, label: null };
    expect(await addPictures(tables, TUESDAY, [picture, picture], null)).toHaveLength(1);
    const request = { data: '/cells', choices: {}, device: {} };
    expect(await findTraining(tables, await addTraining(tables, '/run', request))).toMatchObject({ request });
    await database.close();
  });

  test('is the same when it is opened again', async () => {
    const database = await openDatabase(home, postgres?.url);
    const { rows } = await database.executeSql(
      'SELECT created_at FROM drizzle.__drizzle_migrations ORDER BY id',
    );
    expect(rows.map((row) => Number(row.created_at))).toEqual(
      MIGRATIONS.map(({ folderMillis }) => folderMillis),
    );
    expect((await readBatch(database.tables, TUESDAY)).map(({ picture }) => picture.name)).toEqual([
      'c.png',
      'c.png (7)',
      'd.png',
    ]);
    await database.close();
  });

  test('is refused once a newer giemsa has brought it forward', async () => {
    const time = Date.parse('2040-02-03');
    await run(
      `INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of the future', ${time})`,
    );
    const opened = openDatabase(home, postgres?.url);
    await expect(opened).rejects.toThrow(
      /^the database \S+ was upgraded by a newer giemsa \(tables of 2040-02-03; this one knows those of \d{4}-\d\d-\d\d\): install the newer giemsa here, or restore a backup/,
    );
    // Nothing is locked by the refusal.
    await run('DELETE FROM drizzle.__drizzle_migrations WHERE created_at > 2e12');
    await (await openDatabase(home, postgres?.url)).close();
  });
});
