package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/** Numbers of 4 bits, two a byte, the lower first. Keras: {@code keras.quantizers.unpack_int4}. */
final class Nibbles {
  private static final int LEVELS = 16;

  private Nibbles() {}

  /** Bytes that hold this many numbers. */
  static int bytes(int numbers) {
    return (numbers + 1) / 2;
  }

  /** The numbers from -8 to 7 in a matrix {@code (rows, bytes)}: {@code (rows, columns)}. */
  static Tensor signed(Tensor packed, int columns) {
    Tensor bytes = DTypes.cast(packed, DType.INT32);
    return unpack(centred(bytes), centred(MathOps.floorDivide(bytes, LEVELS)), columns, DType.INT8);
  }

  /** The numbers from 0 to 15 in a matrix {@code (rows, bytes)}: {@code (rows, columns)}. */
  static Tensor unsigned(Tensor packed, int columns) {
    Tensor bytes = DTypes.cast(packed, DType.INT32);
    return unpack(
        MathOps.mod(bytes, LEVELS), MathOps.floorDivide(bytes, LEVELS), columns, DType.UINT8);
  }

  private static Tensor centred(Tensor x) {
    return MathOps.subtract(MathOps.mod(MathOps.add(x, LEVELS / 2), LEVELS), LEVELS / 2);
  }

  private static Tensor unpack(Tensor low, Tensor high, int columns, DType dtype) {
    int rows = low.dim(0);
    Tensor both = JoinOps.stack(List.of(DTypes.cast(low, dtype), DTypes.cast(high, dtype)), -1);
    Tensor numbers = ShapeOps.reshape(both, rows, 2 * low.dim(1));
    return ShapeOps.slice(numbers, List.of(0, 0), List.of(rows, columns));
  }
}
