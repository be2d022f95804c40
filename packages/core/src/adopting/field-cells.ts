import { UserError } from '../errors/user-error.js';
import type { OnEvent } from '../events/events.js';
import { decodePixels } from '../pictures/decode.js';
import type { Pixels } from '../pictures/resize.js';
import { isCounted } from '../smear/classify-objects.js';
import { cutOut } from '../smear/crop.js';
import type { CellFinder } from '../smear/find/cell-finder.js';
import type { LabelledField } from '../smear/labelled-fields.js';
import { CLASS_OF } from '../smear/labels/cell-labels.js';
import { matchBoxes, SAME_CELL } from '../smear/match-boxes.js';

/** A labelled cell, cut out of its field on black. */
export interface FieldCell {
  readonly crop: Pixels;
  readonly infected: boolean;
  readonly type: string;
  /** File of its field. */
  readonly field: string;
  /** Whom the field is of; null where that is not known. */
  readonly patient: string | null;
}

/** The labelled cells of some fields. */
export interface FieldCells {
  readonly cells: readonly FieldCell[];
  /** Labelled cells that were not found as whole cells that count, infected and healthy. */
  readonly notFound: { readonly infected: number; readonly healthy: number };
  /** Fields that cannot be read, with the reason. */
  readonly unread: readonly string[];
}

/** Cells with a label of a red cell, exactly as `giemsa smear` gives them to its model. */
export async function cellsOfFields(
  finder: CellFinder,
  fields: readonly LabelledField[],
  onEvent?: OnEvent,
): Promise<FieldCells> {
  const cells: FieldCell[] = [];
  const notFound = { infected: 0, healthy: 0 };
  const unread: string[] = [];
  for (const [index, field] of fields.entries()) {
    onEvent?.({ type: 'progress', task: 'counting fields', done: index + 1, total: fields.length });
    const picture = await decodePixels(field.file).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      unread.push(error.message);
      return undefined;
    });
    if (!picture) continue;
    const { objects: found } = await finder.find(picture);
    const whole = found.filter(isCounted);
    const matches = matchBoxes(
      field.objects.map(({ box }) => box),
      whole.map(({ box }) => box),
      SAME_CELL,
    );
    field.objects.forEach(({ type }, position) => {
      if (!Object.hasOwn(CLASS_OF, type)) return;
      const infected = CLASS_OF[type] === 'Parasitized';
      const match = matches.get(position);
      const crop = match === undefined ? undefined : cutOut(picture, whole[match]!);
      if (!crop) notFound[infected ? 'infected' : 'healthy']++;
      else cells.push({ crop, infected, type, field: field.file, patient: field.patient });
    });
  }
  return { cells, notFound, unread };
}
