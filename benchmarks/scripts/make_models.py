"""Writes the benchmarks' models into benchmarks/models/ (which git ignores).

    python make_models.py                      # .keras, .npz, SavedModel: Keras on TensorFlow
    python make_models.py --onnx PYTHON        # then .onnx, by PYTHON: Keras on torch, onnx

NAME.keras, NAME_savedmodel/ and NAME.onnx hold the same weights; NAME.npz holds two samples, in_0,
and what Keras answered, out_0.
"""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import argparse
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MODELS = HERE.parent / "models"
sys.path.insert(0, str(HERE.parent.parent / "conformance-tests/fixtures"))

import keras
import numpy as np
import weights
import workloads


def make(name):
    keras.backend.clear_session()
    fill = workloads.FILL[name]
    model = workloads.build(name)
    weights.fill(model, weights.describe(model, fill["gain"]))
    shape = [2] + list(model.inputs[0].shape[1:])
    inputs = weights.values(-1, shape, fill.get("offset", 0.0), fill.get("scale", 1.0))
    outputs = np.asarray(model(inputs, training=False))
    model.save(MODELS / f"{name}.keras")
    np.savez_compressed(MODELS / f"{name}.npz", in_0=inputs, out_0=outputs)
    model.export(str(MODELS / f"{name}_savedmodel"), format="tf_saved_model", verbose=False)
    low, high = outputs.min(), outputs.max()
    print(f"{name}: {model.count_params()} weights, outputs {low:.3g} to {high:.3g}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    parser.add_argument("--onnx", metavar="PYTHON", help="a Python with keras, torch and onnx")
    options = parser.parse_args()
    names = options.names or list(workloads.FULL)
    MODELS.mkdir(exist_ok=True)
    for name in names:
        make(name)
    if options.onnx:
        script = str(HERE / "export_onnx.py")
        subprocess.run([options.onnx, script, *names], check=True)


if __name__ == "__main__":
    main()
