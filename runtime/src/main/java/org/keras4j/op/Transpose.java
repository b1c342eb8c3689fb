package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Axes in another order: output axis {@code i} is input axis {@code permutation[i]}. Keras: {@code
 * keras.ops.transpose}.
 */
public record Transpose(List<Integer> permutation) implements Op {
  public Transpose {
    permutation = List.copyOf(permutation);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Shape shape = in.get(0).shape();
    OpChecks.require(
        permutation.stream().sorted().toList().equals(Emit.range(shape.rank())),
        this,
        "a permutation of all axes of " + shape,
        permutation);
    int[] dims = permutation.stream().mapToInt(shape::dim).toArray();
    return List.of(in.get(0).withShape(Shape.of(dims)));
  }

  /** The order that undoes this one. */
  public Transpose inverse() {
    Integer[] inverse = new Integer[permutation.size()];
    for (int i = 0; i < inverse.length; i++) {
      inverse[permutation.get(i)] = i;
    }
    return new Transpose(Arrays.asList(inverse));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(inverse().on(v.grad()));
  }
}
