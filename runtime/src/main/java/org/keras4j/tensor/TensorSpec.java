package org.keras4j.tensor;

import java.util.Objects;

/** Type and shape of a tensor, without data. */
public record TensorSpec(DType dtype, Shape shape) {
  public TensorSpec {
    Objects.requireNonNull(dtype, "dtype");
    Objects.requireNonNull(shape, "shape");
  }

  /** A spec with the given dimensions. */
  public static TensorSpec of(DType dtype, int... dims) {
    return new TensorSpec(dtype, Shape.of(dims));
  }

  public TensorSpec withDType(DType other) {
    return new TensorSpec(other, shape);
  }

  public TensorSpec withShape(Shape other) {
    return new TensorSpec(dtype, other);
  }

  /** Whether an array of the other spec may stand where this is declared. */
  public boolean isCompatible(TensorSpec other) {
    return dtype == other.dtype && shape.isCompatible(other.shape);
  }

  @Override
  public String toString() {
    return dtype + shape.toString();
  }
}
