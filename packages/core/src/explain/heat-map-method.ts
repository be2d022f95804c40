import type { Network } from '@giemsa/nn/browser';

/** All ways to weight the maps of a layer. */
export const HEAT_MAP_METHODS = ['grad-cam', 'grad-cam++', 'layer-cam'] as const;
/** How the maps of a layer are weighted: see `heatMapGraph`. */
export type HeatMapMethod = (typeof HEAT_MAP_METHODS)[number];

export const HEAT_MAP_METHOD_TITLES: Readonly<Record<HeatMapMethod, string>> = {
  'grad-cam': 'Grad-CAM',
  'grad-cam++': 'Grad-CAM++',
  'layer-cam': 'LayerCAM',
};

/**
 * Grad-CAM, whose one weight for a whole map is right where the network ends in mean pooling. Behind global maximum pooling
 * the gradient lies at a single place, and spread over the map it lights up the background: there LayerCAM.
 */
export const defaultHeatMapMethod = (model: Network): HeatMapMethod =>
  model.layers.some(
    ({ layer, tensor: { shape } }) => layer.className === 'MaxPooling2D' && shape[1] === 1 && shape[2] === 1,
  )
    ? 'layer-cam'
    : 'grad-cam';
