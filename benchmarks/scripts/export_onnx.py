"""Writes NAME.onnx beside each NAME.keras of benchmarks/models/, with a free batch axis.

    python export_onnx.py [NAME ...]           # needs keras, torch, onnx, onnxscript, onnxruntime

Keras exports through its torch backend, which unrolls recurrent layers step by step; that would
time ONNX Runtime unfairly, so these are written with ONNX's own LSTM and GRU operators.
Every file is run by ONNX Runtime and compared with Keras' outputs before it is kept.
"""

import os

os.environ["KERAS_BACKEND"] = "torch"

import pathlib
import sys

import keras
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

MODELS = pathlib.Path(__file__).resolve().parent.parent / "models"
OPSET = 18
IR_VERSION = 10


class GraphWriter:
    """Nodes and weights of an ONNX graph in the making."""

    def __init__(self):
        self.nodes = []
        self.initializers = []

    def constant(self, name, array):
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(self, operator, inputs, outputs, **attributes):
        self.nodes.append(helper.make_node(operator, inputs, outputs, **attributes))
        return outputs[0]

    def model(self, name, input_shape, output_shape):
        x = helper.make_tensor_value_info("input", TensorProto.FLOAT, input_shape)
        y = helper.make_tensor_value_info("output", TensorProto.FLOAT, output_shape)
        graph = helper.make_graph(self.nodes, name, [x], [y], self.initializers)
        opsets = [helper.make_opsetid("", OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


def gates(kernel, order):
    """Keras' (inputs, gates * units) as ONNX's (gates * units, inputs), gates in ONNX's order."""
    parts = np.split(kernel, len(order), axis=-1)
    return np.concatenate([parts[i] for i in order], axis=-1).T


def write_lstm(writer, layer, x, prefix):
    """ONNX orders the gates i, o, f, c where Keras has i, f, c, o."""
    kernel, recurrent, bias = [np.asarray(w) for w in layer.get_weights()]
    order = (0, 3, 1, 2)
    bias = gates(bias[None], order)[:, 0]
    w = writer.constant(f"{prefix}_w", gates(kernel, order)[None])
    r = writer.constant(f"{prefix}_r", gates(recurrent, order)[None])
    b = writer.constant(f"{prefix}_b", np.concatenate([bias, np.zeros_like(bias)])[None])
    outputs = [f"{prefix}_sequence", f"{prefix}_last"]
    writer.node("LSTM", [x, w, r, b], outputs, hidden_size=layer.units)
    return outputs


def write_dense(writer, layer, x):
    kernel, bias = [np.asarray(w) for w in layer.get_weights()]
    inputs = [x, writer.constant("dense_w", kernel), writer.constant("dense_b", bias)]
    writer.node("Gemm", inputs, ["output"])


def lstm(model):
    writer = GraphWriter()
    x = writer.node("Transpose", ["input"], ["time_major"], perm=[1, 0, 2])
    sequence, _ = write_lstm(writer, model.get_layer("lstm_1"), x, "lstm_1")
    axis = writer.constant("directions", np.array([1], np.int64))
    x = writer.node("Squeeze", [sequence, axis], ["between"])
    _, last = write_lstm(writer, model.get_layer("lstm_2"), x, "lstm_2")
    first = writer.constant("first", np.array([0], np.int64))
    x = writer.node("Squeeze", [last, first], ["features"])
    write_dense(writer, model.get_layer("scores"), x)
    return writer.model("lstm", ["batch", *model.input_shape[1:]], ["batch", 10])


def bigru(model):
    """Keras' reset_after is ONNX's linear_before_reset; both order the gates z, r, h."""
    both = model.get_layer("both_ways")
    ws, rs, bs = [], [], []
    for layer in (both.forward_layer, both.backward_layer):
        kernel, recurrent, bias = [np.asarray(w) for w in layer.get_weights()]
        ws.append(kernel.T)
        rs.append(recurrent.T)
        bs.append(bias.reshape(-1))
    writer = GraphWriter()
    x = writer.node("Transpose", ["input"], ["time_major"], perm=[1, 0, 2])
    inputs = [x, writer.constant("gru_w", np.stack(ws)), writer.constant("gru_r", np.stack(rs))]
    inputs.append(writer.constant("gru_b", np.stack(bs)))
    units = both.forward_layer.units
    writer.node("GRU", inputs, ["", "last"], hidden_size=units, direction="bidirectional",
                linear_before_reset=1)
    x = writer.node("Transpose", ["last"], ["batch_major"], perm=[1, 0, 2])
    x = writer.node("Reshape", [x, writer.constant("flat", np.array([-1, 2 * units], np.int64))],
                    ["features"])
    write_dense(writer, model.get_layer("scores"), x)
    return writer.model("bigru", ["batch", *model.input_shape[1:]], ["batch", 10])


def export(name, path):
    model = keras.saving.load_model(MODELS / f"{name}.keras")
    if name in ("lstm", "bigru"):
        graph = {"lstm": lstm, "bigru": bigru}[name](model)
        onnx.checker.check_model(graph)
        onnx.save(graph, path)
    else:
        model(np.load(MODELS / f"{name}.npz")["in_0"])  # Keras exports only what was called.
        model.export(str(path), format="onnx", verbose=False)


def check(name, path):
    """The largest difference from Keras' outputs, at batch 2 and at batch 3."""
    stored = np.load(MODELS / f"{name}.npz")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    feed = session.get_inputs()[0].name
    two = session.run(None, {feed: stored["in_0"]})[0]
    three = np.concatenate([stored["in_0"], stored["in_0"][:1]])
    three = session.run(None, {feed: three})[0]
    expected = np.concatenate([stored["out_0"], stored["out_0"][:1]])
    return max(np.abs(two - expected[:2]).max(), np.abs(three - expected).max())


def main():
    names = sys.argv[1:] or sorted(p.stem for p in MODELS.glob("*.keras"))
    failed = False
    for name in names:
        path = MODELS / f"{name}.onnx"
        partial = MODELS / f"{name}.partial.onnx"
        export(name, partial)
        error = check(name, partial)
        scale = np.abs(np.load(MODELS / f"{name}.npz")["out_0"]).max()
        if error > 1e-3 * scale:
            print(f"{name}: ONNX Runtime is {error:.3g} off, outputs up to {scale:.3g}: not kept")
            partial.unlink()
            failed = True
            continue
        partial.rename(path)
        print(f"{name}: {path.stat().st_size} bytes, ONNX Runtime within {error:.1e}", flush=True)
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
