// What @giemsa/nn offers in Node.js and in browsers. Names, arguments and defaults are Keras' wherever Keras has them.
export type { BatchLogs, Callback, EpochLogs, TrainingControl } from './callbacks/callback.js';
export { type EarlyStoppingOptions, earlyStopping } from './callbacks/early-stopping.js';
export type { Checkpoints, LoadedCheckpoint } from './checkpoint/checkpoints.js';
export type { Json, StoredTensor, TrainingState } from './checkpoint/training-state.js';
export { DamagedFileError } from './checkpoint/training-state.js';
export { arrayDataset, type Dataset } from './data/dataset.js';
// For those who write their own operators and batch transforms: the graph and ONNX's operators on it.
export * as arrange from './graph/arrange.js';
export * as elementwise from './graph/elementwise.js';
export { gradients } from './graph/gradients.js';
export type {
  Attributes,
  AttributeValue,
  ConstantData,
  ConstantTensor,
  GraphNode,
  Layout,
  TapeEntry,
} from './graph/graph.js';
export { Graph } from './graph/graph.js';
export * as reduce from './graph/reduce.js';
export type { SerializeOptions } from './graph/serialize.js';
export { serialize } from './graph/serialize.js';
export type { DataType, Dimension, Shape, Tensor } from './graph/tensor.js';
export type { InitializerLike, InitializerName } from './initializers/get-initializer.js';
export type { Initializer, InitializerConfig, VarianceScalingName } from './initializers/initializer.js';
export { type LoadedModel, loadModel, modelFromConfig, readModel } from './keras/load-model.js';
export { type CompileOptions, Model, type ModelFitOptions } from './keras/model.js';
export { type ModelFormat, modelBytes, saveModel } from './keras/save-model.js';
export { Sequential } from './keras/sequential.js';
export { kerasArchive } from './keras-files/keras-archive.js';
export { legacyH5 } from './keras-files/legacy-h5.js';
export type {
  AdamRecord,
  OptimizerRecord,
  TrainedNetwork,
  TrainingRecord,
} from './keras-files/trained-network.js';
export type { ActivationName } from './layers/activation.js';
export { activation, softmax } from './layers/activation.js';
export type { ZeroPadding2DOptions } from './layers/arrangement.js';
export { flatten, zeroPadding2D } from './layers/arrangement.js';
export type { BatchNormalizationConfig } from './layers/batch-normalization.js';
export { batchNormalization } from './layers/batch-normalization.js';
export { type Conv2DOptions, conv2d } from './layers/conv2d.js';
export { type DenseOptions, dense } from './layers/dense.js';
export type { DepthwiseOptions } from './layers/depthwise-conv2d.js';
export {
  type DepthwiseConv2DOptions,
  depthwiseConv2D,
  type SeparableConv2DOptions,
  separableConv2D,
} from './layers/depthwise-conv2d.js';
export { input } from './layers/input.js';
export type {
  Layer,
  LayerCall,
  LayerContext,
  LayerOptions,
  SymbolicShape,
  SymbolicTensor,
  WeightDefinition,
  WeightStorage,
} from './layers/layer.js';
export { add, average, concatenate, maximum, minimum, multiply, subtract } from './layers/merging.js';
export type {
  GroupNormalizationConfig,
  LayerNormalizationOptions,
  NormalizationConfig,
} from './layers/normalization.js';
export { groupNormalization, layerNormalization, normalization } from './layers/normalization.js';
export type { GlobalPoolingConfig, GlobalPoolingOptions, PoolingOptions } from './layers/pooling.js';
export {
  averagePooling2D,
  globalAveragePooling2D,
  globalMaxPooling2D,
  maxPooling2D,
} from './layers/pooling.js';
export type { PReLUOptions } from './layers/rectifiers.js';
export { elu, leakyReLU, prelu, reLU } from './layers/rectifiers.js';
export type { ResizingConfig, Sides } from './layers/resampling.js';
export { cropping2D, resizing, upSampling2D } from './layers/resampling.js';
export { permute, reshape } from './layers/reshaping.js';
export type { DropoutConfig, PerChannel } from './layers/scaling.js';
export { dropout, rescaling, spatialDropout2D } from './layers/scaling.js';
export { LOSS_NAMES, type LossChoice, type LossConfig, type LossName } from './losses/losses.js';
export type { MonitoredLogs, MonitoredName, MonitorMode } from './metrics/monitor.js';
export { CHECKSUM_KEY, verifyChecksum, withChecksum } from './network/checksum.js';
export type { ForwardOptions, Statistic } from './network/forward.js';
export { type ForwardPass, forward, fromLayout, toLayout } from './network/forward.js';
export { resizedImages } from './network/inference-graph.js';
export { CONFIG_KEY, type ModelConfig, modelConfig } from './network/model-config.js';
export { Network, type NetworkOptions } from './network/network.js';
export { modelToOnnx, type SaveOptions } from './network/onnx-file.js';
export type { Examples, Outputs } from './network/predictor.js';
export { type PredictOptions, Predictor } from './network/predictor.js';
export type { WeightType } from './network/stored-weights.js';
export type { LayerNode } from './network/topology.js';
export type { StoredShape, Weight } from './network/weight.js';
export { fromStorage, layerOfWeight } from './network/weight.js';
export { logitsOf } from './ops/activations.js';
export type { RectifierOptions } from './ops/rectifiers.js';
export type { Interpolation } from './ops/resample.js';
export { type AdamOptions, type AdamWOptions, adam, adamW } from './optimizers/adam.js';
export type { OptimizerName } from './optimizers/get-optimizer.js';
export type { LearningRate, Optimizer, OptimizerUpdate } from './optimizers/optimizer.js';
export { type SGDOptions, sgd } from './optimizers/sgd.js';
export { type Random, randomFromKey } from './random/random.js';
export {
  DEVICES,
  type Device,
  DeviceError,
  type SessionKind,
  type SessionOptions,
} from './runtime/device.js';
export type { BufferSession, SessionChoice, Values } from './runtime/session.js';
export { constantSchedule } from './schedules/constant-schedule.js';
export { cosineDecay } from './schedules/cosine-decay.js';
export { oneCycle } from './schedules/one-cycle.js';
export { reduceOnPlateau } from './schedules/reduce-on-plateau.js';
export type {
  CosineDecayOptions,
  OneCycleOptions,
  ReduceOnPlateauOptions,
  Schedule,
  ScheduleConfig,
} from './schedules/schedule.js';
export type { BatchTransform } from './training/batch-transform.js';
export { type Evaluation, evaluate } from './training/evaluate.js';
export { fit } from './training/fit.js';
export {
  type CheckpointOptions,
  type FitOptions,
  type History,
  TrainingDivergedError,
} from './training/fit-options.js';
export { type TrainingBuffer, TrainingBuffers } from './training/training-buffers.js';
export type { TrainingSettings } from './training/training-graph.js';
export { type Batch, type StepResult, TrainingStep } from './training/training-step.js';
export { type DeviceTrial, tryDevice } from './training/try-device.js';
