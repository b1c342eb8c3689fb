package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Repeats a body while a condition holds. Keras: {@code keras.ops.while_loop}.
 *
 * <p>Inputs: the loop variables, then whatever else condition and body read; both functions take
 * all of them. The condition returns a scalar bool, the body the new loop variables. Outputs: the
 * loop variables at the end.
 */
public record WhileLoop(GraphFunction condition, GraphFunction body) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, condition.inputs().size());
    Expect.count(this, inputs, body.inputs().size());
    for (int i = 0; i < inputs.size(); i++) {
      for (GraphFunction function : List.of(condition, body)) {
        TensorSpec expected = function.inputs().get(i).spec();
        Expect.check(
            expected.isCompatible(inputs.get(i)),
            this,
            "expects input " + i + " as " + expected,
            inputs);
      }
    }
    List<TensorSpec> test = condition.outputSpecs();
    Expect.check(
        test.equals(List.of(new TensorSpec(DType.BOOL, Shape.SCALAR))),
        this,
        "expects a condition that returns one scalar bool, not " + test,
        inputs);
    List<TensorSpec> results = body.outputSpecs();
    Expect.check(
        results.size() <= inputs.size(),
        this,
        "expects a body that returns the loop variables",
        inputs);
    for (int i = 0; i < results.size(); i++) {
      Expect.check(
          body.inputs().get(i).spec().isCompatible(results.get(i)),
          this,
          "loop variable " + i + " must keep its dtype and shape, not become " + results.get(i),
          inputs);
    }
    return results;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    throw new GradientException(
        "while_loop has no reverse-mode gradient: the number of steps is known only when it ran."
            + " Use scan or fori_loop, which have a fixed number of steps, or stop the gradient");
  }

  @Override
  public String toString() {
    return "WhileLoop[variables=" + body.outputs().size() + "]";
  }
}
