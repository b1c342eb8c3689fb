"""Trains one model of benchmarks/models/ with Keras on TensorFlow, as told on standard input.

    python train_keras.py NAME BATCH [--threads 2] [--models FOLDER] [--jit auto|true|false]

For each line N it takes N steps and answers "SECONDS CPU_SECONDS LOSS PEAK_BYTES", one line, the last being
the most memory that the process has had resident. A step is what
Model.fit runs for each batch, without callbacks: the compiled train function on a tf.data iterator.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import argparse
import pathlib
import resource
import sys
import time

import keras
import numpy as np
import tensorflow as tf

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
JIT = {"auto": "auto", "true": True, "false": False}


def compiled(folder, name, jit):
    model = keras.saving.load_model(folder / f"{name}.keras", compile=False)
    ends_in_softmax = getattr(model.layers[-1], "activation", None) is keras.activations.softmax
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=not ends_in_softmax)
    model.compile(optimizer=keras.optimizers.Adam(), loss=loss, jit_compile=jit)
    return model


def batches(folder, name, batch):
    samples = np.load(folder / f"{name}.npz")["in_0"]
    x = np.resize(samples, (batch, *samples.shape[1:]))
    y = np.arange(batch, dtype="int32") % 10
    return iter(tf.data.Dataset.from_tensors((x, y)).repeat().prefetch(2))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("batch", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--models", type=pathlib.Path, default=MODELS)
    parser.add_argument("--jit", choices=JIT, default="auto", help="Keras' default is auto")
    options = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(options.threads)
    tf.config.threading.set_inter_op_parallelism_threads(options.threads)
    model = compiled(options.models, options.name, JIT[options.jit])
    iterator = batches(options.models, options.name, options.batch)
    step = model.make_train_function() or model.train_function
    for line in sys.stdin:
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(int(line)):
            logs = step(iterator)
        loss = float(logs["loss"])
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        peak = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(seconds, cpu, loss, peak, flush=True)


if __name__ == "__main__":
    main()
