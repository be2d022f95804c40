import { createRequire } from 'node:module';
import 'onnxruntime-node';
import type { Values } from './session.js';

// ONNX Runtime's C API on the library that onnxruntime-node ships, called through koffi. This file is the only one that
// knows its table of functions. Pointers are BigInts.

/**
 * The version of the table that is asked for. A later ONNX Runtime of the same major version answers it too, because it only
 * appends to the table. Source: onnxruntime_c_api.h, onnxruntime_c_api.cc ("Rules on how to add a new Ort API version").
 */
const API_VERSION = 20;
const MAJOR = 1;

type Pointer = bigint;

/** What is used of koffi (koffi.dev), whose addon is a package for each platform. */
interface Koffi {
  load(path: string): { func(name: string, result: string, args: readonly string[]): () => Pointer };
  proto(result: string, args: readonly string[]): object;
  /** Pointers in a row, or with a type from `proto` the function there. */
  decode(at: Pointer, type: 'void *', length: number): [Pointer, ...Pointer[]];
  decode(at: Pointer, type: object): (...args: unknown[]) => unknown;
  address(memory: ArrayBufferView): Pointer;
}

/** Codes in onnxruntime_c_api.h. */
const ELEMENT_TYPES = { float32: 1, uint8: 2 } as const;
const OPTIMIZATION_LEVELS = { extended: 2, all: 99 } as const;
const LOG_ERRORS = 3;
const DEVICE_ALLOCATOR = 0;
const DEFAULT_MEMORY = 0;

/** A function's place in the table, and the types of its result and its arguments. `path` is ORTCHAR_T. */
const FUNCTIONS = {
  GetErrorMessage: [2, 'str', ['void *']],
  CreateEnv: [3, 'void *', ['int', 'str', 'void *']],
  CreateSessionFromArray: [8, 'void *', ['void *', 'void *', 'size_t', 'void *', 'void *']],
  Run: [9, 'void *', ['void *', 'void *', 'void *', 'void *', 'size_t', 'void *', 'size_t', 'void *']],
  CreateSessionOptions: [10, 'void *', ['void *']],
  EnableProfiling: [14, 'void *', ['void *', 'path']],
  DisableMemPattern: [17, 'void *', ['void *']],
  DisableCpuMemArena: [19, 'void *', ['void *']],
  SetSessionLogSeverityLevel: [22, 'void *', ['void *', 'int']],
  SetSessionGraphOptimizationLevel: [23, 'void *', ['void *', 'int']],
  SetIntraOpNumThreads: [24, 'void *', ['void *', 'int']],
  CreateTensorWithDataAsOrtValue: [
    49,
    'void *',
    ['void *', 'void *', 'size_t', 'void *', 'size_t', 'int', 'void *'],
  ],
  CreateCpuMemoryInfo: [69, 'void *', ['int', 'int', 'void *']],
  ReleaseStatus: [93, 'void', ['void *']],
  ReleaseSession: [95, 'void', ['void *']],
  ReleaseValue: [96, 'void', ['void *']],
  ReleaseSessionOptions: [100, 'void', ['void *']],
  AddSessionConfigEntry: [130, 'void *', ['void *', 'str', 'str']],
} as const satisfies Record<string, readonly [number, string, readonly string[]]>;

type Name = keyof typeof FUNCTIONS;
// biome-ignore lint/suspicious/noExplicitAny: the results are as the table above says, which TypeScript cannot read.
type Functions = Record<Name, (...args: unknown[]) => any>;

/** What a session of the C API is made with. */
export interface CSessionOptions {
  readonly optimization: keyof typeof OPTIMIZATION_LEVELS;
  readonly keepMemory: boolean;
  readonly threads?: number | undefined;
  readonly profilePrefix?: string | undefined;
  readonly config: Readonly<Record<string, string>>;
}

/** The calls that a session needs. Sessions and tensors have to be released. All throw ONNX Runtime's message. */
export class CApi {
  readonly #functions: Functions;
  readonly #environment: Pointer;
  readonly #memory: Pointer;

