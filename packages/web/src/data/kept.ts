import type { ApiModel } from '@giemsa/server';
import { texts } from '../texts.js';

/** What of a download has arrived, in bytes. */
export interface Arrived {
  readonly done: number;
  readonly total: number | undefined;
}

/** Models and the program that runs them, kept in this browser for use without a network. Pictures are never here. */
const CACHE = 'giemsa-private';
/** Not an address of the server: where the cache has what is known of its models. */
const MODELS = './kept-models.json';

/** Browsers have a cache over https and on the own machine. */
const open = async (): Promise<Cache | undefined> => ('caches' in window ? caches.open(CACHE) : undefined);

/**
 * The bytes at an address: those that are kept, or fetched and kept.
 * @param address changes with the content
 * @param total where it is known; else the server's, if what it sends is not compressed
 * @throws Error when it cannot be fetched
 */
export async function keptBytes(
  address: string,
  total: number | undefined,
  onArrived: (arrived: Arrived) => void,
): Promise<ArrayBuffer> {
  const cache = await open();
  const found = await cache?.match(address);
  if (found) return found.arrayBuffer();
  const response = await fetch(address).catch(() => {
    throw new Error(texts.unreachable);
  });
  if (!response.ok) throw new Error(texts.status({ status: response.status }));
  const bytes = await read(response, total, onArrived);
  // A full disk ends the keeping, not the work.
  await cache?.put(address, new Response(bytes)).catch(() => undefined);
  return bytes;
}

async function read(
  response: Response,
  known: number | undefined,
  onArrived: (arrived: Arrived) => void,
): Promise<ArrayBuffer> {
  const { headers } = response;
  const isPlain = !headers.has('content-encoding') && headers.has('content-length');
  const total = known ?? (isPlain ? Number(headers.get('content-length')) : undefined);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = response.body!.getReader();
  for (;;) {
    const { value } = await reader.read().catch(() => {
      throw new Error(texts.offline.brokeOff);
    });
    if (!value) return new Blob(chunks).arrayBuffer();
    chunks.push(value);
    done += value.length;
    onArrived({ done, total });
  }
}

/** Notes that a model is kept, and drops the files of its earlier versions. @param addresses of what belongs to it */
export async function noteKept(model: ApiModel, addresses: readonly string[]): Promise<void> {
  const cache = await open();
  if (!cache) return;
  const others = (await keptModels()).filter(({ id }) => id !== model.id);
  await cache.put(MODELS, Response.json([...others, model]));
  const kept = addresses.map((address) => new URL(address, location.href));
  for (const { url } of await cache.keys()) {
    const old = new URL(url);
    if (kept.some((one) => one.href !== url && withoutVersion(one) === withoutVersion(old)))
      await cache.delete(url);
  }
}

/** `name-HASH.wasm` and `browser.onnx?version=HASH` without what changes with the content. */
const withoutVersion = ({ pathname }: URL): string => pathname.replace(/-[^-/]+(?=\.wasm$)/, '');

/** Models that can be used without a network. */
export async function keptModels(): Promise<ApiModel[]> {
  const found = await (await open())?.match(MODELS);
  return found ? ((await found.json()) as ApiModel[]) : [];
}

/** Who logs out leaves nothing of the room behind. */
export const forgetKept = async (): Promise<void> => {
  if ('caches' in window) await caches.delete(CACHE);
};
