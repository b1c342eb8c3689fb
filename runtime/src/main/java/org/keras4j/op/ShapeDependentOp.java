package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A composite op of which the decomposition needs every dimension. It stands in a graph while
 * shapes are unknown, and is decomposed when they are known: {@link #emit} does the right one.
 */
public interface ShapeDependentOp extends CompositeOp {
  /**
   * By decomposition. Unknown dimensions are tried with two sizes; where the results differ, the
   * output's dimension is unknown. Override it where the sizes would matter.
   */
  @Override
  default List<TensorSpec> infer(List<TensorSpec> inputs) {
    if (isKnown(inputs)) {
      return CompositeOp.super.infer(inputs);
    }
    List<TensorSpec> small = CompositeOp.super.infer(withUnknown(inputs, 83));
    List<TensorSpec> large = CompositeOp.super.infer(withUnknown(inputs, 89));
    List<TensorSpec> result = new ArrayList<>();
    for (int i = 0; i < small.size(); i++) {
      int[] dims = small.get(i).shape().dims();
      for (int j = 0; j < dims.length; j++) {
        dims[j] = dims[j] == large.get(i).shape().dim(j) ? dims[j] : Shape.UNKNOWN;
      }
      result.add(small.get(i).withShape(Shape.of(dims)));
    }
    return result;
  }

  /** The decomposition if all shapes are known, else a call of this op. */
  default List<Tensor> emit(List<Tensor> inputs) {
    return isKnown(inputs.stream().map(Tensor::spec).toList()) ? decompose(inputs) : call(inputs);
  }

  /** {@link #emit} for an op with one output. */
  default Tensor emit(Tensor... inputs) {
    return emit(List.of(inputs)).get(0);
  }

  private static boolean isKnown(List<TensorSpec> specs) {
    return specs.stream().allMatch(spec -> spec.shape().isFullyKnown());
  }

  private static List<TensorSpec> withUnknown(List<TensorSpec> specs, int size) {
    return specs.stream().map(spec -> spec.withShape(withUnknown(spec.shape(), size))).toList();
  }

  private static Shape withUnknown(Shape shape, int size) {
    int[] dims = shape.dims();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dims[i] == Shape.UNKNOWN ? size : dims[i];
    }
    return Shape.of(dims);
  }
}
