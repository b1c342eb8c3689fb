package org.keras4j.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * Host data: a dense row-major array of one {@link DType}. It has no arithmetic; computation
 * happens in models and graphs.
 *
 * <p>Factories that take an array wrap it without copying; treat it as handed over.
 */
public final class NDArray {
  private final TensorSpec spec;
  private final Object array;
  private final int size;

  private NDArray(TensorSpec spec, Object array, int size) {
    this.spec = spec;
    this.array = array;
    this.size = size;
  }

  /**
   * An array of any type over its storage array (see {@link DType#storage()}).
   *
   * @throws ShapeException when the array's type or length does not fit
   */
  public static NDArray wrap(DType dtype, Shape shape, Object array) {
    Objects.requireNonNull(array, "array");
    if (!dtype.storage().accepts(array)) {
      throw new ShapeException(
          "Data of dtype "
              + dtype
              + " is held in a "
              + dtype.storage().name().toLowerCase(java.util.Locale.ROOT)
              + " array. Received: "
              + array.getClass().getSimpleName());
    }
    int size = shape.intSize();
    int length = dtype.storage().length(array);
    if (length != size) {
      throw new ShapeException(
          "Shape " + shape + " needs " + size + " values. Received: " + length);
    }
    return new NDArray(new TensorSpec(dtype, shape), array, size);
  }

  /** A float32 array. Without dims: one dimension. */
  public static NDArray of(float[] values, int... dims) {
    return wrap(DType.FLOAT32, shape(values.length, dims), values);
  }

  /** A float64 array. Without dims: one dimension. */
  public static NDArray of(double[] values, int... dims) {
    return wrap(DType.FLOAT64, shape(values.length, dims), values);
  }

  /** An int32 array. Without dims: one dimension. */
  public static NDArray of(int[] values, int... dims) {
    return wrap(DType.INT32, shape(values.length, dims), values);
  }

  /** An int64 array. Without dims: one dimension. */
  public static NDArray of(long[] values, int... dims) {
    return wrap(DType.INT64, shape(values.length, dims), values);
  }

