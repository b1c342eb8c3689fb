package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.Frame;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.HalfFloats;

/**
 * Elements of one operand of any numeric dtype, read and written as doubles or longs: for kernels
 * where being general matters more than being fast.
 */
final class TypedArray {
  private final DType dtype;
  private final int at;
  private final byte[] bytes;
  private final short[] shorts;
  private final int[] ints;
  private final long[] longs;
  private final float[] floats;
  private final double[] doubles;

  TypedArray(Frame frame, int operand) {
    this(frame.spec(operand).dtype(), frame.array(operand), frame.offset(operand));
  }

  private TypedArray(DType dtype, Object array, int at) {
    this.dtype = dtype;
    this.at = at;
    this.bytes = array instanceof byte[] a ? a : null;
    this.shorts = array instanceof short[] a ? a : null;
    this.ints = array instanceof int[] a ? a : null;
    this.longs = array instanceof long[] a ? a : null;
    this.floats = array instanceof float[] a ? a : null;
    this.doubles = array instanceof double[] a ? a : null;
  }

  boolean isFloating() {
    return dtype.isFloating();
  }

  double getDouble(int index) {
    return switch (dtype) {
      case FLOAT32 -> floats[at + index];
      case FLOAT64 -> doubles[at + index];
      case FLOAT16 -> HalfFloats.float16ToFloat(shorts[at + index]);
      case BFLOAT16 -> HalfFloats.bfloat16ToFloat(shorts[at + index]);
      default -> getLong(index);
    };
  }

  long getLong(int index) {
    return switch (dtype) {
      case BOOL, INT8 -> bytes[at + index];
      case UINT8 -> bytes[at + index] & 0xffL;
      case INT16 -> shorts[at + index];
      case UINT16 -> shorts[at + index] & 0xffffL;
      case INT32 -> ints[at + index];
      case UINT32 -> ints[at + index] & 0xffffffffL;
      case INT64 -> longs[at + index];
      default -> (long) getDouble(index);
    };
  }

  /** As {@code NDArray.Builder.set}: floats are truncated for integer types. */
  void set(int index, double value) {
    switch (dtype) {
      case FLOAT32 -> floats[at + index] = (float) value;
      case FLOAT64 -> doubles[at + index] = value;
      case FLOAT16, BFLOAT16 -> shorts[at + index] = HalfFloats.fromDouble(dtype, value);
      case BOOL -> bytes[at + index] = (byte) (value != 0 ? 1 : 0);
      default -> set(index, (long) value);
    }
  }

  /** As {@code NDArray.Builder.set}: integers wrap. */
  void set(int index, long value) {
    switch (dtype) {
      case BOOL -> bytes[at + index] = (byte) (value != 0 ? 1 : 0);
      case INT8, UINT8 -> bytes[at + index] = (byte) value;
      case INT16, UINT16 -> shorts[at + index] = (short) value;
      case INT32, UINT32 -> ints[at + index] = (int) value;
      case INT64 -> longs[at + index] = value;
      case FLOAT32 -> floats[at + index] = value;
      case FLOAT64 -> doubles[at + index] = value;
      case FLOAT16, BFLOAT16 -> shorts[at + index] = HalfFloats.fromDouble(dtype, value);
      case STRING -> throw new IllegalArgumentException("A string is not a number");
    }
  }
}
