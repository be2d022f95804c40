import { MissingOption } from '@giemsa/core/internal/errors/kinds';
import { type TrainAll, trainHere } from '@giemsa/core/internal/training/train-all';
import { importServer } from '../server-package.js';

/** The option of the commands that can have workers train. */
export const DISTRIBUTE = [
  '--distribute [url]',
  'let workers train: the PostgreSQL of the "giemsa worker" processes (default: GIEMSA_DATABASE). Data and --out must have ' +
    'the same paths on all machines',
] as const;

/** What trains: workers at a database, or this process where none is named. @throws UserError when that is not installed */
export async function trainAllBy(wanted: string | true | undefined): Promise<TrainAll> {
  if (wanted === undefined) return trainHere;
  const url = wanted === true ? process.env.GIEMSA_DATABASE : wanted;
  if (!url)
    throw new MissingOption(
      'distribute',
      '--distribute needs the address of a PostgreSQL, or GIEMSA_DATABASE in the environment',
    );
  if (wanted !== true && URL.canParse(url) && new URL(url).password !== '') {
    process.stderr.write(
      'warning: the secret in --distribute can be read by every user of this machine (ps); set GIEMSA_DATABASE instead\n',
    );
  }
  const { distribute } = await importServer<{ distribute: (url: string) => TrainAll }>(
    'distribute',
    '--distribute needs',
  );
  return distribute(url);
}
