package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.autodiff.Gradients;
import org.keras4j.backend.Backends;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.MatMul;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reshape;
import org.keras4j.op.Softmax;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** A whole training step as one plan: forward, backward, momentum, assignments. */
class UpdatesTest {
  private static NDArray array(Random random, int... dims) {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT32, Shape.of(dims));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, random.nextDouble() - 0.5);
    }
    return builder.build();
  }

  private static Variable variable(Random random, String name, int... dims) {
    NDArray value = array(random, dims);
    return new Variable(name, name, value.spec(), true, () -> value);
  }

  /** The same step with the same initial values each time it is made. */
  private static GraphFunction step() {
    Random random = new Random(5);
    Variable kernel = variable(random, "kernel", 3, 3, 2, 4);
    Variable bias = variable(random, "bias", 4);
    Variable dense = variable(random, "dense", 36, 3);
    List<Variable> weights = List.of(kernel, bias, dense);
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 5, 8, 8, 2));
    Tensor y = Placeholder.of("y", TensorSpec.of(DType.FLOAT32, 5, 3));
    Tensor conv = new Conv(ConvSpec.valid(2)).on(x, ReadVariable.of(kernel));
    Tensor act = UnaryOp.RELU.on(BinaryOp.ADD.on(conv, ReadVariable.of(bias)));
    List<Integer> two = List.of(2, 2);
    List<Integer> none = List.of(0, 0);
    Tensor pooled = new Pool(PoolKind.MAX, new PoolSpec(two, two, none, none)).on(act);
    Tensor flat = new Reshape(Shape.of(5, 36)).on(pooled);
    Tensor probabilities = new Softmax(1).on(MatMul.PLAIN.on(flat, ReadVariable.of(dense)));
    Tensor terms = BinaryOp.MULTIPLY.on(y, UnaryOp.LOG.on(probabilities));
    Tensor loss = UnaryOp.NEGATE.on(new Reduce(ReduceKind.SUM, List.of(0, 1), false).on(terms));
    List<GraphFunction.Update> updates = new ArrayList<>();
    Tensor rate = Constant.scalar(DType.FLOAT32, 0.05);
    Tensor decay = Constant.scalar(DType.FLOAT32, 0.9);
    for (Variable weight : weights) {
      Tensor gradient = Gradients.of(loss, List.of(weight)).get(weight);
      NDArray zeros = NDArray.zeros(DType.FLOAT32, weight.shape());
      String name = weight.name() + "/momentum";
      Variable slot = new Variable(name, name, weight.spec(), false, () -> zeros);
      Tensor old = BinaryOp.MULTIPLY.on(ReadVariable.of(slot), decay);
      Tensor momentum = BinaryOp.SUBTRACT.on(old, BinaryOp.MULTIPLY.on(gradient, rate));
      Tensor moved = BinaryOp.ADD.on(ReadVariable.of(weight), momentum);
      updates.add(new GraphFunction.Update(slot, momentum));
      updates.add(new GraphFunction.Update(weight, moved));
    }
    return new GraphFunction(List.of(x, y), List.of(loss, probabilities), updates);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void trainsAsTheInterpreterDoes(boolean optimize) {
    Random random = new Random(9);
    List<NDArray> inputs = List.of(array(random, 5, 8, 8, 2), oneHot());
    GraphFunction interpreted = step();
    GraphFunction planned = step();
    PlanOptions options = PlanOptions.DEFAULT.withOptimize(optimize).withPoison(true);
    ExecutionPlan plan = new PlanCompiler(Backends.defaultBackend(), options).plan(planned);
    assertFalse(plan.describe().contains("interpreted"), plan::describe);
    double first = Double.NaN;
    double last = Double.NaN;
    try (Session session = plan.openSession()) {
      for (int i = 0; i < 6; i++) {
        ReferenceInterpreter.Result expected =
            ReferenceInterpreter.standard().run(interpreted, inputs);
        expected.updates().forEach(Variable::assign);
        List<NDArray> actual = session.run(inputs);
        Comparison.assertClose(expected.outputs().get(0), actual.get(0), "loss of step " + i);
        Comparison.assertClose(expected.outputs().get(1), actual.get(1), "outputs of step " + i);
        last = actual.get(0).getDouble(0);
        first = i == 0 ? last : first;
      }
    }
    for (int i = 0; i < planned.updates().size(); i++) {
      Variable expected = interpreted.updates().get(i).variable();
      Variable actual = planned.updates().get(i).variable();
      Comparison.assertClose(expected.value(), actual.value(), actual.path());
    }
    assertTrue(last < 0.7 * first, first + " -> " + last);
  }

  private static NDArray oneHot() {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT32, Shape.of(5, 3));
    for (int i = 0; i < 5; i++) {
      builder.set(3 * i + i % 3, 1.0);
    }
    return builder.build();
  }
}
