package org.keras4j.ops;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Iota;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Class indices as vectors, and complex numbers as pairs. Keras: parts of {@code keras.ops.nn}. */
public final class EncodingOps {
  private EncodingOps() {}

  /**
   * A new axis of size {@code numClasses} with 1 at the index and 0 elsewhere; nothing but zeros for
   * an index out of range. Keras: {@code keras.ops.one_hot} (defaults: axis -1, float32).
   */
  public static Tensor oneHot(Tensor x, int numClasses, int axis, DType dtype) {
    Tensor indices = x.dtype().isInteger() ? x : DTypes.cast(x, DType.INT32);
    int at = axis < 0 ? axis + x.rank() + 1 : axis;
    Tensor expanded = Arith.expandDims(indices, at);
    int[] dims = new int[x.rank() + 1];
    java.util.Arrays.fill(dims, 1);
    dims[at] = numClasses;
    Tensor classes = new Iota(new TensorSpec(expanded.dtype(), Shape.of(dims)), at).on();
    return DTypes.cast(CompareOp.EQUAL.on(expanded, classes), dtype);
  }

  /**
   * As {@link #oneHot}, with the ones of all indices of a sample in one vector: reduced over axis 1
   * (axis 0 of a vector). Keras: {@code keras.ops.multi_hot}.
   */
  public static Tensor multiHot(Tensor x, int numClasses, int axis, DType dtype) {
    return NnOps.largest(oneHot(x, numClasses, axis, dtype), x.rank() > 1 ? 1 : 0);
  }

  /**
   * The complex number of the given magnitude and angle, as real and imaginary part. Keras: {@code
   * keras.ops.polar}.
   */
  public static List<Tensor> polar(Tensor abs, Tensor angle) {
    Tensor phase = DTypes.toFloat(angle);
    return List.of(
        Arith.mul(abs, UnaryOp.COS.on(phase)), Arith.mul(abs, UnaryOp.SIN.on(phase)));
  }
}
