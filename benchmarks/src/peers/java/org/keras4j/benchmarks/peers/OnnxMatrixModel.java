package org.keras4j.benchmarks.peers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An ONNX model of one matrix product, written by hand: a protocol buffer is a sequence of fields,
 * each a number and a length. The numbers are those of {@code onnx.proto}.
 */
final class OnnxMatrixModel {
  private static final int FLOAT = 1; // TensorProto.DataType
  private static final int INT = 2; // AttributeProto.AttributeType
  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private OnnxMatrixModel() {}

  /** The serialized model; inputs {@code a}, and {@code b} unless it is a weight; output {@code c}. */
  static byte[] of(MatrixCase product, float[] b) {
    OnnxMatrixModel node =
        message()
            .text(1, "a")
            .text(1, "b")
            .text(2, "c")
            .text(4, "Gemm")
            .part(5, attribute("transA", product.transposeA()))
            .part(5, attribute("transB", product.transposeB()));
    int[] shapeB = product.shapeB();
    OnnxMatrixModel graph = message().part(1, node).text(2, "product");
    graph.part(11, value("a", product.shapeA()));
    if (product.weight()) {
      graph.part(5, weight("b", shapeB, b));
    } else {
      graph.part(11, value("b", shapeB));
    }
    graph.part(12, value("c", product.m(), product.n()));
    return message()
        .number(1, IR_VERSION)
        .part(7, graph)
        .part(8, message().text(1, "").number(2, OPSET))
        .bytes
        .toByteArray();
  }

  private static OnnxMatrixModel attribute(String name, boolean value) {
    return message().text(1, name).number(3, value ? 1 : 0).number(20, INT);
  }

  private static OnnxMatrixModel value(String name, int... shape) {
    OnnxMatrixModel dims = message();
    for (int dim : shape) {
      dims.part(1, message().number(1, dim));
    }
    OnnxMatrixModel tensor = message().number(1, FLOAT).part(2, dims);
    return message().text(1, name).part(2, message().part(1, tensor));
  }

  private static OnnxMatrixModel weight(String name, int[] shape, float[] values) {
    OnnxMatrixModel tensor = message();
    for (int dim : shape) {
      tensor.number(1, dim);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return tensor.number(2, FLOAT).text(8, name).field(9, raw.array());
  }

  private static OnnxMatrixModel message() {
    return new OnnxMatrixModel();
  }

  private OnnxMatrixModel part(int field, OnnxMatrixModel message) {
    return field(field, message.bytes.toByteArray());
  }

  private OnnxMatrixModel text(int field, String value) {
    return field(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxMatrixModel number(int field, long value) {
    variable((long) field << 3);
    variable(value);
    return this;
  }

  private OnnxMatrixModel field(int field, byte[] content) {
    variable((long) field << 3 | 2);
    variable(content.length);
    bytes.writeBytes(content);
    return this;
  }

  /** An integer in as many bytes as it needs, seven bits each. */
  private void variable(long value) {
    while ((value & ~0x7fL) != 0) {
      bytes.write((int) (value & 0x7f | 0x80));
      value >>>= 7;
    }
    bytes.write((int) value);
  }
}
