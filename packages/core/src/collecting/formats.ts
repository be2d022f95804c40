import { DOMImplementation, type Element, XMLSerializer } from '@xmldom/xmldom';
import { stringify } from 'yaml';
import { LEFT_OUT, NOT_REVIEWED } from '../smear/labels/cell-labels.js';
import type { PlacedField } from './places.js';

/** Forms that a data set is written in. */
export const FORMATS = ['coco', 'yolo', 'voc'] as const;
export type CollectFormat = (typeof FORMATS)[number];

/** Where pictures lie. */
export const picturesFolder = (format: CollectFormat): string => (format === 'voc' ? 'JPEGImages' : 'images');

/** Types in use, in their order; those of labels first. */
const typesOf = (fields: readonly PlacedField[]): string[] =>
  [...new Set(fields.flatMap(({ cells }) => cells.map(({ type }) => type)))].sort(
    (a, b) => Number(a === NOT_REVIEWED) - Number(b === NOT_REVIEWED) || (a < b ? -1 : 1),
  );

/** Files with labels, by their paths in the data set. */
export function labelFiles(
  fields: readonly PlacedField[],
  format: CollectFormat,
  provenance: object,
): Map<string, string> {
  if (format === 'coco')
    return new Map([['annotations.json', `${JSON.stringify(cocoOf(fields, provenance))}\n`]]);
  const files = new Map(
    fields.map((field) =>
      format === 'yolo'
        ? [`labels/${field.stem}.txt`, yoloOf(field, typesOf(fields))]
        : [`Annotations/${field.stem}.xml`, vocOf(field)],
    ),
  );
  if (format === 'yolo')
    files.set('data.yaml', stringify({ path: '.', train: 'images', val: 'images', names: typesOf(fields) }));
  // These formats have no place for it.
  const cells = fields.map(({ picture: _, place, stem: __, ...field }) => ({ file: place, ...field }));
  files.set(
    'provenance.json',
    `${JSON.stringify({ format: 'giemsa collection 1', ...provenance, fields: cells })}\n`,
  );
  return files;
}

/** https://cocodataset.org/#format-data; what is not in it stands beside, under names of our own. */
function cocoOf(fields: readonly PlacedField[], provenance: object) {
  const types = typesOf(fields);
  const annotations = fields.flatMap(({ cells }, index) =>
    cells.map(({ type, box, outline, area, ...about }) => ({
      image_id: index + 1,
      category_id: types.indexOf(type) + 1,
      bbox: box,
      area: area ?? box[2] * box[3],
      segmentation: outline ? [outline] : [],
      iscrowd: 0,
      ...about,
    })),
  );
  return {
    info: {
      description: 'Fields collected by giemsa. Research use only. Not a medical device.',
      ...provenance,
    },
    images: fields.map(({ picture: _, place, stem: __, cells: ___, patient, ...about }, index) => ({
      ...{ id: index + 1, file_name: `images/${place}`, ...(patient !== null && { patient }), ...about },
    })),
    categories: types.map((name, index) => ({ id: index + 1, name, supercategory: 'blood' })),
    annotations: annotations.map((annotation, index) => ({ id: index + 1, ...annotation })),
  };
}

/** `class x y width height`, the middle and the size as shares of the picture. */
function yoloOf({ cells, width, height }: PlacedField, types: readonly string[]): string {
  return cells
    .map(({ type, box: [x, y, w, h] }) => {
      const shares = [(x + w / 2) / width, (y + h / 2) / height, w / width, h / height];
      return `${types.indexOf(type)} ${shares.map((share) => Math.min(1, Math.max(0, share)).toFixed(6)).join(' ')}\n`;
    })
    .join('');
}

/** VOC2012 development kit: boxes from their first to their last pixel, counted from 1. */
function vocOf({ place, cells, width, height }: PlacedField): string {
  const document = new DOMImplementation().createDocument(null, 'annotation');
  const add = (parent: Element, tag: string, text?: string | number): Element => {
    const element = document.createElement(tag);
    if (text !== undefined) element.appendChild(document.createTextNode(String(text)));
    parent.appendChild(element);
    return element;
  };
  const root = document.documentElement!;
  const parts = place.split('/');
  add(root, 'folder', parts.length > 1 ? parts[0]! : picturesFolder('voc'));
  add(root, 'filename', parts.at(-1)!);
  add(add(root, 'source'), 'database', 'giemsa collect');
  const size = add(root, 'size');
  for (const [tag, value] of [
    ['width', width],
    ['height', height],
    ['depth', 3],
  ] as const)
    add(size, tag, value);
  add(root, 'segmented', 0);
  for (const {
    type,
    box: [x, y, w, h],
  } of cells) {
    const object = add(root, 'object');
    add(object, 'name', type);
    add(object, 'pose', 'Unspecified');
    add(object, 'truncated', 0);
    add(object, 'difficult', type === LEFT_OUT || type === NOT_REVIEWED ? 1 : 0);
    const corners = add(object, 'bndbox');
    const ends = { xmin: x + 1, ymin: y + 1, xmax: x + w, ymax: y + h };
    for (const [tag, value] of Object.entries(ends)) add(corners, tag, Math.round(value));
  }
  return `${new XMLSerializer().serializeToString(document)}\n`;
}
