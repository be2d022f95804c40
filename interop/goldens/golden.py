"""What all golden scripts share: where goldens go, how numbers are written, and the hash that replaces a random
generator so that TypeScript can make the same weights.

The hash, in 32-bit unsigned integers that wrap:

    fnv1a(text):    h = 2166136261; for each UTF-8 byte: h = (h ^ byte) * 16777619
    bits(text, i):  x = fnv1a(text) + i * 0x9E3779B9
                    x = (x ^ (x >> 16)) * 0x21F0AAAD
                    x = (x ^ (x >> 15)) * 0x735A2D97
                    x =  x ^ (x >> 15)
    uniform(text, i) = (bits(text, i) >> 8) / 2^23 - 1      in [-1, 1), exact in float32
    byte(text, i)    =  bits(text, i) >> 24                 in 0..255

Source of the mixing constants: Chris Wellons, "Prospecting for Hash Functions" (triple-xorshift family, "lowbias32"
improved). In JavaScript: `Math.imul` for the products, `>>> 0` after each.
"""

import json
import pathlib

import numpy as np

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "packages" / "nn" / "test" / "goldens"
LARGEST_FILE_BYTES = 300_000


def fnv1a(text):
    h = 2166136261
    for byte in text.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


def bits(text, count):
    x = np.uint32(fnv1a(text)) + np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9)
    x = (x ^ (x >> np.uint32(16))) * np.uint32(0x21F0AAAD)
    x = (x ^ (x >> np.uint32(15))) * np.uint32(0x735A2D97)
    return x ^ (x >> np.uint32(15))


def uniform(text, shape):
    values = (bits(text, int(np.prod(shape))) >> np.uint32(8)).astype(np.float64) / 2**23 - 1
    return values.reshape(shape)


def bytes_of(text, shape):
    return (bits(text, int(np.prod(shape))) >> np.uint32(24)).astype(np.uint8).reshape(shape)


def coarse(text, shape, scale=1.0):
    """Values in [-scale, scale] on a grid of 1/64: short to write and exact in float32."""
    return np.round(uniform(text, shape) * scale * 64) / 64


def number(value):
    """A float with the 9 significant digits that identify a float32."""
    short = float(f"{float(value):.9g}")
    return int(short) if short.is_integer() and abs(short) < 1e15 else short


def numbers(array):
    return [number(value) for value in np.asarray(array).ravel()]


def tensor(array):
    return {"shape": list(np.shape(array)), "data": numbers(array)}


def tensors(arrays):
    return {name: tensor(array) for name, array in arrays.items()}


def assert_close(actual, expected, what, tolerance=1e-9):
    actual, expected = np.asarray(actual, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    assert actual.shape == expected.shape, f"{what}: shape {actual.shape}, expected {expected.shape}"
    worst = np.max(np.abs(actual - expected) / (1 + np.abs(expected)), initial=0)
    assert worst <= tolerance, f"{what}: the two references differ by {worst:.2g}, allowed is {tolerance:.2g}"


def write(name, content):
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    size = len(text.encode())
    assert size < LARGEST_FILE_BYTES, f"{name} has {size} bytes, allowed are {LARGEST_FILE_BYTES}"
    temporary = FOLDER / f"{name}.tmp"
    temporary.write_text(text)
    temporary.replace(FOLDER / name)
    print(f"{name}: {size:,} bytes")
