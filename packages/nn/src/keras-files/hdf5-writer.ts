import type h5wasm from 'h5wasm';
import type { KerasArray } from './keras-array.js';

type Attribute = string | readonly string[];

let files = 0;

/**
 * Builds an HDF5 file in memory. Text is stored with variable length: HDF5 keeps it outside the object's header, whose
 * limit of 64 kB the structure of a large network would exceed.
 */
export class Hdf5Writer {
  private readonly groups = new Set(['']);

  private constructor(
    private readonly name: string,
    private readonly library: typeof h5wasm,
    private readonly file: InstanceType<typeof h5wasm.File>,
  ) {}

  static async create(): Promise<Hdf5Writer> {
    // A large library, and few programs write such a file.
    const { default: library } = await import('h5wasm');
    await library.ready;
    const name = `write-${files++}.h5`;
    return new Hdf5Writer(name, library, new library.File(name, 'w'));
  }

  /** Makes a group, and those that it lies in. @param path such as `model_weights/dense` */
  group(path: string): void {
    if (this.groups.has(path)) return;
    const slash = path.lastIndexOf('/');
    this.group(slash < 0 ? '' : path.slice(0, slash));
    this.file.create_group(path);
    this.groups.add(path);
  }

  /** @param path of a group, `''` for the file itself */
  attribute(path: string, name: string, value: Attribute): void {
    this.group(path);
    const owner = path === '' ? this.file : (this.file.get(path) as InstanceType<typeof h5wasm.Group>);
    if (typeof value === 'string') owner.create_attribute(name, value, [], 'S');
    else owner.create_attribute(name, [...value], [value.length], 'S');
  }

  dataset(path: string, { shape, data }: KerasArray): void {
    const slash = path.lastIndexOf('/');
    const parent = path.slice(0, slash);
    this.group(parent);
    const owner = this.file.get(parent) as InstanceType<typeof h5wasm.Group>;
    const dtype = data instanceof Float32Array ? '<f4' : '<q';
    owner.create_dataset({ name: path.slice(slash + 1), data, shape: [...shape], dtype });
  }

  /** The file's bytes; nothing can be added after. */
  async finish(): Promise<Uint8Array> {
    this.file.flush();
    this.file.close();
    const { FS } = await this.library.ready;
    const bytes = FS.readFile(this.name);
    FS.unlink(this.name);
    return bytes;
  }
}
