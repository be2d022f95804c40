"""Networks of keras.applications for two classes, written by Keras 2 and Keras 3, and predictions of files that giemsa wrote.

Usage: applications.py FOLDER. Answers requests on standard input, one JSON document a line each:
    {"write": "VGG16", "api": "keras 2"}    writes FOLDER/model.h5, model.keras and expected.f4 ([IMAGES, 2] float32)
    {"predict": "FILE", "api": "keras 3"}   predictions of the model in FILE
The images are in FOLDER/images.u8 ([IMAGES, SIZE, SIZE, 3] uint8). Weights are random, moving statistics those of the images.
"""

import json
import os
import sys
import traceback
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tf_keras

SIZE = 96
IMAGES = 4
LOGIT_SPREAD = 0.1
APIS = {"keras 2": tf_keras, "keras 3": keras}
folder = Path(sys.argv[1])
random = np.random.default_rng(0)


def pattern(block, low, high):
    """Squares of random colours."""
    colours = random.integers(low, high, (SIZE // block, SIZE // block, 3))
    return np.kron(colours, np.ones((block, block, 1), dtype=int)).astype(np.uint8)


# As different as cells are, so that features differ by far more than rounding.
images = np.stack([pattern(4, 0, 256), pattern(32, 0, 256), pattern(8, 0, 100), pattern(16, 150, 256)])
images.tofile(folder / "images.u8")


def inputs_of(model):
    """Networks with a Rescaling of their own take bytes, the others what giemsa assumes: x / 255."""
    takes_bytes = any(type(layer).__name__ == "Rescaling" for layer in all_layers(model))
    return images.astype(np.float32) / (1 if takes_bytes else 255)


def all_layers(model):
    for layer in model.layers:
        yield from all_layers(layer) if hasattr(layer, "layers") else [layer]


def build(api, name):
    body = getattr(api.applications, name)(include_top=False, weights=None, input_shape=(SIZE, SIZE, 3), pooling="avg")
    return api.Model(body.input, api.layers.Dense(2, activation="softmax")(body.output))


def settle(api, model, inputs):
    """Moving statistics and outputs as of a trained network: random weights would give 0 and 1 only.

    With offsets around 1.5 most values lie beside the kinks of the activations: otherwise rounding grows by a fifth at each
    of a hundred layers, in Keras itself too.
    """
    normalizations = [layer for layer in all_layers(model) if type(layer).__name__ == "BatchNormalization"]
    momenta = [layer.momentum for layer in normalizations]
    for layer in normalizations:
        layer.momentum = 0.0
        gamma_and_beta = [1, 1.5] if layer.scale else [1.5]
        layer.set_weights([
            middle + random.uniform(-0.5, 0.5, w.shape) if middle else w
            for middle, w in zip([*gamma_and_beta, None, None], layer.get_weights())
        ])
    model(inputs, training=True)
    for layer, momentum in zip(normalizations, momenta):
        layer.momentum = momentum
        weights = layer.get_weights()
        # Channels that random weights leave nearly dead would blow rounding up.
        weights[-1] = np.maximum(weights[-1], 0.1 * weights[-1].mean())
        layer.set_weights(weights)
    kernel, bias = model.layers[-1].get_weights()
    features = np.asarray(api.Model(model.input, model.layers[-1].input)(inputs, training=False))
    spread = np.std(features @ kernel, axis=0).max()
    print(f"{model.name}: logits spread by {spread:.2g}", file=sys.stderr)
    # Random weights enlarge rounding from layer to layer far more than trained ones do: small logits keep it in proportion.
    scale = LOGIT_SPREAD / float(spread)
    model.layers[-1].set_weights([kernel * scale, bias - np.mean(features @ kernel, axis=0) * scale])


def write(name, api):
    api = APIS[api]
    api.backend.clear_session()
    api.utils.set_random_seed(1)
    model = build(api, name)
    inputs = inputs_of(model)
    settle(api, model, inputs)
    model.save(folder / "model.h5")
    model.save(folder / "model.keras")
    np.asarray(model(inputs, training=False)).astype("<f4").tofile(folder / "expected.f4")
    return {"layers": len(model.layers), "parameters": model.count_params()}


def predict(file, api):
    api = APIS[api]
    api.backend.clear_session()
    model = api.models.load_model(file, compile=False)
    # What giemsa writes takes bytes.
    return {"predictions": np.asarray(model(images.astype(np.float32), training=False)).ravel().tolist()}


def answer(request):
    try:
        return write(request["write"], request["api"]) if "write" in request else predict(request["predict"], request["api"])
    except Exception as error:
        traceback.print_exc()
        return {"error": f"{type(error).__name__}: {str(error)[:500]}"}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
