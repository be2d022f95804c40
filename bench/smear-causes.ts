import { iou, type LabelledObject } from '@giemsa/core/internal/smear/match-boxes';
import type { FoundField, FoundObject } from '@giemsa/core/smear';

type Box = LabelledObject['box'];

/** Overlap of boxes below which they have nothing to do with each other. */
const TOUCHING = 0.05;

/** Why no find meets a label: in words, for a table. */
export function causeOfMiss(
  label: Box,
  field: FoundField,
  cells: readonly FoundObject[],
  labels: readonly Box[],
): string {
  if (labels.some((other) => other !== label && iou(other, label) >= 0.5)) return 'labelled twice';
  const others = field.objects.filter(({ kind }) => kind !== 'red cell');
  if (others.some(({ kind, box }) => kind === 'clump' && holds(box, label))) return 'in a clump';
  const best = closest(
    label,
    cells.map(({ box }) => box),
  );
  const other = closest(
    label,
    others.map(({ box }) => box),
  );
  if (other && other.overlap > (best?.overlap ?? TOUCHING)) return 'taken for something else';
  if (!best) return 'nothing found there';
  if (best.overlap >= 0.5) return 'its find is nearer to another label';
  if (labels.filter((box) => holds(best.box, box)).length > 1) return 'two cells or more found as one';
  if (cells.filter(({ box }) => holds(label, box)).length > 1) return 'one label over two finds or more';
  return byArea(best.box, label);
}

/** Why no label meets a find. */
export function causeOfFalseFind(
  find: Box,
  cells: readonly FoundObject[],
  labels: readonly Box[],
  isMet: (label: number) => boolean,
): string {
  const best = closest(find, labels);
  if (!best) return 'no label there';
  if (best.overlap >= 0.5) return 'its label is nearer to another find';
  if (labels.filter((box) => holds(find, box)).length > 1) return 'two cells or more found as one';
  if (cells.filter(({ box }) => holds(best.box, box)).length > 1) return 'one label over two finds or more';
  return isMet(best.index) ? 'no label there' : byArea(find, best.box);
}

const areaOf = ([, , width, height]: Box) => width * height;

function byArea(find: Box, label: Box): string {
  const ratio = areaOf(find) / areaOf(label);
  return ratio > 1.5 ? 'found too large' : ratio < 0.67 ? 'found too small' : 'found beside it';
}

function closest(box: Box, others: readonly Box[]) {
  let best: { box: Box; index: number; overlap: number } | undefined;
  others.forEach((other, index) => {
    const overlap = iou(box, other);
    if (overlap > (best?.overlap ?? TOUCHING)) best = { box: other, index, overlap };
  });
  return best;
}

/** True where the middle of the inner box lies in the outer one. */
function holds(outer: Box, inner: Box): boolean {
  const [x, y] = [inner[0] + inner[2] / 2, inner[1] + inner[3] / 2];
  return x > outer[0] && y > outer[1] && x < outer[0] + outer[2] && y < outer[1] + outer[3];
}
