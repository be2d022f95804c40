// The program of a process that decodes pictures which somebody sent: a decoder that crashes, hangs or takes all memory ends
// this process, and not the server.
import { writeFileSync } from 'node:fs';
import { decodeBatch, decodePixels, UserError } from '@giemsa/core/decode';
import sharp from 'sharp';
import { type Answer, OUT_OF_MEMORY, type Task } from './tasks.js';

/** 30 million pixels, the most that are taken, are decoded within a fifth of it. */
const MOST_BYTES = 1.5e9;
const LOOK_MS = 100;

process.on('message', (task: Task) => {
  void answer(task).then((said) => process.send!(said));
});
// The server was killed.
process.once('disconnect', () => process.exit());
setInterval(() => {
  if (process.memoryUsage.rss() > MOST_BYTES) process.exit(OUT_OF_MEMORY);
}, LOOK_MS);
try {
  // Where memory is short, Linux ends this one first.
  writeFileSync('/proc/self/oom_score_adj', '1000');
} catch {
  // Another system.
}

async function answer(task: Task): Promise<Answer> {
  try {
    return { value: await done(task) };
  } catch (error) {
    return { reason: (error as Error).message, code: error instanceof UserError ? error.code : undefined };
  }
}

async function done(task: Task) {
  if (task.kind === 'ready') return null;
  if (task.kind === 'batch') return decodeBatch(...task.words);
  if (task.kind === 'pixels') return decodePixels(task.source, task.name);
  return (await sharp(task.source, { limitInputPixels: false }).metadata()).autoOrient;
}
