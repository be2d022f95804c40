// What a process that only decodes pictures needs, without the rest of giemsa: it starts at once.

export { UserError } from '../errors/user-error.js';
export { decodePixels } from '../pictures/decode.js';
export type { DecodeBatch, DecodedBatch, DecodingModel, Kept } from '../predicting/decode-batch.js';
export { decodeBatch } from '../predicting/decode-batch.js';
