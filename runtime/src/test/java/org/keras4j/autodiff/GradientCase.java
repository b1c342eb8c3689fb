package org.keras4j.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.GraphVerifier;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Checks gradients against a directional difference in float64: for random inputs x, a direction d
 * and a cotangent c, (c·f(x + hd) - c·f(x - hd)) / 2h must equal the sum of gradient · d.
 */
final class GradientCase {
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-6;

  private final String name;
  private final Function<List<Tensor>, List<Tensor>> function;
  private final List<Input> inputs = new ArrayList<>();

  private record Input(Shape shape, double low, double high) {}

  private GradientCase(String name, Function<List<Tensor>, List<Tensor>> function) {
    this.name = name;
    this.function = function;
  }

  static GradientCase of(String name, Function<List<Tensor>, Tensor> function) {
    return new GradientCase(name, in -> List.of(function.apply(in)));
  }

  static GradientCase of(Op op) {
    return new GradientCase(op.toString(), op::call);
  }

  /** One more float64 input, uniform in the given range. */
  GradientCase in(double low, double high, int... dims) {
    inputs.add(new Input(Shape.of(dims), low, high));
    return this;
  }

  /** Checks with the seed, over placeholders that know their dimensions or do not. */
  void check(long seed, boolean knownShapes) {
    Random random = new Random(seed);
    List<Tensor> placeholders = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    for (Input input : inputs) {
      Shape shape = input.shape();
      for (int i = 0; i < shape.rank() && !knownShapes; i++) {
        shape = shape.withDim(i, Shape.UNKNOWN);
      }
      placeholders.add(Placeholder.of("x", new TensorSpec(DType.FLOAT64, shape)));
      values.add(random(random, input.shape(), input.low(), input.high()));
    }
    List<Tensor> outputs = function.apply(placeholders);
    List<Tensor> floats = outputs.stream().filter(t -> t.dtype().isFloating()).toList();
    assertTrue(!floats.isEmpty(), name + " has no differentiable output");
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    GraphFunction forward = GraphFunction.of(placeholders, floats);
    List<NDArray> at = interpreter.run(GraphVerifier.verify(forward), values).outputs();
    List<Tensor> cotangents = new ArrayList<>();
    Map<Tensor, NDArray> feeds = new IdentityHashMap<>();
    List<NDArray> weights = new ArrayList<>();
    for (int i = 0; i < floats.size(); i++) {
      cotangents.add(Placeholder.of("c", floats.get(i).spec()));
      weights.add(random(random, at.get(i).shape(), -1, 1));
      feeds.put(cotangents.get(i), weights.get(i));
    }
    for (int i = 0; i < values.size(); i++) {
      feeds.put(placeholders.get(i), values.get(i));
    }
    List<Tensor> gradients =
        Gradients.of(floats, cotangents, placeholders, Gradients.Unconnected.ZERO);
    List<NDArray> found = interpreter.evaluate(gradients, feeds);
    List<NDArray> directions = new ArrayList<>();
    double expected = 0;
    double actual = 0;
    for (int i = 0; i < values.size(); i++) {
      assertEquals(values.get(i).spec(), found.get(i).spec(), name);
      NDArray direction = random(random, values.get(i).shape(), -1, 1);
      directions.add(direction);
      actual += dot(found.get(i), direction);
    }
    expected =
        (weighted(interpreter, forward, weights, moved(values, directions, STEP))
                - weighted(interpreter, forward, weights, moved(values, directions, -STEP)))
            / (2 * STEP);
    assertEquals(
        expected,
        actual,
        TOLERANCE * Math.max(1, Math.abs(expected)),
        () -> name + ", seed " + seed + (knownShapes ? "" : ", unknown dimensions"));
  }

  private static double weighted(
      ReferenceInterpreter interpreter,
      GraphFunction forward,
      List<NDArray> weights,
      List<NDArray> inputs) {
    List<NDArray> outputs = interpreter.run(forward, inputs).outputs();
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      sum += dot(outputs.get(i), weights.get(i));
    }
    return sum;
  }

  private static List<NDArray> moved(List<NDArray> values, List<NDArray> directions, double step) {
    List<NDArray> result = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      double[] x = values.get(i).toDoubleArray();
      for (int j = 0; j < x.length; j++) {
        x[j] += step * directions.get(i).getDouble(j);
      }
      result.add(NDArray.wrap(DType.FLOAT64, values.get(i).shape(), x));
    }
    return result;
  }

  private static double dot(NDArray a, NDArray b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.getDouble(i) * b.getDouble(i);
    }
    return sum;
  }

  private static NDArray random(Random random, Shape shape, double low, double high) {
    double[] values = new double[shape.intSize()];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * random.nextDouble();
    }
    return NDArray.wrap(DType.FLOAT64, shape, values);
  }

  @Override
  public String toString() {
    return name + inputs.stream().map(input -> input.shape().toString()).toList();
  }
}
