import { drawnCells, SIZE } from './cells.js';
import type { News, Order } from './worker.js';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const order = (what: Order) => worker.postMessage(what);
const element = <Kind extends HTMLElement = HTMLButtonElement>(id: string) =>
  document.getElementById(id) as Kind;
const [train, stop] = [element('train'), element('stop')];
const files = [element('onnx'), element('h5')];

/** The first cells, healthy ones above. */
function show(pixels: Uint8Array): void {
  const canvas = element<HTMLCanvasElement>('cells');
  const context = canvas.getContext('2d')!;
  for (let cell = 0; cell < (2 * canvas.width) / SIZE; cell++) {
    const image = new ImageData(SIZE, SIZE);
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++) {
      const from = (cell * SIZE * SIZE + pixel) * 3;
      image.data.set([...pixels.subarray(from, from + 3), 255], 4 * pixel);
    }
    context.putImageData(image, (cell >> 1) * SIZE, (cell % 2) * SIZE);
  }
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

const say = (line: string) => element('log').append(`${line}\n`);

function setRunning(running: boolean): void {
  train.disabled = running;
  stop.disabled = !running;
  for (const button of files) button.disabled = running;
}

worker.onmessage = ({ data: news }: MessageEvent<News>) => {
  if (news.kind === 'runtime') {
    const threads = `WebAssembly on ${news.threads} ${news.threads === 1 ? 'thread' : 'threads'}`;
    element('runtime').textContent = news.reason ? `${threads}: ${news.reason}.` : `${threads}.`;
  } else if (news.kind === 'batch') element<HTMLProgressElement>('progress').value = news.share;
  else if (news.kind === 'file') download(news.name, news.bytes);
  else say(news.line);
  if (news.kind === 'done' || news.kind === 'error') setRunning(false);
};
worker.onerror = ({ message }) => say(`The worker could not be loaded: ${message}`);

train.onclick = () => {
  setRunning(true);
  order('train');
};
stop.onclick = () => order('stop');
element('onnx').onclick = () => order({ save: 'onnx' });
element('h5').onclick = () => order({ save: 'h5' });

show(drawnCells(24, 'training').pixels);
