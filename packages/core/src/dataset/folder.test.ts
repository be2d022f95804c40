import { chmod, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../errors/user-error.js';
import { compareCodePoints } from '../pictures/picture-tree.js';
import { readClassFolder } from './folder.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'giemsa-folder-'));
});

/** Files are listed by name only, so empty ones do. */
async function write(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), '');
  }
}

const twoClasses = ['Parasitized/a.png', 'Parasitized/b.png', 'Uninfected/a.png', 'Uninfected/b.png'];

describe('what is listed', () => {
  test('classes and names in the order in which Python sorts strings', async () => {
    await write(
      'b/cell_10.png',
      'b/cell_9.png',
      'b/Z.png',
      'a/𝒜.png',
      'a/ﬁ.png',
      'a/é.png',
      'B/1.png',
      'B/2.png',
    );
    const { classNames, files } = await readClassFolder(directory);
    expect(classNames).toEqual(['B', 'a', 'b']);
    expect(files[1]).toEqual(['a/é.png', 'a/ﬁ.png', 'a/𝒜.png']);
    expect(files[2]).toEqual(['b/Z.png', 'b/cell_10.png', 'b/cell_9.png']);
  });

  test('five formats, endings in any case, names with spaces and non-ASCII letters', async () => {
    const names = ['1.PNG', '2.Jpeg', '3.jpg', '4.webp', '5.TIF', '6.tiff', '7.bmp', 'Zelle Nr. ä 血.png'];
    await write(...names.map((name) => `yes/${name}`), 'no/1.png', 'no/2.png');
    const { files } = await readClassFolder(directory);
    expect(files[1]).toEqual(names.map((name) => `yes/${name}`));
  });

  test('hidden files, Thumbs.db, tables and folders without pictures are left out', async () => {
    await write(
      ...twoClasses,
      'Parasitized/Thumbs.db',
      'Uninfected/.hidden.png',
      'patients.csv',
      'notes/a.txt',
    );
    await write('.cache/a.png', '__MACOSX/._x', 'fields/field_1.png', 'fields/field_2.png');
    const { classNames, files } = await readClassFolder(directory);
    expect(classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(files.flat()).toEqual(twoClasses);
  });

  test('the folder within the NIH archive', async () => {
    await write(...twoClasses.map((name) => `cell_images/${name}`), 'patientid_cellmapping_parasitized.csv');
    const { root, files } = await readClassFolder(directory);
    expect(root).toBe(join(directory, 'cell_images'));
    expect(files.flat()).toEqual(twoClasses);
  });

  test('folders within a class, after its own pictures, as Keras walks them', async () => {
    await write(...twoClasses, 'Parasitized/Ring/r.png');
    const { files } = await readClassFolder(directory);
    expect(files[0]).toEqual(['Parasitized/a.png', 'Parasitized/b.png', 'Parasitized/Ring/r.png']);
  });

  test('loops of symbolic links are survived, and links to pictures followed', async () => {
    await write(...twoClasses);
    await symlink(directory, join(directory, 'Parasitized/up'));
    await symlink('../Parasitized', join(directory, 'Parasitized/self'));
    await symlink('nowhere.png', join(directory, 'Parasitized/nowhere.png'));
    await symlink('loop.png', join(directory, 'Parasitized/loop.png'));
    await symlink('a.png', join(directory, 'Uninfected/link.png'));
    const { files } = await readClassFolder(directory);
    expect(files[0]).toEqual(['Parasitized/a.png', 'Parasitized/b.png']);
    expect(files[1]).toEqual(['Uninfected/a.png', 'Uninfected/b.png', 'Uninfected/link.png']);
  });
});

describe('folders that are not classes', () => {
  const splits = (part: string) => twoClasses.map((name) => `${part}/${name}`);

  test('the classes nested within themselves, as in the archive on Kaggle, are left out and named', async () => {
    await write(...splits('cell_images'), ...splits('cell_images/cell_images'));
    const { root, classNames, files, leftOut } = await readClassFolder(directory);
    expect(root).toBe(join(directory, 'cell_images'));
    expect(classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(files.flat()).toEqual(twoClasses);
    expect(leftOut).toEqual([
      {
        file: 'cell_images',
        reason: `${root}/cell_images holds the classes again, nested: its 4 pictures are copies of those beside it`,
      },
    ]);
  });

  test('nested classes with other pictures are rejected: it is not clear which are meant', async () => {
    await write(...twoClasses, ...splits('more'), 'more/Parasitized/c.png');
    await expect(readClassFolder(directory)).rejects.toThrow(
      /more holds folders of the same classes as those beside it, .*c\.png/,
    );
  });

  test('nested twice and nothing else', async () => {
    await write(...splits('cell_images/cell_images'));
    expect((await readClassFolder(directory)).files.flat()).toEqual(twoClasses);
  });

  test.each([
    [
      ['train', 'test'],
      ['test', 'train'],
    ],
    [
      ['Training', 'Validation', 'Testing'],
      ['test', 'train', 'validation'],
    ],
    [
      ['train', 'val'],
      ['train', 'validation'],
    ],
  ])('%s are a ready-made split of two classes', async (folders, expected) => {
    await write(...folders.flatMap(splits), 'readme.md');
    const { classNames, files, subsets } = await readClassFolder(directory);
    expect(classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(files.map((list) => list.length)).toEqual([2 * folders.length, 2 * folders.length]);
    expect([...new Set(subsets!.flat())].sort()).toEqual(expected);
    for (const [index, list] of files.entries()) {
      for (const [place, file] of list.entries()) {
        const part = file.split('/')[0]!.toLowerCase().slice(0, 2);
        expect(subsets![index]![place]!.startsWith(part)).toBe(true);
      }
    }
  });

  test('a part of a split beside the classes is not a class', async () => {
    await write(...twoClasses, ...splits('test'), 'valid/1.png');
    const { classNames, leftOut } = await readClassFolder(directory);
    expect(classNames).toEqual(['Parasitized', 'Uninfected']);
    expect(leftOut.map(({ file }) => file)).toEqual(['test', 'valid']);
  });

  test('parts of a split without folders of classes are refused', async () => {
    await write('train/a.png', 'train/b.png', 'test/a.png', 'test/b.png');
    await expect(readClassFolder(directory)).rejects.toThrow('train/ has no class folders');
  });

  test('folders of patients inside the only class are not classes', async () => {
    await write('Parasitized/P1/a.png', 'Parasitized/P2/a.png');
    await expect(readClassFolder(directory)).rejects.toThrow('pictures of one class only, Parasitized');
  });

  test('a data set whose own name sounds like a class', async () => {
    await write(...splits('malaria'));
    expect((await readClassFolder(directory)).classNames).toEqual(['Parasitized', 'Uninfected']);
  });
});

test('files in the folders that are not pictures are listed with the reason', async () => {
  await write(
    ...twoClasses,
    'Parasitized/notes.txt',
    'Uninfected/deep/raw.nef',
    'loose.png',
    'Parasitized/scan',
  );
  await writeFile(join(directory, 'Parasitized/scan'), Buffer.of(0xff, 0xd8, 0xff, 0xe0));
  const { files, leftOut } = await readClassFolder(directory);
  expect(files[0]).toContain('Parasitized/scan');
  expect(leftOut.map(({ file }) => file)).toEqual([
    'loose.png',
    'Parasitized/notes.txt',
    'Uninfected/deep/raw.nef',
  ]);
  expect(leftOut[2]!.reason).toContain('a camera’s raw file');
});

describe('what is refused', () => {
  const refused = async (path = directory) => {
    const error = await readClassFolder(path).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  };

  test('a folder that is not there', async () => {
    expect(await refused(join(directory, 'cells'))).toBe(
      `${join(directory, 'cells')}: there is no such folder`,
    );
  });

  test('a file', async () => {
    await write('cells.zip');
    expect(await refused(join(directory, 'cells.zip'))).toContain('cells.zip is a file; expected a folder');
  });

  test('an empty folder', async () => {
    expect(await refused()).toMatch(/^no pictures .* in the folders of .*giemsa data synth/);
  });

  test('one class only', async () => {
    await write('Parasitized/a.png', 'Parasitized/b.png', 'Uninfected/readme.txt');
    expect(await refused()).toContain('pictures of one class only, Parasitized');
  });

  test('a class with one picture', async () => {
    await write('Parasitized/a.png', 'Parasitized/b.png', 'Uninfected/a.png');
    expect(await refused()).toContain(
      `${join(directory, 'Uninfected')} has 1 picture; a class needs at least 2`,
    );
  });

  // The superuser reads every folder, so there is nothing to see.
  test.skipIf(process.getuid?.() === 0)('a folder without read permission (skipped for root)', async () => {
    await write(...twoClasses);
    await chmod(join(directory, 'Uninfected'), 0o000);
    expect(await refused()).toContain('Uninfected: no permission to read this folder');
    await chmod(join(directory, 'Uninfected'), 0o755);
  });
});

test('compareCodePoints puts characters beyond U+FFFF last, as Python does', () => {
  expect(['\u{1F9EC}', '\uFF5A', 'z', 'zz', ''].sort(compareCodePoints)).toEqual([
    '',
    'z',
    'zz',
    '\uFF5A',
    '\u{1F9EC}',
  ]);
  expect(compareCodePoints('\u{1F9EC}', '\u{1F9ED}')).toBeLessThan(0);
  expect(compareCodePoints('a\u{1F9EC}b', 'a\u{1F9EC}a')).toBeGreaterThan(0);
});
