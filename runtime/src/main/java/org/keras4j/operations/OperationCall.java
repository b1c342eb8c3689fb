package org.keras4j.operations;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * An operation called on tensors of which not all dimensions are known: it stands in the graph
 * until they are.
 */
final class OperationCall implements ShapeDependentOp {
  private static final int SMALL = 2;

  private final String name;
  private final CallArguments template;
  private final Function<CallArguments, Object> function;

  OperationCall(String name, CallArguments template, Function<CallArguments, Object> function) {
    this.name = name;
    this.template = template;
    this.function = function;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Iterator<Tensor> next = inputs.iterator();
    return Structures.tensors(function.apply(template.mapTensors(t -> next.next())));
  }

  /**
   * With trial sizes for the unknown dimensions; where those fit nothing (an unknown dimension
   * added to 5), by the shape rules of the ops that make it up.
   */
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    List<TensorSpec> large;
    try {
      large = ShapeDependentOp.super.infer(inputs);
    } catch (KerasException trial) {
      List<Tensor> unknown = inputs.stream().map(spec -> Placeholder.of("input", spec)).toList();
      return decompose(unknown).stream().map(Tensor::spec).toList();
    }
    return withSmall(inputs, large);
  }

  /** A size that holds for large inputs only, such as that of a cut, is not known either. */
  private List<TensorSpec> withSmall(List<TensorSpec> inputs, List<TensorSpec> large) {
    List<TensorSpec> small;
    try {
      small =
          decompose(inputs.stream().map(OperationCall::small).toList()).stream()
              .map(Tensor::spec)
              .toList();
    } catch (KerasException tooSmall) {
      return large;
    }
    List<TensorSpec> result = new ArrayList<>();
    for (int i = 0; i < large.size(); i++) {
      int[] dims = large.get(i).shape().dims();
      for (int axis = 0; axis < dims.length; axis++) {
        boolean same = dims[axis] == small.get(i).shape().dim(axis);
        dims[axis] = same ? dims[axis] : Shape.UNKNOWN;
      }
      result.add(large.get(i).withShape(Shape.of(dims)));
    }
    return result;
  }

  private static Tensor small(TensorSpec spec) {
    int[] dims = spec.shape().dims();
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = dims[axis] == Shape.UNKNOWN ? SMALL : dims[axis];
    }
    return Placeholder.of("input", spec.withShape(Shape.of(dims)));
  }

  @Override
  public String toString() {
    return name;
  }
}
