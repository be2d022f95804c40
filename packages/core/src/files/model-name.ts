import { basename, dirname } from 'node:path';

/** What a model file is called: its run folder, or its own name. */
export const modelName = (path: string): string =>
  basename(path) === 'model.onnx' ? basename(dirname(path)) : basename(path);
