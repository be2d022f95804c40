import type { ApiBatch } from '@giemsa/server';
import { useSyncExternalStore } from 'react';
import { texts } from '../texts.js';
import { ApiError, api } from './api.js';
import { type DroppedFile, matched, sendFiles } from './upload.js';

/** An upload of this page: it goes on while other pages are looked at. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly kind: ApiBatch['kind'];
  /** Undefined until the server has made it. */
  readonly batch: string | undefined;
  readonly done: number;
  readonly total: number;
  /** Why it stopped. */
  readonly error: string | undefined;
}

/** A file that is not sent, and why. */
export interface LeftOut {
  readonly name: string;
  readonly reason: string;
}

interface Files {
  readonly sent: readonly DroppedFile[];
  readonly leftOut: readonly LeftOut[];
  /** What the batch is made with; undefined where there is one. */
  readonly values: Readonly<Record<string, string>> | undefined;
  /** Nothing was announced of them. The server takes the same file once. */
  readonly isMore?: boolean;
}

let uploads: readonly Upload[] = [];
const filesOf = new Map<string, Files>();
const listeners = new Set<() => void>();

const isRunning = ({ error }: Upload) => error === undefined;

function set(next: readonly Upload[]): void {
  const [was, is] = [uploads.some(isRunning), next.some(isRunning)];
  uploads = next;
  if (is && !was) window.addEventListener('beforeunload', warn);
  if (!is) window.removeEventListener('beforeunload', warn);
  for (const changed of listeners) changed();
}

/** The browser asks before the page is left: what is not sent yet would not be sent. */
const warn = (event: BeforeUnloadEvent) => event.preventDefault();

const change = (id: string, values: Partial<Upload>): void =>
  set(uploads.map((upload) => (upload.id === id ? { ...upload, ...values } : upload)));

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** The uploads that are running, or stopped and not sent. */
export const useUploads = (): readonly Upload[] => useSyncExternalStore(subscribe, () => uploads);

/**
 * Makes a batch, says what is to come, and sends it.
 * @param prepare called when the batch knows what is to come, before anything is sent; where it fails the batch is deleted
 * @returns the batch as soon as the server knows what is to come; the files follow
 */
export async function startUpload(
  kind: ApiBatch['kind'],
  values: Readonly<Record<string, string>> & { readonly name: string },
  sent: readonly DroppedFile[],
  leftOut: readonly LeftOut[],
  prepare: (batch: string) => Promise<void> = async () => undefined,
): Promise<string> {
  const id = crypto.randomUUID();
  filesOf.set(id, { sent, leftOut, values });
  set([
    ...uploads,
    { id, kind, name: values.name, batch: undefined, done: 0, total: sent.length, error: undefined },
  ]);
  try {
    const batch = await announced(id);
    await prepare(batch);
    void send(id, batch);
    return batch;
  } catch (reason) {
    // Nothing was begun, so there is nothing to continue.
    const batch = uploads.find((upload) => upload.id === id)?.batch;
    endUpload(id);
    if (batch !== undefined) await api.deleteBatch(batch).catch(() => undefined);
    throw reason;
  }
}

/**
 * Sends what is missing of a batch from files that were chosen again.
 * @returns how many of the chosen files are none of the missing ones
 */
export async function continueUpload(
  { id: batch, name, kind }: Pick<ApiBatch, 'id' | 'name' | 'kind'>,
  chosen: readonly DroppedFile[],
): Promise<number> {
  const { missing } = await api.files(batch);
  const files = matched(missing, chosen);
  if (files.length === 0) return chosen.length;
  const id = crypto.randomUUID();
  filesOf.set(id, { sent: files, leftOut: [], values: undefined });
  set([...uploads, { id, kind, name, batch, done: 0, total: files.length, error: undefined }]);
  void send(id, batch);
  return chosen.length - files.length;
}

/** Sends more files to a batch, under names that it does not have yet. */
export function addToBatch({ id: batch, name, kind }: ApiBatch, files: readonly DroppedFile[]): void {
  const id = crypto.randomUUID();
  filesOf.set(id, { sent: files, leftOut: [], values: undefined, isMore: true });
  set([...uploads, { id, kind, name, batch, done: 0, total: files.length, error: undefined }]);
  void send(id, batch);
}

/** Goes on with an upload that stopped: what has arrived is not sent again. */
export function retryUpload(id: string): void {
  const upload = uploads.find((candidate) => candidate.id === id);
  if (!upload?.batch) return;
  change(id, { error: undefined });
  void send(id, upload.batch);
}

export function endUpload(id: string): void {
  filesOf.delete(id);
  set(uploads.filter((upload) => upload.id !== id));
}

/** A labelled set is made as such: no model reads it. */
async function made(id: string): Promise<ApiBatch> {
  const { values } = filesOf.get(id)!;
  const upload = uploads.find((candidate) => candidate.id === id);
  if (upload?.kind === 'labelled') return api.createSet(upload.name);
  return (await api.createBatch(values!, id)).batch;
}

async function announced(id: string): Promise<string> {
  const { sent, leftOut } = filesOf.get(id)!;
  const batch = await made(id);
  await api.announce(
    batch.id,
    sent.map(({ file, path }) => ({ name: path, bytes: file.size })),
    leftOut,
  );
  change(id, { batch: batch.id });
  return batch.id;
}

async function send(id: string, batch: string): Promise<void> {
  const { sent, isMore } = filesOf.get(id)!;
  try {
    const files = isMore ? sent : matched((await api.files(batch)).missing, sent);
    const before = sent.length - files.length;
    change(id, { done: before });
    await sendFiles(batch, files, (done) => change(id, { done: before + done }));
    endUpload(id);
  } catch (reason) {
    // Browsers tell a lost connection in words of their own.
    change(id, { error: reason instanceof ApiError ? reason.message : texts.uploads.lost });
  }
}
