// What @giemsa/nn offers in Node.js: the engine, and what needs files, threads and a terminal.
export { historyCsv } from './callbacks/history-csv.js';
export { progressBar } from './callbacks/progress-bar.js';
export { tensorBoard } from './callbacks/tensor-board.js';
export { removeNow, removeTemporaries, withTemporary, writeAtomically } from './checkpoint/atomic-file.js';
export { CheckpointStore } from './checkpoint/checkpoint-store.js';
export * from './engine.js';
export type { Feed } from './runtime/background-session.js';
export { type BackgroundSession, createBackgroundSession } from './runtime/background-session.js';
export { chooseSession, createBufferSession } from './runtime/native.js';
export { createSession } from './runtime/ort-session.js';
