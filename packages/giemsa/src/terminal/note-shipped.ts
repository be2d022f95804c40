import { hidesModel } from '@giemsa/core/internal/formats/model-files';
import type { Output } from './output.js';

/** Says which of two that have one name is meant, where models are named. */
export async function noteHidden(output: Output, models: readonly (string | undefined)[]): Promise<void> {
  for (const name of new Set(models))
    if (name !== undefined && (await hidesModel(name))) noteShipped(output, name);
}

/** Says that the shipped model is used, and not the folder with its name. */
export function noteShipped(output: Output, name: string): void {
  output.note(`${name} is the shipped model; for the folder with this name give ./${name}`);
}
