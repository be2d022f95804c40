import { appendFile, copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { writeSyntheticDataset } from '../dataset/synthetic/write.js';
import { type CellModel, openCellModel } from '../formats/cell-model.js';
import { picturesIn } from '../pictures/pictures-in.js';
import { predictFiles } from '../predicting/predict-files.js';
import { predictToFile } from '../predicting/predict-to-file.js';

const folder = await temporaryFolder();
const cells = join(folder, 'cells');
let model: CellModel;

beforeAll(async () => {
  model = await openCellModel(
    fileURLToPath(new URL('../../test/fixtures/tiny-resnet.onnx', import.meta.url)),
  );
  await writeSyntheticDataset(cells, { cells: 150, patients: 5, seed: 8, fields: 0 });
});

describe('pictures come from', () => {
  test('files, folders, zip archives and standard input, each once, in their order', async () => {
    const [first, second] = (await readdir(join(cells, 'Parasitized'))).map((name) =>
      join(cells, 'Parasitized', name),
    );
    const archive = join(folder, 'cells.zip');
    await writeFile(
      archive,
      await zipOf({ 'a/x.png': await readFile(first!), 'a/.y.png': Buffer.of(1), 'z.txt': Buffer.of(1) }),
    );
    const given = [first!, archive, '-', first!];
    const { total, pictures } = await picturesIn(given, Readable.from(`${second}\n\n`));
    const names: string[] = [];
    for await (const { name } of pictures) names.push(name);
    expect(names).toEqual([first, `${archive}/a/x.png`, `${archive}/z.txt`, second]);
    expect(total).toBeUndefined();
  });

  test('an archive as from its files', async () => {
    const names = (await readdir(join(cells, 'Uninfected'))).slice(0, 5);
    const files = await Promise.all(names.map((name) => readFile(join(cells, 'Uninfected', name))));
    const archive = join(folder, 'same.zip');
    await writeFile(
      archive,
      await zipOf(Object.fromEntries(names.map((name, index) => [name, files[index]!]))),
    );
    const packed = await predictFiles(model, [archive]);
    const loose = await predictFiles(
      model,
      names.map((name) => join(cells, 'Uninfected', name)),
    );
    const values = ({ predictions }: typeof packed) => predictions.map(({ probability }) => probability);
    expect(values(packed)).toEqual(values(loose));
  });

  test.each([
    { title: 'a damaged archive', name: 'bad.zip', text: 'PK', says: 'bad.zip cannot be unpacked' },
    { title: 'an archive without pictures', name: 'none.zip', text: undefined, says: 'contains no images' },
  ])('$title is refused', async ({ name, text, says }) => {
    const path = join(folder, name);
    await writeFile(path, text ?? (await zipOf({ 'a.txt': Buffer.of(1) })));
    await expect(predictFiles(model, [path])).rejects.toThrow(says);
  });
});

describe.each(['.csv', '.jsonl'])('--out %s', (ending) => {
  test('continues after a stop in the middle of a line, with the same file in the end', async () => {
    const home = join(folder, `out${ending}`);
    await mkdir(home);
    const whole = join(home, `whole${ending}`);
    expect(await predictToFile(model, [cells], whole)).toMatchObject({ written: 150, resumed: 0 });
    const text = await readFile(whole, 'utf8');
    const cut = join(home, `cut${ending}`);
    await appendFile(cut, text.slice(0, Math.floor(text.length * 0.6)));
    const { written, resumed } = await predictToFile(model, [cells], cut);
    expect(written).toBeGreaterThan(40);
    expect(written + resumed).toBe(150);
    const lines = (value: string) => value.trim().split('\n').length;
    const after = await readFile(cut, 'utf8');
    expect(lines(after)).toBe(lines(text));
    expect(files(after, ending)).toEqual(files(text, ending));
  });

  test('a file of another model or other settings is not continued: the error says what differs', async () => {
    const path = join(folder, `settings${ending}`);
    const some = [join(cells, 'Parasitized')];
    await predictToFile(model, some, path, { threshold: 0.25 });
    const before = await readFile(path, 'utf8');
    await expect(predictToFile(model, [cells], path, { threshold: 0.7 })).rejects.toThrow(
      'was started with threshold 0.25, now threshold 0.7. Continue with the same model and settings',
    );
    const other = { ...model, sha256: 'f'.repeat(64) };
    await expect(predictToFile(other, [cells], path, { threshold: 0.25 })).rejects.toThrow(
      /started with model sha256:[0-9a-f]{16}, now model sha256:ffffffffffffffff/,
    );
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(await predictToFile(model, some, path, { threshold: 0.25 })).toMatchObject({ written: 0 });
  });

  test('the results file, in the folder that is predicted, does not count as a picture', async () => {
    const home = join(folder, `inside${ending}`);
    await mkdir(home);
    const [cell] = await readdir(join(cells, 'Parasitized'));
    await copyFile(join(cells, 'Parasitized', cell!), join(home, 'a.png'));
    const path = join(home, `results${ending}`);
    expect(await predictToFile(model, [home], path)).toMatchObject({ written: 1, skipped: 0 });
    expect(await predictToFile(model, [home], path)).toMatchObject({ written: 0, resumed: 1, skipped: 0 });
  });

  test('names like formulas are known again', async () => {
    const home = join(folder, `formulas${ending}`);
    await mkdir(home);
    const [cell] = await readdir(join(cells, 'Parasitized'));
    for (const name of ['=1+2.png', '-x;=3.png', "'=4.png"])
      await copyFile(join(cells, 'Parasitized', cell!), join(home, name));
    const path = join(folder, `formulas.out${ending}`);
    process.chdir(home);
    try {
      const names = ['=1+2.png', '-x;=3.png', "'=4.png"];
      expect(await predictToFile(model, names, path)).toMatchObject({ written: 3 });
      expect(await predictToFile(model, names, path)).toMatchObject({ written: 0, resumed: 3 });
    } finally {
      process.chdir('/');
    }
    if (ending === '.csv') expect(await readFile(path, 'utf8')).toContain("\n'=1+2.png,");
  });

  test('a file that holds something else is left as it is', async () => {
    const path = join(folder, `other${ending}`);
    await writeFile(path, 'notes of mine\n');
    await expect(predictToFile(model, [cells], path)).rejects.toThrow(
      'but does not hold predictions of this model',
    );
    expect(await readFile(path, 'utf8')).toBe('notes of mine\n');
  });
});

test('--out with another ending is refused', async () => {
  await expect(predictToFile(model, [cells], 'x.txt')).rejects.toThrow('ends in .csv or .jsonl');
});

const files = (text: string, ending: string): string[] =>
  text
    .trim()
    .split('\n')
    .slice(ending === '.csv' ? 1 : 0)
    .map((line) => (ending === '.csv' ? line.split(',')[0]! : (JSON.parse(line) as { file: string }).file));

async function zipOf(entries: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(entries)) zip.addBuffer(bytes, name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
