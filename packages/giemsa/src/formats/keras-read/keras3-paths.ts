/** What matters here of a layer's configuration; of a model inside a model, with its layers. */
interface LayerConfig {
  readonly class_name?: unknown;
  readonly config?: { readonly name?: unknown; readonly layers?: readonly LayerConfig[] };
}

/**
 * Where Keras 3 keeps each layer's weights: `/layers/conv2d_1` is the second `Conv2D` of a model.
 * Source: keras/src/saving/saving_lib.py, `_save_container_state`.
 * @returns layer names by the path of their group
 */
export function keras3Paths(config: unknown, parent = ''): ReadonlyMap<string, string> {
  const used = new Map<string, number>();
  const paths = new Map<string, string>();
  for (const layer of (config as LayerConfig | undefined)?.config?.layers ?? []) {
    const className = snakeCase(String(layer.class_name));
    const count = used.get(className) ?? 0;
    used.set(className, count + 1);
    const path = `${parent}/layers/${count === 0 ? className : `${className}_${count}`}`;
    paths.set(path, String(layer.config?.name));
    for (const [inner, name] of keras3Paths(layer, path)) paths.set(inner, name);
  }
  return paths;
}

/** Keras' `to_snake_case`: `GlobalAveragePooling2D` is `global_average_pooling2d`. */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/\W+/g, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
