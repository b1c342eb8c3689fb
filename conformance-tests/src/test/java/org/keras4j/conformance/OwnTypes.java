package org.keras4j.conformance;

import java.util.List;
import org.keras4j.activations.Activation;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.initializers.Initializer;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.BaseOptimizer;
import org.keras4j.optimizers.OptimizerType;
import org.keras4j.optimizers.Slots;
import org.keras4j.optimizers.UpdateStep;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** What {@code make_custom.py} registers in Python, once more in Java. */
final class OwnTypes {
  static final Activation SQUASH =
      Activation.custom("own>squash", x -> MathOps.divide(x, MathOps.add(MathOps.abs(x), 1)));

  private OwnTypes() {}

  /** All of them. */
  static List<ObjectType<?>> all() {
    return List.of(
        SQUASH.type(),
        Steps.TYPE,
        Quartic.TYPE,
        Ceiling.TYPE,
        Quantile.TYPE,
        LargestError.TYPE,
        Heavy.TYPE);
  }

  /** What has nothing but its arguments. */
  private abstract static class Plain implements Configurable {
    private final ObjectType<?> type;
    private final Config config;

    Plain(ObjectType<?> type, Config config) {
      this.type = type;
      this.config = config;
    }

    @Override
    public ObjectType<?> type() {
      return type;
    }

    @Override
    public Config config() {
      return config;
    }
  }

  /** A constant. */
  private static final class Steps extends Plain implements Initializer {
    static final Arg<Double> STEP = Arg.number("step", 0.5);
    static final ObjectType<Steps> TYPE =
        ObjectType.of(Initializer.class, null, "own>Steps", Steps::new, STEP);

    private Steps(Config config) {
      super(TYPE, config);
    }

    @Override
    public NDArray initialize(TensorSpec spec, long seed) {
      return NDArray.full(spec.dtype(), spec.shape(), config().get(STEP));
    }
  }

  /** A sum of fourth powers. */
  private static final class Quartic extends Plain implements Regularizer {
    static final Arg<Double> FACTOR = Arg.number("factor", 0.1);
    static final ObjectType<Quartic> TYPE =
        ObjectType.of(Regularizer.class, null, "own>Quartic", Quartic::new, FACTOR);

    private Quartic(Config config) {
      super(TYPE, config);
    }

    @Override
    public Tensor penalty(Tensor x) {
      Tensor fourth = MathOps.square(MathOps.square(x));
      return MathOps.multiply(ReduceOps.sum(fourth), config().get(FACTOR));
    }
  }

  /** Values up to a limit. */
  private static final class Ceiling extends Plain implements Constraint {
    static final Arg<Double> LIMIT = Arg.number("limit", 1.0);
    static final ObjectType<Ceiling> TYPE =
        ObjectType.of(Constraint.class, null, "own>Ceiling", Ceiling::new, LIMIT);

    private Ceiling(Config config) {
      super(TYPE, config);
    }

    @Override
    public Tensor apply(Tensor weight) {
      return MathOps.minimum(weight, config().get(LIMIT));
    }
  }

  private static final class Quantile extends Loss {
    static final Arg<Double> LEVEL = Arg.number("level", 0.5);
    static final NamedType<Quantile> TYPE = Loss.custom("own>Quantile", Quantile::new, LEVEL);

    private Quantile(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(Tensor yTrue, Tensor yPred) {
      Tensor error = MathOps.subtract(yTrue, yPred);
      double level = get(LEVEL);
      return ReduceOps.mean(
          MathOps.maximum(MathOps.multiply(error, level), MathOps.multiply(error, level - 1)), -1);
    }
  }

  private static final class LargestError extends Metric {
    static final NamedType<LargestError> TYPE =
        Metric.custom("own>LargestError", LargestError::new);
    private final Variable largest = addVariable("largest", Shape.SCALAR);

    private LargestError(Config config) {
      super(TYPE, config);
    }

    @Override
    protected void updateState(
        VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
      Tensor error = ReduceOps.max(MathOps.abs(MathOps.subtract(yTrue, yPred)));
      scope.update(largest, MathOps.maximum(scope.read(largest), error));
    }

    @Override
    public Tensor result(VariableScope scope) {
      return scope.read(largest);
    }
  }

  /** Descent by the sum of all gradients so far. */
  private static final class Heavy extends BaseOptimizer {
    static final Arg<Double> GAIN = Arg.number("gain", 1.0);
    static final OptimizerType<Heavy> TYPE =
        OptimizerType.custom("own>Heavy", Heavy::new, 0.1, GAIN);
    private Slots totals;

    private Heavy(Config config) {
      super(TYPE, config);
    }

    @Override
    protected void buildSlots(List<Variable> trainable) {
      totals = addSlots(trainable, "total");
    }

    @Override
    protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
      Variable slot = totals.of(variable);
      Tensor total = step.assign(slot, MathOps.add(step.read(slot), gradient));
      Tensor rate = MathOps.multiply(step.learningRate(variable.dtype()), get(GAIN));
      step.assignSub(variable, MathOps.multiply(total, rate));
    }
  }

  /** A library's catalogue, found by {@code ServiceLoader}. */
  public static final class Catalog implements TypeCatalog {
    @Override
    public Class<?> kind() {
      return Constraint.class;
    }

    @Override
    public List<ObjectType<?>> types() {
      return List.of(Floor.TYPE);
    }
  }

  /** Values from zero on. */
  static final class Floor extends Plain implements Constraint {
    static final ObjectType<Floor> TYPE =
        ObjectType.of(Constraint.class, null, "library>Floor", Floor::new);

    private Floor(Config config) {
      super(TYPE, config);
    }

    @Override
    public Tensor apply(Tensor weight) {
      return MathOps.maximum(weight, 0);
    }
  }
}
