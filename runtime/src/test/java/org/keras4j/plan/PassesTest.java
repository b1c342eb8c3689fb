package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.GraphVerifier;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BatchNormInference;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.MatMul;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Reshape;
import org.keras4j.op.Select;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.plan.pass.Pass;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

class PassesTest {
  private final Backend backend = Backends.defaultBackend();
  private final PlanCompiler compiler = PlanCompiler.of(backend);
  private final Random random = new Random(7);

  private NDArray array(double low, double high, int... dims) {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT32, Shape.of(dims));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, low + (high - low) * random.nextDouble());
    }
    return builder.build();
  }

  private Tensor weight(String name, double low, double high, int... dims) {
    NDArray value = array(low, high, dims);
    return ReadVariable.of(new Variable(name, name, value.spec(), true, () -> value));
  }

  private static Tensor input(int... dims) {
    return Placeholder.of("x", TensorSpec.of(DType.FLOAT32, dims));
  }

  private Tensor norm(Tensor x, String name) {
    int channels = x.dim(-1);
    return new BatchNormInference(x.rank() - 1, 1e-3, true, true)
        .on(
            x,
            weight(name + "/mean", -1, 1, channels),
            weight(name + "/variance", 0.5, 2, channels),
            weight(name + "/gamma", 0.5, 2, channels),
            weight(name + "/beta", -1, 1, channels));
  }

  private List<String> ops(ExecutionPlan plan) {
    return plan.nodes().stream().map(node -> node.node().op().name()).toList();
  }

  private ExecutionPlan check(GraphFunction function) {
    List<NDArray> inputs = new ArrayList<>();
    for (Tensor in : function.inputs()) {
      inputs.add(array(-1, 1, in.shape().dims()));
    }
    ExecutionPlan plan = compiler.plan(function);
    GraphVerifier.verify(plan.function());
    List<NDArray> expected = ReferenceInterpreter.standard().run(function, inputs).outputs();
    try (Session session = plan.openSession()) {
      List<NDArray> actual = session.run(inputs);
      for (int i = 0; i < expected.size(); i++) {
        Comparison.assertClose(expected.get(i), actual.get(i), plan.describe());
      }
    }
    return plan;
  }

  @Test
  void denseBecomesOneNode() {
    Tensor x = input(3, 4);
    Tensor sum =
        BinaryOp.ADD.on(MatMul.PLAIN.on(x, weight("w", -1, 1, 4, 5)), weight("b", -1, 1, 5));
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(UnaryOp.RELU.on(sum))));
    assertEquals(List.of("WithEpilogue"), ops(plan));
    WithEpilogue op = (WithEpilogue) plan.nodes().get(0).node().op();
    assertTrue(op.bias() && !op.residual(), op::toString);
  }

  @Test
  void sharedProductKeepsItsValue() {
    Tensor x = input(3, 4);
    Tensor product = MatMul.PLAIN.on(x, weight("w", -1, 1, 4, 4));
    Tensor y = UnaryOp.RELU.on(BinaryOp.ADD.on(product, x));
    check(GraphFunction.of(List.of(x), List.of(y, product)));
    check(GraphFunction.of(List.of(x), List.of(y, UnaryOp.NEGATE.on(product))));
  }

  @Test
  void residualAndActivationsRide() {
    for (UnaryOp activation : List.of(UnaryOp.RELU, UnaryOp.TANH, UnaryOp.SIGMOID)) {
      Tensor x = input(7, 6);
      Tensor product = MatMul.PLAIN.on(x, weight("w", -1, 1, 6, 6));
      Tensor biased = BinaryOp.ADD.on(weight("b", -1, 1, 1, 6), product);
      Tensor y = activation.on(BinaryOp.ADD.on(x, biased));
      ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(y)));
      assertTrue(ops(plan).contains("WithEpilogue") && ops(plan).size() <= 2, plan::describe);
    }
  }

  @Test
  void zerosAroundAConvolutionBecomeItsPadding() {
    Tensor x = input(2, 6, 6, 3);
    List<Integer> low = List.of(0, 1, 2, 0);
    List<Integer> high = List.of(0, 0, 1, 0);
    Tensor zeros = new Pad(low, high, PadMode.CONSTANT, 0).on(x);
    Tensor conv = new Conv(ConvSpec.valid(2)).on(zeros, weight("k", -1, 1, 3, 3, 3, 4));
    Tensor depthwise =
        new DepthwiseConv(ConvSpec.valid(2)).on(zeros, weight("d", -1, 1, 2, 2, 3, 1));
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(conv, depthwise)));
    assertEquals(List.of("Conv", "DepthwiseConv"), ops(plan).stream().sorted().toList());

    Tensor ones = new Pad(low, high, PadMode.CONSTANT, 1).on(x);
    Tensor kept = new Conv(ConvSpec.valid(2)).on(ones, weight("k", -1, 1, 3, 3, 3, 4));
    assertTrue(ops(check(GraphFunction.of(List.of(x), List.of(kept)))).contains("Pad"));
  }

  @Test
  void batchNormMovesIntoWeights() {
    Tensor x = input(2, 6, 6, 3);
    Tensor conv = new Conv(ConvSpec.valid(2)).on(x, weight("k", -1, 1, 3, 3, 3, 4));
    Tensor bias = new Reshape(Shape.of(1, 1, 1, 4)).on(weight("b", -1, 1, 4));
    Tensor y = UnaryOp.RELU.on(norm(BinaryOp.ADD.on(conv, bias), "n1"));
    Tensor z =
        norm(new DepthwiseConv(ConvSpec.valid(2)).on(y, weight("d", -1, 1, 2, 2, 4, 2)), "n2");
    Tensor flat = new Reshape(Shape.of(2, 9 * 8)).on(z);
    Tensor out = norm(MatMul.PLAIN.on(flat, weight("w", -1, 1, 72, 5)), "n3");
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(out)));
    assertTrue(plan.prologue() != null, plan::describe);
    assertTrue(ops(plan).stream().noneMatch("BatchNormInference"::equals), plan::describe);
  }

  @Test
  void derivedWeightsFollowAssignments() {
    Tensor x = input(2, 4);
    NDArray value = array(-1, 1, 4, 3);
    Variable w = new Variable("w", "w", value.spec(), true, () -> value);
    Tensor out = norm(MatMul.PLAIN.on(x, ReadVariable.of(w)), "n");
    GraphFunction function = GraphFunction.of(List.of(x), List.of(out));
    ExecutionPlan plan = compiler.plan(function);
    List<NDArray> inputs = List.of(array(-1, 1, 2, 4));
    try (Session session = plan.openSession();
        Session other = plan.openSession()) {
      for (int i = 0; i < 3; i++) {
        NDArray expected = ReferenceInterpreter.standard().run(function, inputs).outputs().get(0);
        Comparison.assertClose(expected, session.run(inputs).get(0), "assignment " + i);
        Comparison.assertClose(expected, other.run(inputs).get(0), "other session " + i);
        w.assign(array(-1, 1, 4, 3));
      }
    }
  }

  @Test
  void neutralElementsAndViewsVanish() {
    Tensor x = input(2, 3, 4);
    Tensor one = Constant.scalar(DType.FLOAT32, 1);
    Tensor zero = Constant.scalar(DType.FLOAT32, 0);
    Tensor y = BinaryOp.ADD.on(BinaryOp.MULTIPLY.on(one, x), zero);
    Tensor there = new Transpose(List.of(2, 0, 1)).on(y);
    Tensor back = new Transpose(List.of(1, 2, 0)).on(there);
    Tensor reshaped = new Reshape(Shape.of(2, 3, 4)).on(new Reshape(Shape.of(24)).on(back));
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(UnaryOp.EXP.on(reshaped))));
    assertEquals(List.of("EXP"), ops(plan));
  }

  @Test
  void transposesFoldIntoProducts() {
    Tensor x = input(5, 3, 4);
    Tensor w = weight("w", -1, 1, 6, 4);
    Tensor y = MatMul.PLAIN.on(x, new Transpose(List.of(1, 0)).on(w));
    Tensor z = MatMul.PLAIN.on(new Transpose(List.of(0, 2, 1)).on(x), y);
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(z)));
    assertEquals(List.of("MatMul", "MatMul"), ops(plan));
  }

  @Test
  void leakyRectifierIsTheLargerOfTwo() {
    Tensor x = input(2, 5);
    Tensor zero = Constant.scalar(DType.FLOAT32, 0);
    Tensor scaled = BinaryOp.MULTIPLY.on(x, Constant.scalar(DType.FLOAT32, 0.2));
    Tensor y = new Select().on(CompareOp.GREATER.on(x, zero), x, scaled);
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(y)));
    assertEquals(List.of("ElementwiseChain"), ops(plan));
    float inf = Float.POSITIVE_INFINITY;
    NDArray special = NDArray.of(new float[] {inf, -inf, Float.NaN, 0, -1, 1, 2, -3, -0f, 9}, 2, 5);
    try (Session session = plan.openSession()) {
      NDArray expected =
          ReferenceInterpreter.standard()
              .run(GraphFunction.of(List.of(x), List.of(y)), List.of(special))
              .outputs()
              .get(0);
      Comparison.assertClose(expected, session.run(List.of(special)).get(0), "special values");
    }
  }

  @Test
  void equalCallsAreComputedOnce() {
    Tensor x = input(3);
    Tensor a = UnaryOp.EXP.on(x);
    Tensor b = UnaryOp.EXP.on(x);
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(a, b)));
    assertEquals(List.of("EXP"), ops(plan));
  }

  @Test
  void chainsGoOverMemoryOnce() {
    Tensor x = input(40, 3, 30);
    Tensor row = weight("row", -1, 1, 30);
    Tensor column = weight("column", -1, 1, 3, 1);
    Tensor half = Constant.scalar(DType.FLOAT32, 0.5);
    Tensor y = BinaryOp.SUBTRACT.on(half, BinaryOp.MULTIPLY.on(x, row));
    Tensor z = UnaryOp.TANH.on(BinaryOp.ADD.on(y, column));
    ExecutionPlan plan = check(GraphFunction.of(List.of(x), List.of(BinaryOp.MULTIPLY.on(z, x))));
    assertEquals(List.of("ElementwiseChain"), ops(plan));
  }

  @Test
  void everyPassKeepsRandomGraphsWellFormedAndTheirMeaning() {
    List<Pass> passes = new ArrayList<>(Passes.beforeHoisting());
    passes.addAll(Passes.afterHoisting());
    for (long seed = 1000; seed < 1060; seed++) {
      RandomGraphs graphs = new RandomGraphs(seed);
      GraphFunction function = graphs.function(20);
      List<NDArray> inputs = graphs.values(function);
      List<NDArray> expected = ReferenceInterpreter.standard().run(function, inputs).outputs();
      GraphFunction current = function;
      for (Pass pass : passes) {
        current = GraphVerifier.verify(pass.apply(current, new CatalogContext(compiler)));
        List<NDArray> actual = ReferenceInterpreter.standard().run(current, inputs).outputs();
        for (int i = 0; i < expected.size(); i++) {
          String label = "seed " + seed + " after " + pass.name() + "\n" + function;
          Comparison.assertClose(expected.get(i), actual.get(i), label);
        }
      }
    }
  }

  private static List<Node> computed(GraphFunction function) {
    return new Numbering(function, function.nodes(), false).computed();
  }

  @Test
  void unusedWorkIsDropped() {
    Tensor x = input(3);
    Tensor unused = UnaryOp.EXP.on(x);
    GraphFunction function =
        GraphFunction.of(
            List.of(x, Placeholder.of("y", unused.spec())), List.of(UnaryOp.SIN.on(x)));
    assertEquals(1, computed(compiler.plan(function).function()).size());
    check(function);
  }
}
