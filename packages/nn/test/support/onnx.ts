import { decodeModel } from '../../src/graph/onnx-schema.js';

/** What tests look at in an ONNX file. */
export interface OnnxModel {
  readonly opsetImport: readonly { readonly domain: string; readonly version: unknown }[];
  readonly graph: {
    readonly node: readonly {
      readonly opType: string;
      readonly domain: string;
      readonly input: readonly string[];
      readonly output: readonly string[];
    }[];
    readonly initializer: readonly { readonly name: string }[];
    readonly input: readonly { readonly name: string }[];
    readonly output: readonly { readonly name: string }[];
  };
}

export const decodeOnnx = (bytes: Uint8Array): OnnxModel => decodeModel(bytes) as OnnxModel;
