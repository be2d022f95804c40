"""The conversation between the benchmark and one peer, by lines of JSON on stdout and commands on stdin.

The peer builds its model, warms up, says that it is ready, and then trains only when asked, so that the
benchmark can take turns between peers while the speed of the machine drifts:

    peer      {"ready": true, "name": ..., "version": ..., "parameters": ..., "setting": ...}
    benchmark run 5
    peer      {"seconds": ..., "processor_seconds": ..., "steps": 5, "images_per_second": ..., "peak_rss_bytes": ..., "loss": ...}
    benchmark quit
"""

import json
import resource
import sys
import time

BATCH_SIZE = 32
IMAGE_SIZE = 128
LEARNING_RATE = 1e-3
THREADS = 2
WARM_UP_STEPS = 2


def say(message):
    print(json.dumps(message), flush=True)


def peak_rss_bytes():
    """The most memory that this process ever held. Linux reports it in KiB, macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def fixed_batch(numpy):
    """One batch, the same for every peer: [32, 128, 128, 3] float32 in [-1, 1] and one-hot labels [32, 2]."""
    random = numpy.random.default_rng(2021)
    pixels = random.integers(0, 256, (BATCH_SIZE, IMAGE_SIZE, IMAGE_SIZE, 3), dtype=numpy.uint8)
    labels = random.integers(0, 2, BATCH_SIZE)
    return pixels.astype("float32") / 127.5 - 1, numpy.eye(2, dtype="float32")[labels]


def serve(step, description):
    """Warms up, announces the peer, then obeys. `step()` trains on one batch and returns the loss as a float."""
    for _ in range(WARM_UP_STEPS):
        step()
    say({"ready": True, **description})
    for line in sys.stdin:
        words = line.split()
        if words == ["quit"]:
            return
        if len(words) != 2 or words[0] != "run" or not words[1].isdecimal() or int(words[1]) < 1:
            sys.exit(f"expected 'run <steps>' with at least one step, or 'quit'; received {line.strip()!r}")
        steps = int(words[1])
        start, processor = time.perf_counter(), time.process_time()
        for _ in range(steps):
            loss = step()
        seconds, processor = time.perf_counter() - start, time.process_time() - processor
        say(
            {
                "seconds": seconds,
                "processor_seconds": processor,
                "steps": steps,
                "images_per_second": steps * BATCH_SIZE / seconds,
                "peak_rss_bytes": peak_rss_bytes(),
                "loss": loss,
            }
        )
