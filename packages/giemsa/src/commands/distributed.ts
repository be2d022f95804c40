import { type TrainAll, trainHere } from '../run/train-all.js';
import { importServer } from '../server-package.js';

/** The option of the commands that can have workers train. */
export const DISTRIBUTE = [
  '--distribute <url>',
  'have workers train: a PostgreSQL that every "giemsa worker --database URL" takes trainings from. Data and --out must ' +
    'be folders that all machines see under the same paths',
] as const;

/** What trains: workers at a database, or this process where none is named. @throws UserError when that is not installed */
export async function trainAllBy(url: string | undefined): Promise<TrainAll> {
  if (url === undefined) return trainHere;
  const { distribute } = await importServer<{ distribute: (url: string) => TrainAll }>(
    'distribute',
    '--distribute needs',
  );
  return distribute(url);
}