  /** A bool array. Without dims: one dimension. */
  public static NDArray of(boolean[] values, int... dims) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values[i] ? 1 : 0);
    }
    return wrap(DType.BOOL, shape(values.length, dims), bytes);
  }

  /** A string array. Without dims: one dimension. */
  public static NDArray of(String[] values, int... dims) {
    return wrap(DType.STRING, shape(values.length, dims), values);
  }

  /** A float32 scalar. */
  public static NDArray scalar(float value) {
    return of(new float[] {value}, new int[0]).reshape(Shape.SCALAR);
  }

  /** A scalar of the given numeric type; the value is converted as {@link Builder#set} does. */
  public static NDArray scalar(DType dtype, double value) {
    return builder(dtype, Shape.SCALAR).set(0, value).build();
  }

  /** A rank-2 float32 array from rows of equal length. */
  public static NDArray of(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] values = new float[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "Rows must have equal lengths. Row 0 has "
                + columns
                + ", row "
                + i
                + " has "
                + rows[i].length);
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return of(values, rows.length, columns);
  }

  /** An array of zeros ({@code false}, {@code ""}). */
  public static NDArray zeros(DType dtype, Shape shape) {
    int size = shape.intSize();
    return new NDArray(new TensorSpec(dtype, shape), dtype.storage().allocate(size), size);
  }

  /** An array filled with one value. */
  public static NDArray full(DType dtype, Shape shape, double value) {
    Builder builder = builder(dtype, shape);
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, value);
    }
    return builder.build();
  }

  /** A builder that sets elements one at a time: plain, not fast. */
  public static Builder builder(DType dtype, Shape shape) {
    return new Builder(zeros(dtype, shape));
  }

  private static Shape shape(int length, int[] dims) {
    return dims.length == 0 && length != 1
        ? Shape.of(length)
        : dims.length == 0 ? Shape.of(1) : Shape.of(dims);
  }

  public TensorSpec spec() {
    return spec;
  }

  public DType dtype() {
    return spec.dtype();
  }

  public Shape shape() {
    return spec.shape();
  }

  /** Number of elements. */
  public int size() {
    return size;
  }

  /** The storage array itself, not a copy: do not change it. */
  public Object array() {
    return array;
  }

  /** The float32 storage itself, not a copy. */
  public float[] floats() {
    return (float[]) require(DType.Storage.FLOAT);
  }

  /** The float64 storage itself, not a copy. */
  public double[] doubles() {
    return (double[]) require(DType.Storage.DOUBLE);
  }

  /** The int32 (or uint32) storage itself, not a copy. */
  public int[] ints() {
    return (int[]) require(DType.Storage.INT);
  }

  /** The int64 storage itself, not a copy. */
  public long[] longs() {
    return (long[]) require(DType.Storage.LONG);
  }

  /** The 16-bit storage itself (int16, uint16, float16 and bfloat16 bits), not a copy. */
  public short[] shorts() {
    return (short[]) require(DType.Storage.SHORT);
  }

  /** The 8-bit storage itself (int8, uint8, bool), not a copy. */
  public byte[] bytes() {
    return (byte[]) require(DType.Storage.BYTE);
  }

  /** The string storage itself, not a copy. */
  public String[] strings() {
    return (String[]) require(DType.Storage.STRING);
  }

  private Object require(DType.Storage storage) {
    if (dtype().storage() != storage) {
      throw new ShapeException(
          "An array of dtype "
              + dtype()
              + " is not held as "
              + storage
              + ". Convert it with cast()");
    }
    return array;
  }

  /** Element {@code index} (row-major) as a double; booleans are 0 or 1. */
  public double getDouble(int index) {
    return switch (dtype()) {
      case FLOAT32 -> ((float[]) array)[index];
      case FLOAT64 -> ((double[]) array)[index];
      case FLOAT16, BFLOAT16 -> HalfFloats.toFloat(dtype(), ((short[]) array)[index]);
      case STRING -> throw new ShapeException("A string is not a number");
      default -> getLong(index);
    };
  }

  /** Element {@code index} (row-major) as a long; floats are truncated towards zero. */
  public long getLong(int index) {
    return switch (dtype()) {
      case BOOL, INT8 -> ((byte[]) array)[index];
      case UINT8 -> ((byte[]) array)[index] & 0xffL;
      case INT16 -> ((short[]) array)[index];
      case UINT16 -> ((short[]) array)[index] & 0xffffL;
      case INT32 -> ((int[]) array)[index];
      case UINT32 -> ((int[]) array)[index] & 0xffffffffL;
      case INT64 -> ((long[]) array)[index];
      case STRING -> throw new ShapeException("A string is not a number");
      default -> (long) getDouble(index);
    };
  }

  /** Element {@code index} (row-major) as a boolean: whether it is not zero. */
  public boolean getBoolean(int index) {
    return dtype().isFloating() ? getDouble(index) != 0 : getLong(index) != 0;
  }

  /** Element at the given indices, one for each axis, as a double. */
  public double get(int... indices) {
    if (indices.length != shape().rank()) {
      throw new ShapeException(
          "Shape "
              + shape()
              + " takes "
              + shape().rank()
              + " indices. Received: "
              + Arrays.toString(indices));
    }
    int flat = 0;
    for (int i = 0; i < indices.length; i++) {
      flat = flat * shape().dim(i) + Objects.checkIndex(indices[i], shape().dim(i));
    }
    return getDouble(flat);
  }

  /** All elements as floats, row-major: a copy. */
  public float[] toFloatArray() {
    if (dtype() == DType.FLOAT32) {
      return ((float[]) array).clone();
    }
    float[] result = new float[size];
    for (int i = 0; i < size; i++) {
      result[i] = (float) getDouble(i);
    }
    return result;
  }

  /** All elements as doubles, row-major: a copy. */
  public double[] toDoubleArray() {
    double[] result = new double[size];
    for (int i = 0; i < size; i++) {
      result[i] = getDouble(i);
    }
    return result;
  }

  /** All elements as ints, row-major: a copy. Floats are truncated towards zero. */
  public int[] toIntArray() {
    int[] result = new int[size];
    for (int i = 0; i < size; i++) {
      result[i] = (int) getLong(i);
    }
    return result;
  }

  /**
   * The same data under another shape; no copy.
   *
   * @throws ShapeException when the sizes differ
   */
  public NDArray reshape(Shape shape) {
    return shape.equals(shape()) ? this : wrap(dtype(), shape, array);
  }

  /** The same data under another shape; no copy. */
  public NDArray reshape(int... dims) {
    return reshape(Shape.of(dims));
  }

  /** This array converted to another numeric type, element by element. */
  public NDArray cast(DType target) {
    if (target == dtype()) {
      return this;
    }
    Builder builder = builder(target, shape());
    boolean integers = !dtype().isFloating();
    for (int i = 0; i < size; i++) {
      if (integers) {
        builder.set(i, getLong(i));
      } else {
        builder.set(i, getDouble(i));
      }
    }
    return builder.build();
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis: a copy. */
  public NDArray rows(int from, int to) {
    Objects.checkFromToIndex(from, to, shape().dim(0));
    int row = shape().product(1, shape().rank());
    Object part = dtype().storage().allocate((to - from) * row);
    System.arraycopy(array, from * row, part, 0, (to - from) * row);
    return wrap(dtype(), shape().withDim(0, to - from), part);
  }

  /** Equal type, shape and elements (floats by their bits). */
  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray that && spec.equals(that.spec) && sameElements(that);
  }

  private boolean sameElements(NDArray that) {
    return switch (dtype().storage()) {
      case BYTE -> Arrays.equals((byte[]) array, (byte[]) that.array);
      case SHORT -> Arrays.equals((short[]) array, (short[]) that.array);
      case INT -> Arrays.equals((int[]) array, (int[]) that.array);
      case LONG -> Arrays.equals((long[]) array, (long[]) that.array);
      case FLOAT -> Arrays.equals((float[]) array, (float[]) that.array);
      case DOUBLE -> Arrays.equals((double[]) array, (double[]) that.array);
      case STRING -> Arrays.equals((String[]) array, (String[]) that.array);
    };
  }

  @Override
  public int hashCode() {
    int elements =
        switch (dtype().storage()) {
          case BYTE -> Arrays.hashCode((byte[]) array);
          case SHORT -> Arrays.hashCode((short[]) array);
          case INT -> Arrays.hashCode((int[]) array);
          case LONG -> Arrays.hashCode((long[]) array);
          case FLOAT -> Arrays.hashCode((float[]) array);
          case DOUBLE -> Arrays.hashCode((double[]) array);
          case STRING -> Arrays.hashCode((String[]) array);
        };
    return 31 * spec.hashCode() + elements;
  }

  /** Type, shape and the first elements. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(spec.toString()).append(" [");
    int shown = Math.min(size, 8);
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(
          dtype() == DType.STRING
              ? ((String[]) array)[i]
              : dtype().isFloating()
                  ? String.valueOf((float) getDouble(i))
                  : String.valueOf(getLong(i)));
    }
    return text.append(size > shown ? ", ...]" : "]").toString();
  }

  /** Sets elements of a new array one at a time, converting to its type. */
  public static final class Builder {
    private final NDArray target;

    private Builder(NDArray target) {
      this.target = target;
    }

    public int size() {
      return target.size;
    }

    /** Element {@code index}; integers wrap, floats are truncated for integer types. */
    public Builder set(int index, double value) {
      Object array = target.array;
      switch (target.dtype()) {
        case FLOAT32 -> ((float[]) array)[index] = (float) value;
        case FLOAT64 -> ((double[]) array)[index] = value;
        case FLOAT16, BFLOAT16 ->
            ((short[]) array)[index] = HalfFloats.fromDouble(target.dtype(), value);
        case BOOL -> ((byte[]) array)[index] = (byte) (value != 0 ? 1 : 0);
        case STRING -> throw new ShapeException("A number is not a string");
        default -> set(index, (long) value);
      }
      return this;
    }

    /** Element {@code index}; integers wrap to the type's width. */
    public Builder set(int index, long value) {
      Object array = target.array;
      switch (target.dtype().storage()) {
        case BYTE ->
            ((byte[]) array)[index] =
                target.dtype() == DType.BOOL ? (byte) (value != 0 ? 1 : 0) : (byte) value;
        case SHORT -> {
          if (target.dtype().isHalf()) {
            ((short[]) array)[index] = HalfFloats.fromDouble(target.dtype(), value);
          } else {
            ((short[]) array)[index] = (short) value;
          }
        }
        case INT -> ((int[]) array)[index] = (int) value;
        case LONG -> ((long[]) array)[index] = value;
        case FLOAT -> ((float[]) array)[index] = value;
        case DOUBLE -> ((double[]) array)[index] = value;
        case STRING -> throw new ShapeException("A number is not a string");
      }
      return this;
    }

    /** Element {@code index} of a string array. */
    public Builder set(int index, String value) {
      target.strings()[index] = value;
      return this;
    }

    /** The array; the builder must not be used afterwards. */
    public NDArray build() {
      return target;
    }
  }
}
