package org.keras4j.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/**
 * Immutable dimensions of a tensor. A dimension may be unknown ({@link #UNKNOWN}, Keras' {@code
 * None}). Prints as Keras does: {@code (None, 28, 28, 1)}.
 */
public final class Shape {
  /** An unknown dimension, Keras' {@code None}. */
  public static final int UNKNOWN = -1;

  /** The shape of a scalar. */
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * A shape with the given dimensions; {@link #UNKNOWN} where not known.
   *
   * @throws ShapeException when a dimension is below -1
   */
  public static Shape of(int... dims) {
    for (int dim : dims) {
      if (dim < UNKNOWN) {
        throw new ShapeException(
            "Dimensions must be >= 0, or -1 for unknown. Received: " + Arrays.toString(dims));
      }
    }
    return dims.length == 0 ? SCALAR : new Shape(dims.clone());
  }

  /** A shape from Keras' config notation: a list in which {@code null} is an unknown dimension. */
  public static Shape ofNullable(List<? extends Number> dims) {
    return of(dims.stream().mapToInt(d -> d == null ? UNKNOWN : d.intValue()).toArray());
  }

  public int rank() {
    return dims.length;
  }

  /**
   * The dimension at {@code axis}; negative axes count from the end.
   *
   * @throws ShapeException when the axis is out of range
   */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /** Whether the dimension at {@code axis} is known. */
  public boolean isKnown(int axis) {
    return dim(axis) != UNKNOWN;
  }

  /** Whether every dimension is known. */
  public boolean isFullyKnown() {
    for (int dim : dims) {
      if (dim == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@code axis} counted from the front.
   *
   * @throws ShapeException when it is out of range
   */
  public int axis(int axis) {
    int positive = axis < 0 ? axis + dims.length : axis;
    if (positive < 0 || positive >= dims.length) {
      throw new ShapeException(
          "Axis " + axis + " is out of range for shape " + this + " of rank " + dims.length);
    }
    return positive;
  }

  /** All axes counted from the front; empty input stays empty. */
  public int[] axes(int... axes) {
    int[] result = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      result[i] = axis(axes[i]);
    }
    return result;
  }

  /** A copy of the dimensions. */
  public int[] dims() {
    return dims.clone();
  }

  /**
   * Number of elements.
   *
   * @throws ShapeException when a dimension is unknown
   */
  public long size() {
    long size = 1;
    for (int dim : dims) {
      if (dim == UNKNOWN) {
        throw new ShapeException("The size of shape " + this + " is not known");
      }
      size = Math.multiplyExact(size, (long) dim);
    }
    return size;
  }

  /** Number of elements as an array length; arrays hold at most 2^31 - 1 elements. */
  public int intSize() {
    long size = size();
    if (size > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          "A tensor of shape " + this + " has " + size + " elements; at most 2147483639 fit");
    }
    return (int) size;
  }

  /** Product of the dimensions from {@code from} (inclusive) to {@code to} (exclusive). */
  public int product(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product =
          dims[i] == UNKNOWN || product == UNKNOWN ? UNKNOWN : Math.multiplyExact(product, dims[i]);
    }
    return product;
  }

  /** Row-major strides in elements; the shape must be fully known. */
  public int[] strides() {
    int[] strides = new int[dims.length];
    int stride = 1;
    for (int i = dims.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= dims[i];
    }
    return strides;
  }

  /** This shape with the dimension at {@code axis} replaced. */
  public Shape withDim(int axis, int dim) {
    int[] copy = dims.clone();
    copy[axis(axis)] = dim;
    return new Shape(copy);
  }

  /** This shape with a dimension inserted before {@code axis}; {@code -1} appends. */
  public Shape insertDim(int axis, int dim) {
    int at = axis < 0 ? axis + dims.length + 1 : axis;
    if (at < 0 || at > dims.length) {
      throw new ShapeException("Cannot insert a dimension at axis " + axis + " of shape " + this);
    }
    int[] result = new int[dims.length + 1];
    System.arraycopy(dims, 0, result, 0, at);
    result[at] = dim;
    System.arraycopy(dims, at, result, at + 1, dims.length - at);
    return new Shape(result);
  }

  /** This shape without the dimension at {@code axis}. */
  public Shape removeDim(int axis) {
    int at = axis(axis);
    return new Shape(
        IntStream.range(0, dims.length).filter(i -> i != at).map(i -> dims[i]).toArray());
  }

  /** The dimensions from {@code from} (inclusive) to {@code to} (exclusive). */
  public Shape slice(int from, int to) {
    return of(Arrays.copyOfRange(dims, from, to));
  }

  /** These dimensions followed by {@code other}'s. */
  public Shape concat(Shape other) {
    int[] result = Arrays.copyOf(dims, dims.length + other.dims.length);
    System.arraycopy(other.dims, 0, result, dims.length, other.dims.length);
    return of(result);
  }

  /** Whether the two shapes can describe the same tensor (unknown matches anything). */
  public boolean isCompatible(Shape other) {
    if (dims.length != other.dims.length) {
      return false;
    }
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] != UNKNOWN && other.dims[i] != UNKNOWN && dims[i] != other.dims[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The shape of an element-wise operation on both, by NumPy's broadcasting rules.
   *
   * @throws ShapeException when the shapes do not broadcast
   */
  public static Shape broadcast(Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] result = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int x = i <= a.rank() ? a.dims[a.rank() - i] : 1;
      int y = i <= b.rank() ? b.dims[b.rank() - i] : 1;
      if (x == y || y == 1) {
        result[rank - i] = x;
      } else if (x == 1) {
        result[rank - i] = y;
      } else if (x == UNKNOWN) {
        result[rank - i] = y;
      } else if (y == UNKNOWN) {
        result[rank - i] = x;
      } else {
        throw new ShapeException("Shapes " + a + " and " + b + " cannot be broadcast together");
      }
    }
    return of(result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  @Override
  public String toString() {
    StringJoiner joiner = new StringJoiner(", ", "(", dims.length == 1 ? ",)" : ")");
    for (int dim : dims) {
      joiner.add(dim == UNKNOWN ? "None" : Integer.toString(dim));
    }
    return joiner.toString();
  }
}
