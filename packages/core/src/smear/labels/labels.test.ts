import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { readLabelledSet } from '../labelled-fields.js';

const base = await temporaryFolder();

/** A folder of files: text as it is, `true` for a picture of 200 × 100 pixels. */
async function folderOf(name: string, files: Record<string, string | object | true>): Promise<string> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(base, name, path);
    await mkdir(dirname(file), { recursive: true });
    if (content === true) {
      await sharp({ create: { width: 200, height: 100, channels: 3, background: '#eee' } }).toFile(file);
    } else await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return join(base, name);
}

const categories = [
  { id: 1, name: 'Red_Blood_Cell' },
  { id: 7, name: 'ring' },
];
const coco = {
  images: [
    { id: 'a', file_name: 'P1/a.png', width: 200, height: 100 },
    { id: 2, file_name: 'b.png', patient: 17 },
    { id: 3, file_name: 'gone.png' },
    { id: 4, file_name: 'c.png', width: 640, height: 480 },
  ],
  categories,
  annotations: [
    { image_id: 'a', category_id: 7, bbox: [10, 20, 30.5, 40] },
    { image_id: 2, category_id: 1, bbox: [1, 2, 3, 4], iscrowd: 1 },
    { image_id: 2, category_id: 1, bbox: [5, 6, 7, 8], reviewed: false },
  ],
};
const cocoFiles = {
  'annotations/instances_lab.json': coco,
  'images/P1/a.png': true,
  'lab/b.png': true,
  'lab/c.png': true,
} as const;

const voc = (name: string, objects: string, size = '<size><width>200</width><height>100</height></size>') =>
  `<annotation><folder>x</folder><filename>${name}</filename>${size}${objects}</annotation>`;
const vocObject = (name: string, [a, b, c, d]: number[], more = '') =>
  `<object><name>${name}</name>${more}<bndbox><xmin>${a}</xmin><ymin>${b}</ymin><xmax>${c}</xmax><ymax>${d}</ymax></bndbox></object>`;

describe('labelled fields are read by what is in their files', () => {
  it('COCO: boxes, patients, groups and cells nobody looked at left out; what does not fit is told', async () => {
    const { form, fields, leftOut } = await readLabelledSet(await folderOf('coco', cocoFiles));
    expect(form).toBe('COCO');
    expect(fields.map(({ name, patient, objects }) => ({ name, patient, objects }))).toEqual([
      { name: 'a', patient: 'P1', objects: [{ type: 'ring', box: [10, 20, 30.5, 40] }] },
      {
        ...{ name: 'b', patient: '17' },
        objects: [
          { type: 'difficult', box: [1, 2, 3, 4] },
          { type: 'not reviewed', box: [5, 6, 7, 8] },
        ],
      },
    ]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('gone.png: there is no such picture'),
      expect.stringContaining('its labels are for 640 × 480 pixels, the picture has 200 × 100'),
    ]);
  });

  it('COCO with scores and no reviewer is a model’s calls, not labels', async () => {
    const annotations = [{ image_id: 1, category_id: 1, bbox: [1, 1, 2, 2], score: 0.9 }];
    const folder = await folderOf('calls', { 'coco.json': { ...coco, annotations } });
    await expect(readLabelledSet(folder)).rejects.toThrow('what a model calls is no label');
  });

  it('YOLO: shares of the picture become pixels; outlines their boxes; no file, no labels; patients by folder', async () => {
    const folder = await folderOf('yolo', {
      'data.yaml': 'path: .\ntrain: images/train\nnc: 2\nnames:\n  0: red blood cell\n  1: schizont\n',
      'images/train/a.png': true,
      'labels/train/a.txt': '1 0.5 0.5 0.2 0.4\n0 0.1 0.1 0.3 0.1 0.3 0.5\n',
      'images/P2/b.png': true,
      'labels/P2/b.txt': '',
      'images/P2/c.png': true,
    });
    const { form, fields, leftOut } = await readLabelledSet(folder);
    expect(form).toBe('YOLO');
    expect(fields.map(({ name, patient }) => [name, patient])).toEqual([
      ['b', 'P2'],
      ['a', null],
    ]);
    const [box, outline] = fields[1]!.objects;
    expect(box).toMatchObject({ type: 'schizont', box: [80, expect.closeTo(30), 40, 40] });
    expect(outline!.box.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([20, 10, 40, 40]);
    expect(leftOut.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('c.png has no labels: there is no labels/P2/c.txt'),
    ]);
  });

  it.each([
    ['7 0.5 0.5 0.1 0.1', 'a class from 0 to 1 first'],
    ['0 50 50 10 10', 'shares of the picture, from 0 to 1'],
    ['0 0.5 0.5 0.1 0.1 0.97', 'what a model calls is no label'],
    ['0 0.5 0.5', 'class x y width height'],
  ])('YOLO: the line "%s" is refused with its number', async (line, reason) => {
    const files = { 'classes.txt': 'ring\nred blood cell\n', 'a.png': true, 'a.txt': `${line}\n` } as const;
    const read = readLabelledSet(await folderOf(`bad-${line.replaceAll(/\W/g, '')}`, files));
    await expect(read).rejects.toThrow(`a.txt, line 1: "${line}"; expected `);
    await expect(read).rejects.toThrow(reason);
  });

  it('Pascal VOC: boxes from their first to their last pixel, counted from 1; difficult ones left out', async () => {
    const objects =
      vocObject('gametocyte', [11, 21, 40, 60]) + vocObject('ring', [1, 1, 1, 1], '<difficult>1</difficult>');
    const folder = await folderOf('voc', {
      'Annotations/P3/a.xml': `<?xml version="1.0"?>\n${voc('a.png', objects)}`,
      'JPEGImages/P3/a.png': true,
      'Annotations/b.xml': voc('b.png', '', '<size><width>10</width><height>20</height></size>'),
      'JPEGImages/b.png': true,
      'Annotations/c.xml': voc('c.png', ''),
    });
    const { form, fields, leftOut } = await readLabelledSet(folder);
    expect(form).toBe('Pascal VOC');
    expect(fields.map(({ name, patient, objects }) => ({ name, patient, objects }))).toEqual([
      {
        ...{ name: 'a', patient: 'P3' },
        objects: [
          { type: 'gametocyte', box: [10, 20, 30, 40] },
          { type: 'difficult', box: [0, 0, 1, 1] },
        ],
      },
    ]);
    expect(leftOut.map(({ reason }) => reason).sort()).toEqual([
      expect.stringContaining('c.xml: its picture c.png is not there'),
      expect.stringContaining('its labels are for 10 × 20 pixels'),
    ]);
  });

  it.each([
    ['<annotation><filename>a.png</filename>', 'it is not XML'],
    [voc('../../a.png', ''), 'its filename is "../../a.png"'],
    [voc('a.png', '<object><name>ring</name></object>'), 'an object (ring) has no bndbox'],
    [voc('a.png', vocObject('ring', [9, 9, 2, 2])), 'an object (ring) has no bndbox'],
  ])('Pascal VOC: %s is refused with its name', async (text, reason) => {
    const folder = await folderOf(`xml-${reason.length}${text.length}`, { 'a.xml': text, 'a.png': true });
    await expect(readLabelledSet(folder)).rejects.toThrow(`a.xml: ${reason}`);
  });
});

