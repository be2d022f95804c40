import { readFile } from 'node:fs/promises';
import { Float16Array } from '@petamoriken/float16';
import type { Attribute, Dataset, File, Group } from 'h5wasm';
import { NotFound, UnreadableFile, UnusableModel } from '../../errors/kinds.js';
import { UserError } from '../../errors/user-error.js';
import { statIfThere } from '../../files/exists.js';

/** An array of numbers of an HDF5 file. */
export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Larger arrays are not weights of a network that could be trained here; a damaged file may claim any size. */
const LARGEST_ARRAY = 2 ** 28;

/** Folder in memory, so that a name without a folder of its own is told from one with. */
const PLACE = '/model';
/** POSIX: the file is made where there is none. */
const O_CREAT = 0o100;
/** The file takes ownership of the bytes, which the type does not express. */
const NO_COPY = { canOwn: true } as object;
let files = 0;

type Library = typeof import('h5wasm');
type Module = Awaited<Library['ready']>;

/** Loaded with the first file. Not h5wasm/node: this build sees no disk, so what a file names outside itself does not exist for it. */
let library: Library;

/**
 * Opens an HDF5 file for reading, and closes it again.
 * @param title what the user calls the file, in errors
 * @throws UserError that names the file when it is missing, no HDF5 file, or damaged where it is read, or when what is read
 * lies in another file (external links, external storage, virtual datasets)
 */
export async function readHdf5<Result>(
  path: string,
  read: (root: Group) => Result,
  title = path,
): Promise<Result> {
  library = await import('h5wasm');
  const module = await library.ready;
  // Otherwise the library prints its stack of errors to the terminal, and continues with what it has.
  module.activate_throwing_error_handler();
  const found = await statIfThere(path);
  if (!found?.isFile()) throw new NotFound(title, `${title}: there is no such file`);
  const { FS } = module;
  const bytes = await readFile(path);
  if (!FS.analyzePath(PLACE).exists) FS.mkdir(PLACE);
  const name = `${PLACE}/${files++}.h5`;
  FS.writeFile(name, bytes, NO_COPY);
  let file: File | undefined;
  try {
    return quietly(() =>
      alone(module, name, () => {
        file = new library.File(name, 'r');
        return read(file);
      }),
    );
  } catch (error) {
    if (error instanceof UserError) throw new UnreadableFile(title, [`${title}: `, error.text]);
    throw new UnreadableFile(title, `${title} is not an HDF5 file, or is damaged: ${reason(error)}`);
  } finally {
    close(file);
    FS.unlink(name);
  }
}

/**
 * Reads while no other file can be opened, so that files it refers to are not read, and their values are not
 * taken as zeros.
 * @throws UserError that names the other file
 */
function alone<Result>(module: Module, name: string, read: () => Result): Result {
  const { FS } = module;
  const { open } = FS;
  // HDF5 looks there for programs that unpack unknown compressions; there are none.
  const plugins = module.get_plugin_search_paths();
  let other: string | undefined;
  FS.chdir(PLACE);
  FS.open = (path, flags, ...rest) => {
    // What the library makes for itself, such as the text of an error.
    const isNew = (Number(flags) & O_CREAT) !== 0;
    if (path === name || isNew) return open.call(FS, path, flags, ...rest);
    if (!plugins.includes(path)) other ??= path.replace(new RegExp(`^${PLACE}/+`), '').replace(/^\/+/, '/');
    return open.call(FS, `${PLACE}/none`, flags);
  };
  const refuse = () => {
    if (other === undefined) return;
    throw new UnusableModel(
      `its data is in another file, ${JSON.stringify(other)}; a model must be one file: save it again with model.save`,
    );
  };
  try {
    const result = read();
    refuse();
    return result;
  } catch (error) {
    refuse();
    throw error;
  } finally {
    FS.open = open;
    FS.chdir('/');
  }
}

