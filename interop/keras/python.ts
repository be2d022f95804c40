import { findPython as findPythonWith } from '../python.js';

export { runPython } from '../python.js';

const KERAS = {
  script: 'test:keras',
  environment: 'keras-venv',
  // `tf_keras` is Keras 2.
  packages: ['keras', 'tf_keras', 'tensorflow-cpu', 'onnx', 'onnxruntime', 'h5py'],
  modules: ['keras', 'tf_keras', 'tensorflow', 'onnx', 'onnxruntime'],
};

/** A Python that has Keras. @returns `undefined`, with a word on why, where there is none */
export const findPython = (say: (line: string) => void): string | undefined => findPythonWith(KERAS, say);
