import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withTemporary } from '@giemsa/nn';
import { InvalidOption } from '../errors/kinds.js';
import { text } from '../errors/text.js';
import { statIfThere } from '../files/exists.js';
import { fetchFile, type TransferProgress } from '../files/fetch-file.js';
import { checkOutputFolder } from '../files/output.js';
import { unzip } from './unzip.js';

/** A file of the NIH's data set; the checksum where one has been published. */
export interface RemoteFile {
  name: string;
  sha256?: string;
}

/** The US National Library of Medicine's folder, as its malaria data page links it. */
export const NIH_ADDRESS = 'https://data.lhncbc.nlm.nih.gov/public/Malaria/';

/**
 * The cells and the patient tables. Checksum of the archive (353,452,851 bytes): TensorFlow Datasets,
 * `tensorflow_datasets/datasets/malaria/checksums.tsv`.
 */
export const NIH_FILES: readonly RemoteFile[] = [
  { name: 'patientid_cellmapping_parasitized.csv' },
  { name: 'patientid_cellmapping_uninfected.csv' },
  {
    name: 'cell_images.zip',
    sha256: '0a949556b2414159b5100192609805376654c4266d8d187be9b1922fad43c668',
  },
];

export interface DownloadOptions {
  /** Where the files are; the NIH's folder when left out. */
  address?: string;
  files?: readonly RemoteFile[];
  onProgress?: (progress: TransferProgress) => void;
}

export interface DownloadResult {
  directory: string;
  /** SHA-256 of each file that was fetched or already there. */
  files: { name: string; sha256: string; bytes: number }[];
}

/**
 * Fetches the NIH/NLM cells and patient tables into a folder and unpacks the archive there. What already exists is
 * not fetched again, and a transfer that was cut off continues where it stopped. The checksum of each file is compared
 * with the published one, and with the one recorded beside it (`NAME.sha256`) at the first download.
 * @throws UserError when the network or the disk fails, or a checksum differs; finished parts are kept.
 */
export async function downloadDataset(
  directory: string,
  { address = NIH_ADDRESS, files = NIH_FILES, onProgress }: DownloadOptions = {},
): Promise<DownloadResult> {
  await checkOutputFolder(text`data download`, directory);
  await mkdir(directory, { recursive: true });
  const fetched: DownloadResult['files'] = [];
  for (const file of files) {
    const url = addressOf(file.name, address);
    const path = join(directory, file.name);
    const sha256 = await fetchFile(url, path, { ...file, ...(onProgress && { onProgress }) });
    fetched.push({ name: file.name, sha256, bytes: (await stat(path)).size });
    if (file.name.endsWith('.zip')) await unpack(path, directory);
  }
  return { directory, files: fetched };
}

/**
 * Unpacks into a folder beside, and moves what it holds into place when all of it is there. A folder of the archive's
 * name is what an earlier download unpacked, and is left as it is.
 */
async function unpack(archive: string, directory: string): Promise<void> {
  if (await statIfThere(join(directory, basename(archive, '.zip')))) return;
  await withTemporary(archive, async (temporary) => {
    await unzip(archive, temporary);
    for (const name of await readdir(temporary)) await rename(join(temporary, name), join(directory, name));
    await rm(temporary, { recursive: true, force: true });
  });
}

function addressOf(name: string, folder: string): string {
  try {
    return new URL(name, folder.replace(/\/?$/, '/')).href;
  } catch {
    throw InvalidOption.expected('address', folder, `an address such as ${NIH_ADDRESS}`);
  }
}
