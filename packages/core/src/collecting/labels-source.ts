import { fileSha256 } from '../files/sha256.js';
import type { SkippedFile } from '../files/skipped-file.js';
import { type LabelledSetOptions, readLabelledSet } from '../smear/labelled-fields.js';
import { NOT_REVIEWED } from '../smear/labels/cell-labels.js';
import { uprightSize } from '../smear/labels/pictures.js';
import type { CollectedField, CollectedSource } from './collected.js';

/** Fields with labels of other programs: labels are persons', whose names are not known. */
export async function collectLabels(path: string, options: LabelledSetOptions): Promise<CollectedSource> {
  const { fields, leftOut } = await readLabelledSet(path, options);
  const collected: CollectedField[] = [];
  const unread: SkippedFile[] = [];
  for (const { file, patient, objects } of fields) {
    const size = await uprightSize(file).catch((error: Error) => error);
    if (size instanceof Error) {
      unread.push({ file, reason: size.message });
      continue;
    }
    collected.push({
      ...{ patient, picture: file, sha256: await fileSha256(file) },
      ...{ width: size.width, height: size.height, source: path, original_file: file },
      ...{ model_sha256: null, corrected_by: null, corrected_at: null },
      cells: objects.map(({ type, box }) => ({
        ...{ type, box, reviewed: type !== NOT_REVIEWED, reviewer: null, reviewed_at: null },
        ...{ model_call: null, model_probability: null },
      })),
    });
  }
  return { fields: collected, leftOut: [...leftOut, ...unread] };
}
