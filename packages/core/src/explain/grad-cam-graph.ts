import {
  arrange,
  CONFIG_KEY,
  elementwise,
  forward,
  fromLayout,
  Graph,
  gradients,
  logitsOf,
  modelConfig,
  type Network,
  reduce,
  resizedImages,
  serialize,
  type Tensor,
} from '@giemsa/nn/browser';
import { UnusableModel } from '../errors/kinds.js';
import type { Interpolation } from '../pictures/resize.js';
import { checkHeatMapLayer, defaultHeatMapLayer } from './heat-map-layer.js';
import { defaultHeatMapMethod, HEAT_MAP_METHOD_TITLES, type HeatMapMethod } from './heat-map-method.js';

/** Which heat map is made. */
export interface HeatMapGraphOptions {
  /** Default: LayerCAM where the network ends in global maximum pooling, else Grad-CAM. */
  readonly method?: HeatMapMethod;
  /** Index of the class whose evidence is shown. */
  readonly classIndex: number;
  /** Layer whose maps are weighted. Default: the last with maps of at least 12 rows that no path goes around. */
  readonly layer?: string;
  /** How the graph resizes pictures: as the model's training did. Default `bilinear`. */
  readonly interpolation?: Interpolation;
  /** What else the file says of itself, such as `toMetadataProps`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Images of a run. Default 1. */
  readonly batchSize?: number;
}

/** Smallest of what is divided by. */
const EPSILON = 1e-12;

/**
 * A model together with its heat maps, as one ONNX graph of standard operators.
 *
 * Input `images` uint8 [batch, height, width, 3] of any size. Outputs: `probabilities` [batch, classes]; `heat`
 * [batch, image size, image size], 0 to 1, each map divided by its largest value; `peak` [batch], that value, in units
 * of the logit.
 *
 * With A the maps of the layer and g the gradient of the score with respect to them,
 * `heat = relu(Σₖ wₖ · Aₖ)`: Grad-CAM takes `wₖ` = mean of gₖ over places; Grad-CAM++ takes
 * `wₖ = Σ αₖ · relu(gₖ)` with `αₖ = gₖ² / (2gₖ² + gₖ³ · ΣAₖ)`; LayerCAM takes `wₖ = relu(gₖ)`, at each place its own.
 * The score is the logit of the class less the mean logit of the others: with two classes the log-odds.
 * Sources: Selvaraju et al. 2017, Grad-CAM, equations 1 and 2; Chattopadhay et al. 2018, Grad-CAM++, equations 10, 11 and 19;
 * Jiang et al. 2021, LayerCAM, equations 6 and 7.
 * @throws UserError on a layer that does not exist or gives no maps
 */
export function heatMapGraph(model: Network, options: HeatMapGraphOptions): Uint8Array {
  const { classIndex, layer = defaultHeatMapLayer(model), batchSize = 1, metadata = {} } = options;
  const { method = defaultHeatMapMethod(model) } = options;
  checkHeatMapLayer(model, layer);
  // Gradients exist in the training layout.
  const graph = new Graph('CHWN');
  const images = resizedImages(graph, model, batchSize, options.interpolation);
  const weights = new Map(
    model.weights.map(({ name, shape, data }) => [name, graph.constant(data, shape, name)]),
  );
  const pass = forward(model, graph, images, {
    training: false,
    weight: (name) => weights.get(name)!,
  });
  const maps = pass.activations.get(layer)!;
  const score = scoreOf(logitsOf(pass.output) ?? pass.output, classIndex);
  const [gradient] = gradients(score, [maps]);
  if (!gradient) throw new UnusableModel(`the output of the model does not depend on the layer "${layer}"`);
  const heat = rectified(weighted(maps, mapWeights(method, maps, gradient)));
  const [peak, relative] = divided(heat);
  const outputs = {
    probabilities: fromLayout(pass.output),
    heat: enlarged(relative, model.inputShape as [number, number, number]),
    peak: arrange.reshape(peak, [batchSize]),
  };
  return serialize(graph, outputs, {
    name: `${model.name} with heat maps`,
    metadata: {
      ...{ method, layer, class_index: String(classIndex) },
      // Its layers can be read again, as those of a model file: a page trains it further.
      [CONFIG_KEY]: JSON.stringify(modelConfig(model)),
      ...metadata,
    },
    documentation: `Probabilities and heat maps (${HEAT_MAP_METHOD_TITLES[method]}) of images of single blood cells. Research use only.`,
  });
}

/** Sum over the images of logit − mean of the other logits: images do not touch each other. @param logits [classes, N] */
function scoreOf(logits: Tensor, classIndex: number): Tensor {
  const { graph, shape } = logits;
  const [classes, batch] = shape as [number, number];
  const share = new Float32Array(classes).fill(-1 / (classes - 1));
  share[classIndex] = 1;
  const column = graph.constant(share, [classes, 1]);
  const score = reduce.sumAll(elementwise.mul(logits, column));
  return graph.differentiable(score, [logits], (dy) => [
    elementwise.mul(arrange.expand(column, [classes, batch]), dy),
  ]);
}

/** @param maps [C, H, W, N] @param gradient the same @returns [C, 1, 1, N], or as the maps */
function mapWeights(method: HeatMapMethod, maps: Tensor, gradient: Tensor): Tensor {
  const { graph } = maps;
  if (method === 'layer-cam') return rectified(gradient);
  if (method === 'grad-cam') return reduce.reduceMean(gradient, [1, 2], true);
  const square = elementwise.mul(gradient, gradient);
  const sums = reduce.reduceSum(maps, [1, 2], true);
  const denominator = elementwise.add(
    elementwise.scale(square, 2),
    elementwise.mul(elementwise.mul(square, gradient), sums),
  );
  const isZero = elementwise.equal(denominator, graph.scalar(0));
  const safe = graph.node('Where', [isZero, graph.scalar(1), denominator], {}, [{ shape: maps.shape }])[0]!;
  return reduce.reduceSum(elementwise.mul(elementwise.div(square, safe), rectified(gradient)), [1, 2], true);
}

const weighted = (maps: Tensor, weights: Tensor): Tensor =>
  reduce.reduceSum(elementwise.mul(maps, weights), [0]);

const rectified = (x: Tensor): Tensor => x.graph.node('Relu', [x], {}, [{ shape: x.shape }])[0]!;

/** Each map's largest value, [1, 1, N], and the map divided by it. @param heat [H, W, N] */
function divided(heat: Tensor): [Tensor, Tensor] {
  const peak = reduce.reduceMax(heat, [0, 1], true);
  return [peak, elementwise.div(heat, elementwise.max(peak, heat.graph.scalar(EPSILON)))];
}

/** [H, W, N] to [N, height, width], linear between the places. */
function enlarged(heat: Tensor, [height, width]: readonly [number, number, number]): Tensor {
  const { graph } = heat;
  const [rows, columns, batch] = heat.shape as [number, number, number];
  const images = arrange.reshape(arrange.transpose(heat, [2, 0, 1]), [batch, 1, rows, columns]);
  const sizes = graph.constant(BigInt64Array.from([batch, 1, height, width], BigInt), [4]);
  const attributes = { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
  const [resized] = graph.node('Resize', [images, null, null, sizes], attributes, [
    { shape: [batch, 1, height, width] },
  ]);
  return arrange.reshape(resized!, [batch, height, width]);
}
