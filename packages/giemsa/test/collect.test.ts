import { cp, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { toCsv } from '@giemsa/core/internal/files/csv';
import { readCsvTable } from '@giemsa/core/internal/files/csv-table';
import { fileSha256 } from '@giemsa/core/internal/files/sha256';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { correctionsCsv } from '@giemsa/core/internal/smear/corrections-table';
import { readLabelledSet } from '@giemsa/core/smear';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { runHere, temporaryFolder } from './support/command-line.js';

/** Trained on drawn cells. */
const FIXTURE = fileURLToPath(new URL('../../core/test/fixtures/tiny-resnet.onnx', import.meta.url));
const folder = await temporaryFolder();
const at = (name: string) => join(folder, name);
const json = async (file: string) => JSON.parse(await readFile(at(file), 'utf8'));
const collect = (...words: string[]) => runHere('collect', ...words, '--json');

interface Annotation {
  image_id: number;
  category_id: number;
  reviewed: boolean;
  reviewer: string | null;
  reviewed_at: string | null;
  model_call: string | null;
}

/** Two patients with a field each, counted. */
beforeAll(async () => {
  for (const id of [1, 2]) {
    const size = { width: 400, height: 300 };
    const { pixels } = drawField(drawPatientStyle(randomFromSeed(id)), {
      ...size,
      parasitaemia: 0.3,
      seed: id,
    });
    await mkdir(at(`patients/P${id}`), { recursive: true });
    await sharp(pixels, { raw: { ...size, channels: 3 } }).toFile(at(`patients/P${id}/f.png`));
  }
  await runHere('smear', FIXTURE, at('patients'), '--out', at('smear'), '--no-pictures', '--threads', '1');
}, 60_000);

/** Writes a person's word into `cells.csv`, about the first counted cell of the first patient. */
async function reviewFirst(said: (call: string) => string): Promise<string> {
  const rows = await readCsvTable(at('smear/cells.csv'), 'cells');
  const first = rows.find(({ counted, patient }) => counted === 'yes' && patient === 'P1')!;
  const edited = rows.map((row) =>
    row === first ? { ...row, reviewed_as: said(first.call!), reviewer: 'AK' } : row,
  );
  const header = Object.keys(rows[0]!);
  await cp(at('smear'), at('reviewed'), { recursive: true });
  await writeFile(
    at('reviewed/cells.csv'),
    toCsv([header, ...edited.map((row) => header.map((name) => row[name]!))]),
  );
  return first.call!;
}

const turned = (call: string) => (call === 'infected' ? 'uninfected' : 'infected');

describe('collect', () => {
  it('of a count at which nobody looked there is nothing: what a model calls is no label', async () => {
    const { code, stderr } = await collect(at('smear'), '--out', at('nothing'));
    expect(code).toBe(1);
    expect(stderr).toContain('no field to collect; 2 left out');
    expect(stderr).toContain('no person has looked at any of its cells');
    await expect(readdir(at('nothing'))).rejects.toThrow();
  });

  it('a reviewed cell is a label with its reviewer; the others of its field are not reviewed, and their field is not corrected', async () => {
    const call = await reviewFirst(turned);
    const { code, stdout } = await collect(at('reviewed'), '--out', at('one'));
    expect(code).toBe(0);
    const counts = JSON.parse(stdout);
    expect(counts).toMatchObject({ fields: 1, corrected_fields: 0, patients: 1 });
    expect(counts.infected + counts.uninfected).toBe(1);
    expect(counts.left_out).toEqual([expect.stringContaining('P2/f.png: no person has looked')]);
    const { images, annotations, categories } = await json('one/annotations.json');
    const { sha256: model } = (await json('smear/smear.json')).model;
    expect(images).toEqual([
      expect.objectContaining({
        file_name: 'images/P1/f.png',
        patient: 'P1',
        model_sha256: model,
        corrected_by: null,
      }),
    ]);
    const labels = (annotations as Annotation[]).filter(({ reviewed }) => reviewed);
    expect(labels).toEqual([expect.objectContaining({ reviewer: 'AK', model_call: call })]);
    const name = categories.find(({ id }: { id: number }) => id === labels[0]!.category_id).name;
    expect(name).toBe(call === 'infected' ? 'red blood cell' : 'infected');
    for (const { reviewed, category_id } of annotations as Annotation[])
      if (!reviewed) expect(categories[category_id - 1].name).toBe('not reviewed');
    expect(await fileSha256(at('one/images/P1/f.png'))).toBe(await fileSha256(at('patients/P1/f.png')));
    // What adopt, crops and calibrate read has one label.
    const { fields } = await readLabelledSet(at('one'));
    expect(fields[0]!.objects.filter(({ type }) => type !== 'not reviewed')).toHaveLength(1);
  });

  it('a person says that whole fields are right: all their cells are that person’s labels', async () => {
    const { stdout } = await collect(at('reviewed'), '--corrected-by', 'BM', '--out', at('all'));
    expect(JSON.parse(stdout)).toMatchObject({
      fields: 2,
      corrected_fields: 2,
      patients: 2,
      not_reviewed: 0,
      left_out: [],
    });
    const { images, annotations } = await json('all/annotations.json');
    expect(images[0]).toMatchObject({ corrected_by: 'BM', corrected_at: expect.stringMatching(/^\d{4}-/) });
    const by = new Set((annotations as Annotation[]).map(({ reviewer }) => reviewer));
    expect([...by].sort()).toEqual(['AK', 'BM']);
  });

  it('a list says which fields were corrected, and by whom', async () => {
    await writeFile(at('list.csv'), 'file;reviewer;reviewed_at\nP2/f.png;CN;2026-11-01\n');
    const { stdout } = await collect(at('smear'), '--corrected', at('list.csv'), '--out', at('listed'));
    expect(JSON.parse(stdout)).toMatchObject({ fields: 1, corrected_fields: 1 });
    expect((await json('listed/annotations.json')).images[0]).toMatchObject({
      ...{ patient: 'P2', corrected_by: 'CN', corrected_at: '2026-11-01' },
    });
    await writeFile(at('list.csv'), 'file,reviewer\nP9/f.png,CN\n');
    const other = await collect(at('smear'), '--corrected', at('list.csv'), '--out', at('listed-2'));
    expect(other.stderr).toContain('these fields are not among those collected: line 2, P9/f.png');
    await writeFile(at('list.csv'), 'file,reviewer\nP2/f.png,\n');
    const nobody = await collect(at('smear'), '--corrected', at('list.csv'), '--out', at('listed-3'));
    expect(nobody.stderr).toContain('line 2: expected the columns file or field_checksum, and reviewer');
  });

  it('corrections of the reading room are applied: cells added, removed and called', async () => {
    const { patients } = await json('smear/smear.json');
    const [field] = patients[0].fields;
    const [first, second] = field.cells.filter(({ counted }: { counted: boolean }) => counted);
    const signed = (edit: object) => ({
      edit: edit as never,
      reviewer: 'DO',
      created: '2026-11-02T10:00:00Z',
    });
    const edits = [
      signed({ action: 'remove', cell: first.id }),
      signed({ action: 'class', cell: second.id, class: 'platelet' }),
    ];
    const { sha256 } = field;
    await writeFile(
      at('c.csv'),
      correctionsCsv([{ patient: 'P1', file: 'x.png', sha256, found: field, edits }]),
    );
    const { stdout } = await collect(at('smear'), '--review', at('c.csv'), '--out', at('edited'));
    expect(JSON.parse(stdout)).toMatchObject({ fields: 1, infected: 0, uninfected: 0 });
    const { annotations, categories } = await json('edited/annotations.json');
    expect(annotations).toHaveLength(field.cells.length - 1);
    const [label] = (annotations as Annotation[]).filter(({ reviewed }) => reviewed);
    expect(categories[label!.category_id - 1].name).toBe('platelet');
    expect(label).toMatchObject({ reviewer: 'DO', reviewed_at: '2026-11-02T10:00:00Z' });
  });

  it('pictures that were moved are found by their content; others are told', async () => {
    await rename(at('patients'), at('moved'));
    try {
      const lost = await collect(at('smear'), '--corrected-by', 'BM', '--out', at('lost'));
      expect(lost.stderr).toContain('its picture is not there');
      const found = await collect(
        at('smear'),
        '--corrected-by',
        'BM',
        '--images',
        at('moved'),
        '--out',
        at('found'),
      );
      expect(JSON.parse(found.stdout)).toMatchObject({ fields: 2 });
    } finally {
      await rename(at('moved'), at('patients'));
    }
  });

  it.each(['coco', 'yolo', 'voc'])(
    'as %s it is read back with the same labels, boxes and patients',
    async (format) => {
      const out = at(`as-${format}`);
      await collect(at('reviewed'), '--corrected-by', 'BM', '--format', format, '--out', out);
      const before = (await readLabelledSet(at('all'))).fields;
      const after = (await readLabelledSet(out)).fields;
      const plain = (fields: typeof before) =>
        fields.map(({ name, patient, objects }) => ({
          ...{ name, patient },
          objects: objects.map(({ type, box }) => ({ type, box: box.map((value) => Math.round(value)) })),
        }));
      expect(plain(after)).toEqual(plain(before));
      if (format !== 'coco') {
        const { fields } = await json(`as-${format}/provenance.json`);
        expect(fields[1]).toMatchObject({ file: 'P2/f.png', patient: 'P2', corrected_by: 'BM' });
      }
      // One form becomes another.
      const again = await collect(out, '--out', at(`again-${format}`));
      expect(JSON.parse(again.stdout)).toMatchObject({ fields: 2, patients: 2 });
    },
  );

  it('one picture from two sources is refused', async () => {
    const { stderr } = await collect(at('as-coco'), at('as-yolo'), '--out', at('twice'));
    expect(stderr).toMatch(/f\.png of \S+ is the same picture as \S+f\.png of \S+; give one of them/);
  });
});
