package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Fill;
import org.keras4j.op.FillLike;
import org.keras4j.op.Iota;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Functions of {@code keras.ops} that make tensors. */
public final class CreationOps {
  private CreationOps() {}

  /** Zeros. Keras: {@code zeros}, {@code empty}. */
  public static Tensor zeros(Shape shape, DType dtype) {
    return full(shape, 0, dtype);
  }

  /** Ones. Keras: {@code ones}. */
  public static Tensor ones(Shape shape, DType dtype) {
    return full(shape, 1, dtype);
  }

  /** One value everywhere. Keras: {@code full}. */
  public static Tensor full(Shape shape, double value, DType dtype) {
    return new Fill(new TensorSpec(dtype, shape), value).on();
  }

  /** Zeros of the operand's shape and dtype. Keras: {@code zeros_like}. */
  public static Tensor zerosLike(Tensor x) {
    return fullLike(x, 0, x.dtype());
  }

  /** Ones of the operand's shape and dtype. Keras: {@code ones_like}. */
  public static Tensor onesLike(Tensor x) {
    return fullLike(x, 1, x.dtype());
  }

  /** One value in the operand's shape. Keras: {@code full_like}. */
  public static Tensor fullLike(Tensor x, double value, DType dtype) {
    return new FillLike(dtype, value).emit(x);
  }

  /** {@code start}, {@code start + step}, ..., below {@code stop}. Keras: {@code arange}. */
  public static Tensor arange(Number start, Number stop, Number step, DType dtype) {
    double distance = (stop.doubleValue() - start.doubleValue()) / step.doubleValue();
    if (step.doubleValue() == 0 || Double.isNaN(distance)) {
      throw new ShapeException("The step of arange cannot be 0. Received: step=" + step);
    }
    int count = (int) Math.max(0, Math.ceil(distance));
    Tensor steps = MathOps.multiply(Creation.iota(dtype, count), scalar(dtype, step));
    return MathOps.add(steps, scalar(dtype, start));
  }

  /** 0, 1, ... below {@code stop}. Keras: {@code arange}. */
  public static Tensor arange(int stop, DType dtype) {
    return Creation.iota(dtype, stop);
  }

  /**
   * Evenly spaced from {@code start} to {@code stop} along a new first axis. Keras: {@code
   * linspace}.
   *
   * @param endpoint whether {@code stop} is the last one
   * @param dtype {@code null} for the common float type
   */
  public static Tensor linspace(Tensor start, Tensor stop, int num, boolean endpoint, DType dtype) {
    if (num < 0) {
      throw new ShapeException("`num` must be a non-negative integer. Received: num=" + num);
    }
    DType result = dtype == null ? DTypes.resultTypeWithFloat(start.dtype(), stop.dtype()) : dtype;
    DType computed = result.isFloating() ? result : DType.FLOAT64;
    Tensor from = ShapeOps.expandDims(cast(start, computed), 0);
    Tensor to = ShapeOps.expandDims(cast(stop, computed), 0);
    int rank = Math.max(from.rank(), to.rank());
    int[] dims = new int[rank];
    Arrays.fill(dims, 1);
    dims[0] = num;
    Tensor position = ShapeOps.reshape(Creation.iota(computed, num), Shape.of(dims));
    int intervals = Math.max(1, endpoint ? num - 1 : num);
    Tensor step = MathOps.divide(MathOps.subtract(to, from), intervals);
    Tensor values = MathOps.add(from, MathOps.multiply(step, position));
    if (endpoint && num > 1) {
      // The end itself, not what rounding leaves of it.
      values = LogicOps.where(LogicOps.equal(position, num - 1), to, values);
    }
    return result.isFloating() ? values : cast(MathOps.floor(values), result);
  }

  /** Powers of {@code base} with evenly spaced exponents. Keras: {@code logspace}. */
  public static Tensor logspace(
      Tensor start, Tensor stop, int num, boolean endpoint, double base, DType dtype) {
    Tensor exponents = linspace(start, stop, num, endpoint, dtype);
    return MathOps.power(scalar(exponents.dtype(), base), exponents);
  }

  /** Evenly spaced on a logarithmic scale. Keras: {@code geomspace}. */
  public static Tensor geomspace(
      Tensor start, Tensor stop, int num, boolean endpoint, DType dtype) {
    DType type = dtype == null ? DType.FLOAT32 : dtype;
    Tensor from = MathOps.log10(MathOps.abs(cast(start, type)));
    Tensor to = MathOps.log10(MathOps.abs(cast(stop, type)));
    Tensor values = logspace(from, to, num, endpoint, 10, dtype);
    return MathOps.multiply(values, cast(MathOps.sign(cast(start, type)), values.dtype()));
  }

  /** Ones on a diagonal of a matrix. Keras: {@code eye}. */
  public static Tensor eye(int rows, int columns, int k, DType dtype) {
    return cast(compare(CompareOp.EQUAL, rows, columns, k), dtype);
  }

  /** Ones on the main diagonal. Keras: {@code identity}. */
  public static Tensor identity(int size, DType dtype) {
    return eye(size, size, 0, dtype);
  }

  /** Ones at and below a diagonal. Keras: {@code tri}. */
  public static Tensor tri(int rows, int columns, int k, DType dtype) {
    return cast(compare(CompareOp.LESS_EQUAL, rows, columns, k), dtype);
  }

  /** How {@code column} compares with {@code row + k}, as bool. */
  static Tensor compare(CompareOp op, int rows, int columns, int k) {
    TensorSpec spec = TensorSpec.of(DType.INT32, rows, columns);
    return op.on(new Iota(spec, 1).on(), MathOps.add(new Iota(spec, 0).on(), k));
  }

  /** Bartlett (triangular) window. Keras: {@code bartlett}. */
  public static Tensor bartlett(int size) {
    double half = (size - 1) / 2.0;
    return window(size, i -> i <= half ? i / half : 2 - i / half);
  }

  /** Hamming window. Keras: {@code hamming}. */
  public static Tensor hamming(int size) {
    return window(size, i -> 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (size - 1)));
  }

  /** Hann window. Keras: {@code hanning}. */
  public static Tensor hanning(int size) {
    return window(size, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / (size - 1)));
  }

  /** Blackman window. Keras: {@code blackman}. */
  public static Tensor blackman(int size) {
    return window(
        size,
        i -> {
          double angle = 2 * Math.PI * i / (size - 1);
          return 0.42 - 0.5 * Math.cos(angle) + 0.08 * Math.cos(2 * angle);
        });
  }

  /** Kaiser window. Keras: {@code kaiser}. */
  public static Tensor kaiser(int size, double beta) {
    Tensor angle =
        window(size, i -> beta * Math.sqrt(Math.max(0, 1 - Math.pow(2.0 * i / (size - 1) - 1, 2))));
    return size <= 1
        ? angle
        : MathOps.divide(TrigOps.i0(angle), TrigOps.i0(scalar(DType.FLOAT32, beta)));
  }

  /** A float32 vector of a function of the position; a single value is 1. */
  private static Tensor window(int size, IntToDoubleFunction value) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = size == 1 ? 1 : (float) value.applyAsDouble(i);
    }
    return Constant.of(NDArray.of(values, size));
  }
}
