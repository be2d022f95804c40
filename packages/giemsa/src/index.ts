export { resnet50v2 } from './architectures/resnet50v2.js';
