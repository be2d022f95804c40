/** What is used of libheif (LGPL-3.0), compiled to WebAssembly; its own types describe the module's inside only. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifError {
    code: { value: number } | number;
    message: string;
  }
  interface HeifPlane {
    id: unknown;
    width: number;
    height: number;
    /** Bytes from a row to the next. */
    stride: number;
    data: Uint8Array;
  }
  interface Heif {
    ready?: Promise<unknown>;
    heif_error_code: { heif_error_Ok: unknown };
    heif_colorspace: { heif_colorspace_RGB: unknown };
    heif_chroma: { heif_chroma_interleaved_RGBA: unknown };
    heif_channel: { heif_channel_interleaved: unknown };
    heif_context_alloc(): object;
    heif_context_free(context: object): void;
    heif_context_read_from_memory(context: object, bytes: Uint8Array): HeifError;
    heif_context_get_number_of_top_level_images(context: object): number;
    heif_js_context_get_primary_image_handle(context: object): object | HeifError;
    heif_image_handle_get_width(handle: object): number;
    heif_image_handle_get_height(handle: object): number;
    heif_image_handle_release(handle: object): void;
    heif_js_decode_image2(
      handle: object,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<{ image: object; channels: HeifPlane[] } | HeifError>;
    heif_image_release(image: object): void;
  }
  const heif: Heif;
  export default heif;
}
