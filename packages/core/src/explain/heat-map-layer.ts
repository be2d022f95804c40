import type { Network } from '@giemsa/nn/browser';
import { InvalidOption, UnusableModel } from '../errors/kinds.js';
import { option, text } from '../errors/text.js';

/** Maps of fewer rows place the heat too coarsely: a ring is an eighth of a cell wide. */
const WANTED_ROWS = 12;

/** Layers that only lay out or scale what came before. */
const WITHOUT_FEATURES = [
  ...['InputLayer', 'Rescaling', 'Normalization'],
  ...['ZeroPadding2D', 'Cropping2D', 'Resizing', 'Permute', 'Reshape'],
];

/** Layers that give features [height, width, channels] of more than one place. */
export const imageLayers = (model: Network): Network['layers'] =>
  model.layers.filter(({ layer, tensor: { shape } }) => {
    const isImage = shape.length === 4 && (shape[1] as number) * (shape[2] as number) > 1;
    return isImage && !WITHOUT_FEATURES.includes(layer.className);
  });

/**
 * The default layer: the last whose maps have at least 12 rows and that no path from the image to the output
 * bypasses (a layer inside a residual block sees only a part); with smaller maps, the finest.
 * @throws UserError when no layer gives maps
 */
export function defaultHeatMapLayer(model: Network): string {
  const candidates = imageLayers(model).filter((node) => seesEverything(model, node));
  if (candidates.length === 0) {
    throw new UnusableModel(
      `model "${model.name}" has no layer with spatial maps, so no heat map can be drawn`,
    );
  }
  const rows = (node: (typeof candidates)[number]) => node.tensor.shape[1] as number;
  const finest = Math.max(...candidates.map(rows));
  return candidates.filter((node) => rows(node) >= Math.min(WANTED_ROWS, finest)).at(-1)!.name;
}

/** @throws UserError that lists some layers, when there is no such layer or it gives no maps */
export function checkHeatMapLayer(model: Network, name: string): void {
  const names = imageLayers(model).map((node) => node.name);
  if (names.includes(name)) return;
  throw new InvalidOption(
    'layer',
    name,
    text`${option('layer')} "${name}" has no spatial maps; the last layers that do are ${names.slice(-5).join(', ')}`,
  );
}

/** Whether every later layer is fed by this one or by later ones; layers are in the order in which they are computed. */
function seesEverything(model: Network, node: Network['layers'][number]): boolean {
  const position = model.layers.indexOf(node);
  const before = new Set(model.layers.slice(0, position));
  return model.layers.slice(position + 1).every(({ inputs }) => inputs.every((input) => !before.has(input)));
}
