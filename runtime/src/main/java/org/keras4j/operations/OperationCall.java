package org.keras4j.operations;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.TensorSpec;

/**
 * An operation called on tensors of which not all dimensions are known: it stands in the graph until
 * they are.
 */
final class OperationCall implements ShapeDependentOp {
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
   * With trial sizes for the unknown dimensions; where those fit nothing (an unknown dimension added
   * to 5), by the shape rules of the ops that make it up.
   */
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    try {
      return ShapeDependentOp.super.infer(inputs);
    } catch (KerasException trial) {
      List<Tensor> unknown =
          inputs.stream().map(spec -> Placeholder.of("input", spec)).toList();
      return decompose(unknown).stream().map(Tensor::spec).toList();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
