package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Reshape;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** The time axis as part of the batch, so that all steps are computed at once. */
final class TimeAxis {
  private TimeAxis() {}

  /** {@code (batch, steps, ...)} as {@code (batch steps, ...)}. */
  static Tensor merge(Tensor x) {
    return new Merge().emit(x);
  }

  /**
   * {@code (batch steps, ...)} as {@code (batch, steps, ...)}, with the first axes of {@code like}.
   */
  static Tensor split(Tensor x, Tensor like) {
    return new Split().emit(x, like);
  }

  private record Merge() implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
      Shape shape = inputs.get(0).shape();
      boolean known = shape.isKnown(0) && shape.isKnown(1);
      int batch = known ? shape.dim(0) * shape.dim(1) : Shape.UNKNOWN;
      return List.of(inputs.get(0).withShape(shape.slice(2, shape.rank()).insertDim(0, batch)));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> inputs) {
      return reshape(inputs.get(0), infer(List.of(inputs.get(0).spec())));
    }
  }

  private record Split() implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
      Shape shape = inputs.get(0).shape();
      Shape first = inputs.get(1).shape().slice(0, 2);
      return List.of(inputs.get(0).withShape(first.concat(shape.slice(1, shape.rank()))));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> inputs) {
      return reshape(inputs.get(0), infer(List.of(inputs.get(0).spec(), inputs.get(1).spec())));
    }
  }

  private static List<Tensor> reshape(Tensor x, List<TensorSpec> specs) {
    return List.of(new Reshape(specs.get(0).shape()).on(x));
  }
}
