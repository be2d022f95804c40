// What a process that only decodes pictures needs, without the rest of giemsa: it starts at once.
export { decodePixels } from './dataset/decode.js';
export { UserError } from './errors.js';
export { decodeBatch } from './run/decode-batch.js';
