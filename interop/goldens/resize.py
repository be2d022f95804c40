"""Writes resize.json: what Keras' `load_img(..., target_size, interpolation='nearest')` makes of pictures, as a CRC-32.

    python resize.py

Picture of width w and height h: byte("w x h", flat index of [y, x, c]). Keras resizes by Pillow's `Image.resize`.
"""

import io
import zlib

import keras
import numpy as np
from PIL import Image

from golden import bytes_of, write

SIZES = [
    *[(w, h, 128, 128) for w, h in ((130, 127), (390, 385), (40, 46), (142, 99), (128, 200), (256, 512), (1, 1))],
    *[(61, 90, 48, 48), (143, 117, 96, 96), (3, 2, 2, 3), (1000, 11, 17, 5)],
]


def resized(width, height, out_width, out_height):
    pixels = bytes_of(f"{width} x {height}", (height, width, 3))
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "png")
    file.seek(0)
    image = keras.utils.load_img(file, target_size=(out_height, out_width), interpolation="nearest")
    return zlib.crc32(np.asarray(image, dtype=np.uint8).tobytes())


write("resize.json", {"keras": keras.__version__, "nearest": [[*size, resized(*size)] for size in SIZES]})
