package org.keras4j.losses;

import org.keras4j.tensor.Shape;

/** What targets are, judged by shapes, as Keras' {@code compile} does for short names. */
public enum TargetKind {
  /** One prediction a sample. */
  BINARY,
  /** Classes, beside predictions with one value a class. */
  SPARSE_CATEGORICAL,
  /** One value a class in both. */
  CATEGORICAL;

  /** The kind of targets of these shapes. Keras: {@code is_binary_or_sparse_categorical}. */
  public static TargetKind of(Shape yTrue, Shape yPred) {
    if (lastDim(yPred) == 1) {
      return BINARY;
    }
    boolean column = lastDim(yTrue) == 1 && lastDim(yPred) > 1;
    return yTrue.rank() < yPred.rank() || column ? SPARSE_CATEGORICAL : CATEGORICAL;
  }

  private static int lastDim(Shape shape) {
    return shape.rank() == 0 ? 1 : shape.dim(-1);
  }
}
