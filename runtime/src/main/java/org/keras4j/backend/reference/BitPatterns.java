package org.keras4j.backend.reference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.keras4j.op.BitCast;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.HalfFloats;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Ops that look at the bits of numbers. */
final class BitPatterns {
  private BitPatterns() {}

  /** The little-endian bytes of {@code x} read as another dtype. */
  static NDArray view(NDArray x, BitCast op) {
    ByteBuffer bytes =
        ByteBuffer.allocate(x.size() * x.dtype().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < x.size(); i++) {
      switch (x.dtype().storage()) {
        case BYTE -> bytes.put(x.bytes()[i]);
        case SHORT -> bytes.putShort(x.shorts()[i]);
        case INT -> bytes.putInt(x.ints()[i]);
        case LONG -> bytes.putLong(x.longs()[i]);
        case FLOAT -> bytes.putFloat(x.floats()[i]);
        case DOUBLE -> bytes.putDouble(x.doubles()[i]);
        case STRING -> throw new IllegalArgumentException("Strings have no bit pattern");
      }
    }
    bytes.flip();
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    NDArray out = NDArray.zeros(op.dtype(), shape);
    for (int i = 0; i < out.size(); i++) {
      switch (op.dtype().storage()) {
        case BYTE -> out.bytes()[i] = bytes.get();
        case SHORT -> out.shorts()[i] = bytes.getShort();
        case INT -> out.ints()[i] = bytes.getInt();
        case LONG -> out.longs()[i] = bytes.getLong();
        case FLOAT -> out.floats()[i] = bytes.getFloat();
        case DOUBLE -> out.doubles()[i] = bytes.getDouble();
        case STRING -> throw new IllegalArgumentException("Strings have no bit pattern");
      }
    }
    return out;
  }

  /** The next value of {@code dtype} after {@code from} towards {@code to}. */
  static double nextAfter(DType dtype, double from, double to) {
    return switch (dtype) {
      case FLOAT64 -> Math.nextAfter(from, to);
      case FLOAT32 -> Math.nextAfter((float) from, to);
      default -> nextHalf(dtype, from, to);
    };
  }

  private static double nextHalf(DType dtype, double from, double to) {
    if (Double.isNaN(from) || Double.isNaN(to)) {
      return Double.NaN;
    }
    if (from == to) {
      return to;
    }
    if (from == 0) {
      return Math.copySign(HalfFloats.toFloat(dtype, (short) 1), to);
    }
    short bits = HalfFloats.fromDouble(dtype, from);
    boolean away = Math.abs(from) < Math.abs(to) && from < 0 == to < 0;
    return HalfFloats.toFloat(dtype, (short) (away ? bits + 1 : bits - 1));
  }
}
