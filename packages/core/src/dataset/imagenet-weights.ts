import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DownloadFailed } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';
import { UserError } from '../errors/user-error.js';
import { fetchFile, type TransferProgress } from '../files/fetch-file.js';
import { defaultCacheDirectory } from './cache.js';

const FILE_NAME = 'resnet50v2_weights_tf_dim_ordering_tf_kernels_notop.h5';

/** Address and checksum as keras.applications lists them (`keras/src/applications/resnet.py`, `WEIGHTS_HASHES`). */
const KERAS_ADDRESS = 'https://storage.googleapis.com/tensorflow/keras-applications/resnet/';
const MD5 = 'fac2f116257151a9d068a22e544a4917';

/** Where the file is kept, and where it comes from. */
export interface ImageNetWeightsOptions {
  /** Folder of the server that has the file. Default: Keras' own. */
  readonly address?: string;
  readonly md5?: string;
  /** Where the file is kept. Default: the user's cache. */
  readonly directory?: string;
  /** Is called as it is fetched. */
  readonly onProgress?: (progress: TransferProgress) => void;
}

/**
 * The ImageNet weights of ResNet50V2 without its top, as Keras publishes them (94 MB); fetched once, then kept in the
 * user's cache.
 * @returns the file's path
 * @throws UserError that says where to put the file by hand, when it cannot be fetched
 */
export async function fetchImageNetWeights({
  address = KERAS_ADDRESS,
  md5 = MD5,
  directory = join(defaultCacheDirectory(), 'weights'),
  onProgress,
}: ImageNetWeightsOptions = {}): Promise<string> {
  const path = join(directory, FILE_NAME);
  try {
    await mkdir(dirname(path), { recursive: true });
    await fetchFile(address + FILE_NAME, path, { md5, ...(onProgress && { onProgress }) });
    return path;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new DownloadFailed(
      text`${error.message.replace(/\.?$/, '')}. Without a network: put the file at ${path}, give a local file with ${option('weights')} FILE, or train from random weights with ${option('weights')} none`,
    );
  }
}
