"""Times TensorFlow's compiled function of each model in benchmarks/models/, prints JSON.

    python time_keras.py [--threads 2] [--seconds 5] [--batches 1 32] [NAME ...]

The result is {NAME: {BATCH: median seconds of one call}}.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import argparse
import json
import pathlib
import statistics
import time

import keras
import numpy as np
import tensorflow as tf

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"


def median_seconds(function, inputs, seconds):
    """The median call, after calls for a third of the time were thrown away."""
    warm_until = time.perf_counter() + seconds / 3
    calls = 0
    while calls < 3 or time.perf_counter() < warm_until:
        function(inputs).numpy()
        calls += 1
    times = []
    until = time.perf_counter() + seconds
    while len(times) < 5 or time.perf_counter() < until:
        start = time.perf_counter()
        function(inputs).numpy()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def time_model(name, batches, seconds):
    model = keras.saving.load_model(MODELS / f"{name}.keras")
    function = tf.function(lambda x: model(x, training=False))
    samples = np.load(MODELS / f"{name}.npz")["in_0"]
    result = {}
    for batch in batches:
        inputs = tf.constant(np.resize(samples, (batch, *samples.shape[1:])))
        result[str(batch)] = median_seconds(function, inputs, seconds)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--threads", type=int, default=2, help="intra-op threads")
    parser.add_argument("--seconds", type=float, default=5.0, help="time for each measurement")
    parser.add_argument("--batches", type=int, nargs="+", default=[1, 32])
    options = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    names = options.names or sorted(p.stem for p in MODELS.glob("*.keras"))
    report = {}
    for name in names:
        report[name] = time_model(name, options.batches, options.seconds)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
