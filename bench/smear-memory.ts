import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawField } from '@giemsa/core/internal/dataset/synthetic/field';
import { drawPatientStyle } from '@giemsa/core/internal/dataset/synthetic/patient';
import { loadSharp } from '@giemsa/core/internal/pictures/load-sharp';
import { randomFromSeed } from '@giemsa/core/internal/random';
import { runSmear } from '@giemsa/core/smear';

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`.padStart(7);

function tell(label: string): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  console.log(
    `  ${label.padEnd(16)} resident${megabytes(rss)}  heap${megabytes(heapUsed)}  outside it${megabytes(external)}  highest${megabytes(process.resourceUsage().maxRSS * 1024)}`,
  );
}

/** Memory of a whole run of `smear`, with pictures and pages, after every tenth field. */
export async function measureMemory(
  model: string,
  folders: readonly string[],
  threads: number,
): Promise<void> {
  const out = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));
  console.log(`Memory of giemsa smear, ${folders.join(', ')}`);
  tell('at the start');
  const started = performance.now();
  let fields = 0;
  const { patients } = await runSmear({
    ...{ model, images: folders, out: join(out, 'smear'), session: { threads } },
    onEvent: (event) => {
      if (event.type !== 'progress') return;
      fields = event.done;
      if (event.done % 10 === 0) tell(`${event.done} of ${event.total}`);
    },
  });
  tell('written');
  const counts = patients.map(({ parasitaemia: { counted } }) => `${counted} cells`).join(', ');
  console.log(`  ${((performance.now() - started) / fields).toFixed(0)} ms a field; counted ${counts}`);
  await rm(out, { recursive: true });
}

/** A drawn scan of 100 megapixels, counted in a process of its own: this one drew it. */
export async function measureMosaic(model: string, threads: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'giemsa-bench-'));
  const whole = await drawScan(join(folder, 'scan.jpg'));
  console.log(
    `A drawn scan of 100 megapixels: ${whole} whole cells, and parts of cells where its fields meet`,
  );
  const words = [process.argv[1]!, folder, '--memory', '--model', model, '--threads', threads];
  spawnSync(process.execPath, words, { stdio: 'inherit' });
  await rm(folder, { recursive: true });
}

/** @returns how many whole cells are in it */
async function drawScan(file: string): Promise<number> {
  const [side, across] = [1000, 10];
  const style = drawPatientStyle(randomFromSeed(1));
  const drawn = [0, 1, 2, 3].map((seed) =>
    drawField(style, { width: side, height: side, parasitaemia: 0.02, seed }),
  );
  const raw = { width: side * across, height: side * across, channels: 3 as const };
  const data = new Uint8Array(raw.width * raw.height * 3);
  let whole = 0;
  for (let row = 0; row < across; row++) {
    for (let column = 0; column < across; column++) {
      const { pixels, truth } = drawn[(row + 2 * column) % 4]!;
      whole += truth.filter(({ cut }) => !cut).length;
      for (let y = 0; y < side; y++) {
        const to = ((row * side + y) * raw.width + column * side) * 3;
        data.set(pixels.subarray(y * side * 3, (y + 1) * side * 3), to);
      }
    }
  }
  const sharp = await loadSharp();
  await sharp(data, { raw, limitInputPixels: false }).jpeg({ quality: 92 }).toFile(file);
  return whole;
}
