package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Adam with the mean squares of a matrix held by rows and columns, and steps relative to the
 * weights: for large models. Keras: {@code keras.optimizers.Adafactor}.
 */
public final class Adafactor extends BaseOptimizer {
  /** By which power of the number of updates the means slow down; default -0.8. */
  public static final Arg<Double> BETA_2_DECAY = Arg.number("beta_2_decay", -0.8);

  /** What keeps divisors from zero; default 1e-30. */
  public static final Arg<Double> EPSILON_1 = Arg.number("epsilon_1", 1e-30);

  /** The least size of weights that steps are relative to; default 1e-3. */
  public static final Arg<Double> EPSILON_2 = Arg.number("epsilon_2", 1e-3);

  /** Greatest root mean square of a step before its rate; default 1. */
  public static final Arg<Double> CLIP_THRESHOLD = Arg.number("clip_threshold", 1.0);

  /**
   * Whether the rate falls with the root of the number of updates; default true. It does so in any
   * case, as in Keras.
   */
  public static final Arg<Boolean> RELATIVE_STEP = Arg.bool("relative_step", true);

  public static final OptimizerType<Adafactor> TYPE =
      OptimizerType.of(
          "Adafactor",
          Adafactor::new,
          0.001,
          BETA_2_DECAY,
          EPSILON_1,
          EPSILON_2,
          CLIP_THRESHOLD,
          RELATIVE_STEP);

  private final Slots rows = new Slots();
  private final Slots columns = new Slots();
  private final Slots velocities = new Slots();

  private Adafactor(Config config) {
    super(TYPE, config);
  }

  /** A builder; the learning rate is 0.001 by default. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with a learning rate. */
  public static Builder learningRate(double learningRate) {
    return builder().learningRate(learningRate);
  }

  /** A builder with a learning rate that changes. */
  public static Builder learningRate(LearningRateSchedule schedule) {
    return builder().learningRate(schedule);
  }

  /** Vectors have no rows and columns: what stands in their place is an unused scalar. */
  @Override
  protected void buildSlots(List<Variable> trainable) {
    for (Variable variable : trainable) {
      Shape shape = variable.shape();
      boolean factored = shape.rank() >= 2;
      addMean(rows, variable, factored ? without(shape, shape.rank() - 1) : null);
      addMean(columns, variable, factored ? without(shape, shape.rank() - 2) : null);
      addSlot(velocities, variable, "velocity", Zeros.of());
    }
  }

  private void addMean(Slots slots, Variable variable, Shape shape) {
    String name = variable.name();
    if (shape == null) {
      TensorSpec unused = new TensorSpec(DType.INT32, Shape.SCALAR);
      track(new Variable(name, name, unused, false, () -> NDArray.scalar(DType.INT32, 0)));
    } else {
      slots.put(variable, addVariable(name, variable.dtype(), shape, Zeros.of()));
    }
  }

  private static Shape without(Shape shape, int axis) {
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (i != axis) {
        dims.add(shape.dim(i));
      }
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    DType dtype = variable.dtype();
    Tensor bound = MathOps.divide(1.0, MathOps.sqrt(step.number(dtype)));
    Tensor size = MathOps.maximum(rootMeanSquare(step.read(variable)), get(EPSILON_2));
    Tensor rate = MathOps.multiply(size, MathOps.minimum(step.learningRate(dtype), bound));
    Tensor square = MathOps.add(MathOps.square(gradient), get(EPSILON_1));
    Tensor kept = MathOps.subtract(1.0, MathOps.power(step.number(dtype), get(BETA_2_DECAY)));
    Tensor velocity =
        variable.shape().rank() >= 2
            ? factored(step, variable, square, kept)
            : running(step, velocities.of(variable), square, kept);
    Tensor direction = MathOps.divide(gradient, MathOps.sqrt(velocity));
    Tensor excess = MathOps.divide(rootMeanSquare(direction), get(CLIP_THRESHOLD));
    Tensor clipped = MathOps.divide(rate, MathOps.maximum(excess, 1.0));
    step.assignSub(variable, MathOps.multiply(direction, clipped));
  }

  /** The mean squares, as the product of those of rows and of columns. */
  private Tensor factored(UpdateStep step, Variable variable, Tensor square, Tensor kept) {
    Tensor row = running(step, rows.of(variable), mean(square, -1, false), kept);
    Tensor column = running(step, columns.of(variable), mean(square, -2, false), kept);
    Tensor share = MathOps.divide(row, mean(row, -1, true));
    return step.assign(
        velocities.of(variable),
        MathOps.multiply(ShapeOps.expandDims(share, -1), ShapeOps.expandDims(column, -2)));
  }

  private static Tensor running(UpdateStep step, Variable slot, Tensor value, Tensor kept) {
    Tensor old = MathOps.multiply(step.read(slot), kept);
    return step.assign(
        slot, MathOps.add(old, MathOps.multiply(value, MathOps.subtract(1.0, kept))));
  }

  private static Tensor mean(Tensor x, int axis, boolean keepDims) {
    return ReduceOps.mean(x, List.of(axis), keepDims);
  }

  private static Tensor rootMeanSquare(Tensor x) {
    return MathOps.sqrt(ReduceOps.mean(MathOps.square(x)));
  }

  /** Sets the arguments of an {@link Adafactor}. */
  public static final class Builder extends OptimizerBuilder<Builder, Adafactor> {
    private Builder() {
      super(TYPE);
    }

    public Builder beta2Decay(double beta2Decay) {
      return set(BETA_2_DECAY, beta2Decay);
    }

    public Builder epsilon1(double epsilon1) {
      return set(EPSILON_1, epsilon1);
    }

    public Builder epsilon2(double epsilon2) {
      return set(EPSILON_2, epsilon2);
    }

    public Builder clipThreshold(double clipThreshold) {
      return set(CLIP_THRESHOLD, clipThreshold);
    }

    public Builder relativeStep(boolean relativeStep) {
      return set(RELATIVE_STEP, relativeStep);
    }
  }
}
