package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * One of two functions, chosen by a scalar bool when the graph runs. Keras: {@code keras.ops.cond}.
 *
 * <p>Inputs: the predicate, then the inputs of both functions, which are the same. The functions'
 * outputs must agree in number, dtype and rank.
 */
public record Cond(GraphFunction thenBranch, GraphFunction elseBranch) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.check(
        !inputs.isEmpty() && inputs.get(0).equals(new TensorSpec(DType.BOOL, Shape.SCALAR)),
        this,
        "expects a scalar bool predicate",
        inputs);
    Expect.count(this, inputs, 1 + thenBranch.inputs().size());
    Expect.count(this, inputs, 1 + elseBranch.inputs().size());
    for (int i = 1; i < inputs.size(); i++) {
      for (GraphFunction branch : List.of(thenBranch, elseBranch)) {
        TensorSpec expected = branch.inputs().get(i - 1).spec();
        Expect.check(
            expected.isCompatible(inputs.get(i)),
            this,
            "expects input " + i + " as " + expected,
            inputs);
      }
    }
    List<TensorSpec> a = thenBranch.outputSpecs();
    List<TensorSpec> b = elseBranch.outputSpecs();
    Expect.check(
        a.size() == b.size()
            && IntStream.range(0, a.size()).allMatch(i -> joinable(a.get(i), b.get(i))),
        this,
        "expects true_fn and false_fn to return the same structure, not " + a + " and " + b,
        inputs);
    return IntStream.range(0, a.size()).mapToObj(i -> join(a.get(i), b.get(i))).toList();
  }

  private static boolean joinable(TensorSpec a, TensorSpec b) {
    return a.dtype() == b.dtype() && a.shape().rank() == b.shape().rank();
  }

  private static TensorSpec join(TensorSpec a, TensorSpec b) {
    Shape shape = a.shape();
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.dim(i) != b.shape().dim(i)) {
        shape = shape.withDim(i, Shape.UNKNOWN);
      }
    }
    return a.withShape(shape);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    List<Tensor> arguments = v.node().inputs();
    List<Integer> wanted =
        IntStream.range(1, arguments.size())
            .filter(i -> v.wants(i) && arguments.get(i).dtype().isFloating())
            .boxed()
            .toList();
    List<Integer> given =
        IntStream.range(0, v.node().outputs().size())
            .filter(i -> v.grad(i) != null)
            .boxed()
            .toList();
    List<Tensor> inputs = new ArrayList<>(arguments);
    given.forEach(i -> inputs.add(v.grad(i)));
    List<Tensor> results =
        new Cond(
                gradient(v, thenBranch, inputs, given, wanted),
                gradient(v, elseBranch, inputs, given, wanted))
            .call(inputs);
    Tensor[] gradients = new Tensor[arguments.size()];
    for (int i = 0; i < wanted.size(); i++) {
      gradients[wanted.get(i)] = results.get(i);
    }
    return Expr.grads(gradients);
  }

  private static GraphFunction gradient(
      Vjp v, GraphFunction branch, List<Tensor> inputs, List<Integer> given, List<Integer> wanted) {
    List<Tensor> parameters = new ArrayList<>();
    for (int i = 1; i < inputs.size(); i++) {
      parameters.add(Placeholder.of("arg_" + i, inputs.get(i).spec()));
    }
    int arguments = branch.inputs().size();
    Tensor[] outputGradients = new Tensor[branch.outputs().size()];
    for (int i = 0; i < given.size(); i++) {
      outputGradients[given.get(i)] = parameters.get(arguments + i);
    }
    List<Tensor> targets = wanted.stream().map(i -> parameters.get(i - 1)).toList();
    List<Tensor> gradients =
        v.differentiator()
            .gradients(
                Graphs.inline(branch, parameters.subList(0, arguments)),
                Expr.grads(outputGradients),
                targets);
    List<Tensor> results = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Tensor gradient = gradients.get(i);
      Tensor target = targets.get(i);
      results.add(gradient == null ? new FillLike(target.dtype(), 0).emit(target) : gradient);
    }
    return GraphFunction.of(parameters, results);
  }

  @Override
  public String toString() {
    return "Cond[outputs=" + thenBranch.outputs().size() + "]";
  }
}
