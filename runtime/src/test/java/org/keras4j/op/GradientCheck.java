package org.keras4j.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.keras4j.autodiff.Gradients;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Compares gradients with directional differences in float64: the loss is a fixed random weighting
 * of all floating outputs, the direction is random.
 */
public final class GradientCheck {
  private static final double STEP = 1e-6;

  /** Central differences in float64 are good to about the square of the step over its rounding. */
  private static final double TOLERANCE = 1e-7;

  private GradientCheck() {}

  /** Checks the gradients of {@code function} with respect to all float64 inputs. */
  public static void check(Function<List<Tensor>, List<Tensor>> function, NDArray... inputs) {
    compare(function, false, inputs);
  }

  /** As {@link #check} for a function with one output. */
  public static void checkOne(Function<List<Tensor>, Tensor> function, NDArray... inputs) {
    check(in -> List.of(function.apply(in)), inputs);
  }

  /** Checks the gradients of the gradients too. */
  public static void checkTwice(Function<List<Tensor>, Tensor> function, NDArray... inputs) {
    checkOne(function, inputs);
    compare(in -> List.of(function.apply(in)), true, inputs);
  }

  /** Values in [-1, 1], the same in every run. */
  public static NDArray random(int seed, int... dims) {
    return uniform(seed, -1, 1, dims);
  }

  /** Values in [low, high], the same in every run. */
  public static NDArray uniform(int seed, double low, double high, int... dims) {
    Random random = new Random(seed);
    NDArray.Builder builder = NDArray.builder(DType.FLOAT64, Shape.of(dims));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, low + (high - low) * random.nextDouble());
    }
    return builder.build();
  }

  private static void compare(
      Function<List<Tensor>, List<Tensor>> function, boolean twice, NDArray... inputs) {
    List<Tensor> parameters = new ArrayList<>();
    for (NDArray input : inputs) {
      parameters.add(Placeholder.of("x" + parameters.size(), input.spec()));
    }
    List<Tensor> wanted = parameters.stream().filter(p -> p.dtype() == DType.FLOAT64).toList();
    Tensor loss = weighted(function.apply(parameters), 11);
    if (twice) {
      loss = weighted(Gradients.of(loss, wanted), 17);
    }
    List<Tensor> roots = new ArrayList<>(List.of(loss));
    roots.addAll(Gradients.of(loss, wanted));
    List<NDArray> values = run(parameters, roots, Arrays.asList(inputs));
    List<NDArray> forward = new ArrayList<>();
    List<NDArray> back = new ArrayList<>();
    double expected = 0;
    int next = 1;
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].dtype() != DType.FLOAT64) {
        forward.add(inputs[i]);
        back.add(inputs[i]);
        continue;
      }
      NDArray direction = random(100 + i, inputs[i].shape().dims());
      forward.add(moved(inputs[i], direction, STEP));
      back.add(moved(inputs[i], direction, -STEP));
      NDArray gradient = values.get(next++);
      assertEquals(inputs[i].shape(), gradient.shape(), "shape of gradient " + i);
      for (int j = 0; j < direction.size(); j++) {
        expected += direction.getDouble(j) * gradient.getDouble(j);
      }
    }
    double up = run(parameters, List.of(loss), forward).get(0).getDouble(0);
    double down = run(parameters, List.of(loss), back).get(0).getDouble(0);
    double difference = (up - down) / (2 * STEP);
    double scale = Math.max(1, Math.abs(difference));
    assertEquals(difference, expected, TOLERANCE * scale, twice ? "second order" : "first order");
  }

  private static Tensor weighted(List<Tensor> outputs, int seed) {
    Tensor loss = null;
    for (Tensor output : outputs) {
      if (output.dtype() == DType.FLOAT64) {
        Tensor weights = Constant.of(random(seed++, output.shape().dims()));
        Tensor product = BinaryOp.MULTIPLY.on(output, weights);
        List<Integer> all = Emit.range(product.rank());
        Tensor sum = all.isEmpty() ? product : new Reduce(ReduceKind.SUM, all, false).on(product);
        loss = loss == null ? sum : BinaryOp.ADD.on(loss, sum);
      }
    }
    return loss;
  }

  private static List<NDArray> run(List<Tensor> in, List<Tensor> out, List<NDArray> values) {
    return ReferenceInterpreter.standard().run(GraphFunction.of(in, out), values).outputs();
  }

  private static NDArray moved(NDArray x, NDArray direction, double step) {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT64, x.shape());
    for (int i = 0; i < x.size(); i++) {
      builder.set(i, x.getDouble(i) + step * direction.getDouble(i));
    }
    return builder.build();
  }
}
