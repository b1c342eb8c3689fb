"""Writes NAME.onnx beside each NAME.keras of benchmarks/models/, with a free batch axis.

    python export_onnx.py [NAME ...]           # needs keras, torch, onnx, onnxscript, onnxruntime

Keras exports through its torch backend, which unrolls recurrent layers step by step; that would
time ONNX Runtime unfairly, so these are written with ONNX's own LSTM and GRU operators;
the transformer, which that export refuses, is written node by node too.
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


def norm(writer, model, name, x):
    layer = model.get_layer(name)
    gamma, beta = [np.asarray(w) for w in layer.get_weights()]
    inputs = [x, writer.constant(f"{name}_g", gamma), writer.constant(f"{name}_b", beta)]
    return writer.node("LayerNormalization", inputs, [f"{name}_y"], epsilon=layer.epsilon)


def affine(writer, name, x, kernel, bias):
    """x @ kernel + bias over the last axis."""
    y = writer.node("MatMul", [x, writer.constant(f"{name}_w", kernel)], [f"{name}_xw"])
    return writer.node("Add", [y, writer.constant(f"{name}_bias", bias)], [f"{name}_y"])


def attention(writer, model, name, x):
    weights = [np.asarray(w) for w in model.get_layer(name).get_weights()]
    width, heads, size = weights[0].shape
    steps = model.input_shape[1]
    split = writer.constant(f"{name}_split", np.array([0, steps, heads, size], np.int64))
    parts = {}
    for part, perm, kernel, bias in zip(
        "qkv", ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), weights[0:6:2], weights[1:6:2]
    ):
        key = f"{name}_{part}"
        y = affine(writer, key, x, kernel.reshape(width, -1), bias.reshape(-1))
        y = writer.node("Reshape", [y, split], [f"{key}_heads"])
        parts[part] = writer.node("Transpose", [y], [f"{key}_t"], perm=perm)
    scale = writer.constant(f"{name}_scale", np.float32(1 / np.sqrt(size)))
    y = writer.node("MatMul", [parts["q"], parts["k"]], [f"{name}_qk"])
    y = writer.node("Mul", [y, scale], [f"{name}_scores"])
    y = writer.node("Softmax", [y], [f"{name}_weights"], axis=-1)
    y = writer.node("MatMul", [y, parts["v"]], [f"{name}_mixed"])
    y = writer.node("Transpose", [y], [f"{name}_mixed_t"], perm=[0, 2, 1, 3])
    join = writer.constant(f"{name}_join", np.array([0, steps, width], np.int64))
    y = writer.node("Reshape", [y, join], [f"{name}_joined"])
    return affine(writer, f"{name}_o", y, weights[6].reshape(-1, width), weights[7])


def gelu(writer, name, x):
    """The exact one, in the form that ONNX Runtime fuses."""
    root = writer.constant(f"{name}_root", np.float32(np.sqrt(2)))
    y = writer.node("Erf", [writer.node("Div", [x, root], [f"{name}_d"])], [f"{name}_e"])
    y = writer.node("Add", [y, writer.constant(f"{name}_one", np.float32(1))], [f"{name}_a"])
    y = writer.node("Mul", [x, y], [f"{name}_m"])
    return writer.node("Mul", [y, writer.constant(f"{name}_half", np.float32(0.5))], [f"{name}_y"])


def transformer(model):
    """Written node by node: torch cannot trace the shape that Keras gives to its layer norm."""
    writer = GraphWriter()
    x = "input"
    blocks = sum(layer.name.startswith("attention_norm_") for layer in model.layers)
    for n in range(1, blocks + 1):
        y = norm(writer, model, f"attention_norm_{n}", x)
        y = attention(writer, model, f"attention_{n}", y)
        x = writer.node("Add", [x, y], [f"attention_add_{n}_y"])
        y = norm(writer, model, f"mlp_norm_{n}", x)
        up, down = (model.get_layer(f"mlp_{way}_{n}").get_weights() for way in ("up", "down"))
        y = gelu(writer, f"gelu_{n}", affine(writer, f"mlp_up_{n}", y, *map(np.asarray, up)))
        y = affine(writer, f"mlp_down_{n}", y, *map(np.asarray, down))
        x = writer.node("Add", [x, y], [f"mlp_add_{n}_y"])
    x = norm(writer, model, "final_norm", x)
    time = writer.constant("time", np.array([1], np.int64))
    x = writer.node("ReduceMean", [x, time], ["average"], keepdims=0)
    write_dense(writer, model.get_layer("scores"), x)
    return writer.model("transformer", ["batch", *model.input_shape[1:]], ["batch", 10])


def export(name, path):
    model = keras.saving.load_model(MODELS / f"{name}.keras")
    by_hand = {"lstm": lstm, "bigru": bigru, "transformer": transformer}
    if name in by_hand:
        graph = by_hand[name](model)
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
