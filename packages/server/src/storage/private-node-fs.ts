import { NodeFS } from '@electric-sql/pglite/nodefs';

interface Attributes {
  readonly mode?: number;
}

/** Emscripten's file system of Node.js, as far as it is used here. */
interface Module {
  readonly NODEFS: {
    doSetAttr: (path: unknown, node: unknown, attributes: Attributes, ...others: unknown[]) => unknown;
  };
}

/** A folder of this machine for PGlite, which gives everyone the rights to its files, by chmod, whatever the umask is. */
export class PrivateNodeFS extends NodeFS {
  override async init(...options: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...options);
    const keepPrivate = (module: unknown) => {
      const { NODEFS } = module as Module;
      const setAttributes = NODEFS.doSetAttr;
      NODEFS.doSetAttr = (path, node, attributes, ...others) => {
        const { mode } = attributes;
        const own = mode === undefined || mode === null ? attributes : { ...attributes, mode: mode & ~0o077 };
        return setAttributes(path, node, own, ...others);
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [keepPrivate, ...(emscriptenOpts.preRun ?? [])] } };
  }
}
