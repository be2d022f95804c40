// The clients of `bench:serve`, in a process of their own so that what they cost is not the server's: started by it with an IPC
// channel, the address of the API and the folder of cells. Tells its parent how long each batch took, upload to results.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiBatch, ApiUpload } from '@giemsa/server';

const [api, folder, clients, perBatch, seconds] = process.argv.slice(2);
const PER_BATCH = Number(perBatch);
const names = (await readdir(folder!, { recursive: true })).filter((name) => name.endsWith('.png'));
const cells = await Promise.all(names.map((name) => readFile(join(folder!, name))));
const end = performance.now() + Number(seconds) * 1000;
await Promise.all(Array.from({ length: Number(clients) }, (_, index) => client(index)));
process.disconnect();

async function client(index: number): Promise<void> {
  for (let turn = 0; performance.now() < end; turn++) {
    const started = performance.now();
    const form = new FormData();
    for (let cell = 0; cell < PER_BATCH; cell++) {
      const bytes = cells[(index * 37 + turn * PER_BATCH + cell) % cells.length]!;
      form.append('files', new Blob([Uint8Array.from(bytes)]), `cell-${cell}.png`);
    }
    const response = await fetch(`${api}/batches`, { method: 'POST', body: form });
    if (response.status !== 201)
      throw new Error(`upload answered ${response.status}: ${await response.text()}`);
    const { batch } = (await response.json()) as ApiUpload;
    await untilDone(batch);
    process.send!(performance.now() - started);
  }
}

async function untilDone({ id }: ApiBatch): Promise<void> {
  // As the page waits: the events end when all pictures are done.
  await (await fetch(`${api}/batches/${id}/events`)).text();
}