describe('what is not known is asked for', () => {
  const files = {
    'classes.txt': 'RBC\nWBC\npf ring\n',
    'a.png': true,
    'a.txt': '0 0.5 0.5 0.1 0.1\n2 0.2 0.2 0.1 0.1\n',
  } as const;

  it('a label of unknown meaning is never uninfected: it is refused, or said by the user', async () => {
    const folder = await folderOf('unknown', files);
    await expect(readLabelledSet(folder)).rejects.toThrow(
      'its label "RBC" is unknown (and pf ring); expected ',
    );
    const labelAs = ['rbc=red blood cell', 'PF_Ring=ring'];
    const { fields } = await readLabelledSet(folder, { labelAs });
    expect(fields[0]!.objects.map(({ type }) => type)).toEqual(['red blood cell', 'ring']);
  });

  it.each([['RBC'], ['RBC=cell'], ['=ring'], ['']])('labelAs %j is refused', async (pair) => {
    const folder = await folderOf('unknown', files);
    await expect(readLabelledSet(folder, { labelAs: [pair] })).rejects.toThrow('expected NAME=LABEL');
  });

  it('two meanings of one name are refused', async () => {
    const labelAs = ['RBC=ring', 'rbc=schizont'];
    await expect(readLabelledSet(join(base, 'unknown'), { labelAs })).rejects.toThrow(
      '"rbc" is ring and schizont',
    );
  });

  it('labels in two files are refused with both names; one of them can be given', async () => {
    const folder = await folderOf('two', { ...cocoFiles, 'classes.txt': 'ring\n' });
    const read = readLabelledSet(folder);
    await expect(read).rejects.toThrow(
      /has labels in more than one file: .*classes.txt \(YOLO\) and .*\(COCO\)/,
    );
    const one = await readLabelledSet(join(folder, 'annotations/instances_lab.json'));
    expect(one.form).toBe('COCO');
  });

  it('no labels: what was expected is said', async () => {
    const folder = await folderOf('none', { 'a.png': true, 'a.txt': '0 0.5 0.5 0.1 0.1', 'truth.json': [] });
    await rename(join(folder, 'truth.json'), join(folder, 'truth.js'));
    await expect(readLabelledSet(folder)).rejects.toThrow('it has no labels that giemsa can read; expected');
    await expect(readLabelledSet(join(folder, 'nowhere'))).rejects.toThrow('there is no such file or folder');
  });
});
