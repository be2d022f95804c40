import type { BackgroundSession } from '@giemsa/nn';

export type Feeds = Parameters<BackgroundSession['run']>[0];

/** How pictures are put into a network, and probabilities are got out of it. */
export interface SessionAdapter {
  /** Pictures that the network takes at a time; left out where it takes any number. */
  readonly batch?: number | undefined;
  /** @param images `[count, size, size, 3] uint8`, not needed afterwards */
  feeds(images: Uint8Array<ArrayBuffer>, count: number): Feeds;
  /** @returns `[count, classes]`, row by row */
  probabilities(outputs: Readonly<Record<string, Float32Array>>): Float32Array;
}

/** For the files that giemsa writes. */
export const ownAdapter = (imageSize: number): SessionAdapter => ({
  feeds: (images, count) => ({
    images: { type: 'uint8', data: images, dims: [count, imageSize, imageSize, 3] },
  }),
  probabilities: ({ probabilities }) => probabilities!,
});
