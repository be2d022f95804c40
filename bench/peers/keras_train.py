"""Trains ResNet50V2 in Keras on TensorFlow's CPU build. The protocol is described in protocol.py.

    python keras_train.py [--no-jit-compile]

XLA is on, as it is by default in Keras 3 (jit_compile="auto"): it is the faster way here.
"""

import argparse
import os

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument(
    "--no-jit-compile", dest="jit_compile", action="store_false", help="tf.function without XLA"
)
arguments = arguments.parse_args()

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras  # noqa: E402
import numpy  # noqa: E402
import tensorflow  # noqa: E402

import protocol  # noqa: E402

tensorflow.config.threading.set_intra_op_parallelism_threads(protocol.THREADS)
tensorflow.config.threading.set_inter_op_parallelism_threads(protocol.THREADS)
keras.utils.set_random_seed(2021)

size = protocol.IMAGE_SIZE
base = keras.applications.ResNet50V2(
    weights=None, include_top=False, input_tensor=keras.Input((size, size, 3))
)
x = keras.layers.AveragePooling2D((4, 4))(base.output)
x = keras.layers.Dense(128, activation="relu")(keras.layers.Flatten()(x))
x = keras.layers.Dropout(0.5)(x)
model = keras.Model(base.input, keras.layers.Dense(2, activation="softmax")(x))
assert model.count_params() == 23_827_330, model.count_params()
model.compile(
    optimizer=keras.optimizers.Adam(protocol.LEARNING_RATE),
    loss="binary_crossentropy",
    jit_compile=arguments.jit_compile,
)

# Tensors, so that no step pays for a conversion from NumPy.
images, labels = (tensorflow.constant(array) for array in protocol.fixed_batch(numpy))

protocol.serve(
    step=lambda: float(model.train_on_batch(images, labels)),
    description={
        "name": "Keras",
        "version": f"{keras.__version__} on TensorFlow {tensorflow.__version__}",
        "parameters": model.count_params(),
        "setting": "tf.function" + (", XLA" if arguments.jit_compile else ""),
    },
)
