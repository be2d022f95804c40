// giemsa/browser: what runs in a browser as it runs on a server: nothing here, or in what it imports, needs Node.js.

export type { CellAnswer } from '../answer/cell-answer.js';
export { heatImage } from '../browser/heat-image.js';
export {
  type BrowserAnswer,
  type BrowserCellModel,
  type ExplainOptions,
  type OpenOptions,
  openCellModel,
  type PredictOptions,
  type Refusal,
} from '../browser/open-cell-model.js';
export { readPicture } from '../browser/picture.js';
export type { BrowserDevice } from '../browser/session.js';
export type { ErrorCode } from '../errors/codes.js';
export type { Message, NameOf, Text } from '../errors/text.js';
export { UserError } from '../errors/user-error.js';
export type { Explanation } from '../explain/explainer.js';
export type { HeatMapGraphOptions } from '../explain/grad-cam-graph.js';
export type { HeatMapMethod } from '../explain/heat-map-method.js';
export type { CellModelMetadata } from '../formats/cell-model-metadata.js';
export type { Gate } from '../gate/gate.js';
export type { Pixels } from '../pictures/resize.js';