/** Damaged files make HDF5 write a line to the terminal beside the error that it throws, which says the same. */
function quietly<Result>(read: () => Result): Result {
  const { write } = process.stderr;
  process.stderr.write = () => true;
  try {
    return read();
  } finally {
    process.stderr.write = write;
  }
}

function close(file: File | undefined): void {
  try {
    quietly(() => file?.close());
  } catch {
    // A damaged file that cannot be closed has been reported already.
  }
}

/** HDF5 reports the calls that failed from the outermost in; the innermost says what is wrong. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const calls = [...message.matchAll(/\(\): (.+)$/gm)];
  return calls.at(-1)?.[1] ?? message.split('\n')[0]!;
}

/** The group of that name, or of a path such as `Conv/BatchNorm`; `undefined` when there is none. */
export function subgroup(parent: Group, path: string): Group | undefined {
  let group = parent;
  for (const name of path.split('/')) {
    if (!group.keys().includes(name)) return undefined;
    const entity = group.get(name);
    if (!(entity instanceof library.Group)) return undefined;
    group = entity;
  }
  return group;
}

/** The groups in a group, by name. */
export function subgroups(parent: Group): [string, Group][] {
  return parent.keys().flatMap((name) => {
    const group = subgroup(parent, name);
    return group ? [[name, group]] : [];
  });
}

/**
 * A dataset of float16, float32, float64, or integers.
 * @throws UserError when there is no such dataset, or it holds something else
 */
export function numbers(parent: Group, name: string): NumberArray {
  const dataset = parent.get(name);
  if (!(dataset instanceof library.Dataset))
    throw new UnusableModel(`there is no array "${name}" in ${parent.path}`);
  const { metadata, shape } = dataset;
  if ((metadata.type !== FLOAT && metadata.type !== INTEGER) || !shape)
    throw new UnusableModel(`the array "${name}" does not hold numbers`);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > LARGEST_ARRAY) throw new UnusableModel(`the array "${name}" claims to hold ${size} numbers`);
  const isHalf = metadata.type === FLOAT && metadata.size === 2;
  return { shape, data: isHalf ? halves(dataset) : floats(dataset) };
}

/** HDF5's classes of data types, H5T_class_t. */
const INTEGER = 0;
const FLOAT = 1;

/** Float32 values as they are; the library's array is not shared with anybody. */
function floats(dataset: Dataset): Float32Array {
  const found = values(dataset);
  if (found instanceof Float32Array) return found;
  return found instanceof BigInt64Array || found instanceof BigUint64Array
    ? Float32Array.from(found, Number)
    : Float32Array.from(found);
}

const values = (dataset: Dataset): ArrayLike<number> => {
  const { value } = dataset;
  return typeof value === 'number' || typeof value === 'bigint'
    ? [Number(value)]
    : (value as unknown as ArrayLike<number>);
};

/** h5wasm does not know float16, but gives its bits when it takes them for integers. */
function halves(dataset: Dataset): Float32Array {
  Object.assign(dataset.metadata, { type: INTEGER, signed: false });
  return Float32Array.from(new Float16Array(Uint16Array.from(values(dataset)).buffer));
}

/** An attribute of one string; `undefined` when there is none. */
export function text(owner: Group, name: string): string | undefined {
  const value = attribute(owner, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** An attribute of many strings, also when Keras cut it into `name0`, `name1`, … for HDF5's limit of 64 kB. */
export function texts(owner: Group, name: string): string[] | undefined {
  const whole = attribute(owner, name);
  if (whole) return list(whole);
  const parts: string[] = [];
  for (let part = 0; ; part++) {
    const piece = attribute(owner, `${name}${part}`);
    if (!piece) return part === 0 ? undefined : parts;
    parts.push(...list(piece));
  }
}

const attribute = (owner: Group, name: string): Attribute | undefined => owner.attrs[name];

/** An empty list is stored as an empty array of numbers. */
function list({ value }: Attribute): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
