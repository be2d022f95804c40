import { type CellModel, UserError } from '@giemsa/core';
import { UNSURE_HALF_WIDTH } from '@giemsa/core/internal/smear/analyse-field';
import { noteOf } from '@giemsa/core/internal/smear/analyse-smears';
import { lookOf } from '@giemsa/core/internal/smear/field-look';
import { shownIn } from '@giemsa/core/internal/smear/seen-fields';
import { analyseField, type CellFinder, createCellFinder } from '@giemsa/core/smear';
import { decodePixelsApart } from '../decode/decode.js';
import type { ModelEntry } from '../models/registry.js';
import { writeField } from '../storage/fields.js';
import { writeOutcome } from '../storage/outcomes.js';
import type { Picture } from '../storage/pictures.js';
import type { SmearSettings } from '../storage/schema.js';
import { UnreadablePicture } from '../storage/unreadable-picture.js';
import type { JobTools } from './predict-job.js';

let finder: Promise<CellFinder> | undefined;

/** Finds and classifies the cells of one field, and writes what was found; a picture that cannot be read has failed. */
export async function smearPicture(
  { tables, files, models }: Pick<JobTools, 'tables' | 'files' | 'models'>,
  { model, entry, settings }: { model: CellModel; entry: ModelEntry; settings: SmearSettings },
  { id, name, sha256 }: Picture,
): Promise<void> {
  // OpenCV is loaded when the first field comes.
  finder ??= createCellFinder();
  finder.catch(() => {
    finder = undefined;
  });
  const cells = await finder;
  const stages = await models.stages();
  try {
    const picture = await decodePixelsApart(await files.read(sha256), name);
    const found = await analyseField(model, cells, name, picture, {
      threshold: model.threshold,
      unsureHalfWidth: model.unsureHalfWidth ?? UNSURE_HALF_WIDTH,
      umPerPixel: settings.micronsPerPixel,
      accept: settings.accept,
      stages,
    });
    await writeField(tables, id, {
      ...{ modelSha256: entry.sha256, finder: cells.name },
      found: { ...found, sha256, look: lookOf(picture, found.cells), ...noteOf(found, picture) },
      ...(found.problem === null && { shown: shownIn(picture) }),
    });
  } catch (error) {
    if (!(error instanceof UnreadablePicture || error instanceof UserError)) throw error;
    await writeOutcome(tables, {
      results: [],
      failures: [{ pictureId: id, status: 'failed', reason: error.message }],
    });
  }
}