  constructor(
    private readonly koffi: Koffi,
    table: Pointer,
  ) {
    this.#functions = functionsOf(koffi, table);
    this.#environment = this.#make((made) => this.#call('CreateEnv', LOG_ERRORS, 'giemsa', made));
    this.#memory = this.#make((made) =>
      this.#call('CreateCpuMemoryInfo', DEVICE_ALLOCATOR, DEFAULT_MEMORY, made),
    );
  }

  createSession(onnx: Uint8Array, wanted: CSessionOptions): Pointer {
    const options = this.#make((made) => this.#call('CreateSessionOptions', made));
    try {
      this.#call('SetSessionLogSeverityLevel', options, LOG_ERRORS);
      this.#call('SetSessionGraphOptimizationLevel', options, OPTIMIZATION_LEVELS[wanted.optimization]);
      if (wanted.threads !== undefined) this.#call('SetIntraOpNumThreads', options, wanted.threads);
      if (wanted.profilePrefix !== undefined) this.#call('EnableProfiling', options, wanted.profilePrefix);
      if (!wanted.keepMemory) {
        this.#call('DisableCpuMemArena', options);
        this.#call('DisableMemPattern', options);
      }
      for (const [key, value] of Object.entries(wanted.config))
        this.#call('AddSessionConfigEntry', options, key, value);
      return this.#make((made) =>
        this.#call('CreateSessionFromArray', this.#environment, onnx, onnx.byteLength, options, made),
      );
    } finally {
      this.#functions.ReleaseSessionOptions(options);
    }
  }

  releaseSession(session: Pointer): void {
    this.#functions.ReleaseSession(session);
  }

  /** A tensor over the caller's memory, which must be kept until the tensor is released. */
  createTensor({ type, data, dims }: Values): Pointer {
    const shape = BigInt64Array.from(dims, BigInt);
    return this.#make((made) =>
      this.#call(
        'CreateTensorWithDataAsOrtValue',
        this.#memory,
        data,
        data.byteLength,
        shape,
        shape.length,
        ELEMENT_TYPES[type],
        made,
      ),
    );
  }

  releaseTensor(tensor: Pointer): void {
    this.#functions.ReleaseValue(tensor);
  }

  /** Computes in the calling thread, and writes into the memory of the outputs. */
  run(
    session: Pointer,
    inputs: { readonly names: BigUint64Array; readonly tensors: BigUint64Array },
    outputs: { readonly names: BigUint64Array; readonly tensors: BigUint64Array },
  ): void {
    const [fed, fetched] = [inputs.names.length, outputs.names.length];
    this.#call(
      'Run',
      session,
      null,
      inputs.names,
      inputs.tensors,
      fed,
      outputs.names,
      fetched,
      outputs.tensors,
    );
  }

  /** Where the memory lies; it stays there as long as the array lives. */
  address(memory: Uint8Array): Pointer {
    return this.koffi.address(memory);
  }

  #make(call: (made: BigUint64Array) => void): Pointer {
    const made = new BigUint64Array(1);
    call(made);
    return made[0]!;
  }

  /** Calls a function that answers with a status: nothing, or an error. */
  #call(name: Exclude<Name, `Release${string}`>, ...args: unknown[]): void {
    const status: Pointer | null = this.#functions[name](...args);
    if (status === null) return;
    const message: string = this.#functions.GetErrorMessage(status);
    this.#functions.ReleaseStatus(status);
    throw new Error(message);
  }
}

function functionsOf(koffi: Koffi, table: Pointer): Functions {
  const length = Math.max(...Object.values(FUNCTIONS).map(([place]) => place)) + 1;
  const pointers = koffi.decode(table, 'void *', length);
  // Paths are UTF-16 on Windows.
  const type = (name: string): string =>
    name !== 'path' ? name : process.platform === 'win32' ? 'str16' : 'str';
  const functions = Object.entries(FUNCTIONS).map(([name, [place, result, args]]) => [
    name,
    koffi.decode(pointers[place]!, koffi.proto(result, args.map(type))),
  ]);
  return Object.fromEntries(functions) as Functions;
}

const LIBRARY = /[\\/](libonnxruntime\.so(\.\d+)*|libonnxruntime(\.\d+)*\.dylib|onnxruntime\.dll)$/i;

/** The library that the addon of onnxruntime-node has loaded into this process, so that there is one ONNX Runtime in it. */
function loadedLibrary(): string {
  const { report } = process as { report: NodeJS.ProcessReport & { excludeNetwork?: boolean } };
  const before = report.excludeNetwork;
  // Otherwise the report looks up the names of all open connections.
  report.excludeNetwork = true;
  const { sharedObjects } = report.getReport() as { sharedObjects: readonly string[] };
  report.excludeNetwork = before ?? false;
  const library = sharedObjects.find((path) => LIBRARY.test(path));
  if (library === undefined) throw new Error('onnxruntime-node has loaded no library of ONNX Runtime');
  return library;
}

/** @throws Error when the version is none whose table of functions is known */
export function checkVersion(version: string): void {
  const [major, minor] = version.split('.').map(Number);
  if (major === MAJOR && minor !== undefined && minor >= API_VERSION) return;
  throw new Error(
    `its version is ${version}, and only ${MAJOR}.${API_VERSION} and later of ${MAJOR}.x are known`,
  );
}

/** @throws Error with the reason when koffi or the library is not there, or the library's version is not known */
export function openCApi(): CApi {
  const koffi = createRequire(import.meta.url)(`@koromix/koffi-${process.platform}-${process.arch}`) as Koffi;
  const library = koffi.load(loadedLibrary());
  const base: Pointer = library.func('OrtGetApiBase', 'void *', [])();
  const [getApi, getVersionString] = koffi.decode(base, 'void *', 2);
  checkVersion(koffi.decode(getVersionString!, koffi.proto('str', []))() as string);
  const table = koffi.decode(getApi, koffi.proto('void *', ['uint32_t']))(API_VERSION) as Pointer | null;
  if (table === null) throw new Error(`it does not answer version ${API_VERSION} of its C API`);
  return new CApi(koffi, table);
}
