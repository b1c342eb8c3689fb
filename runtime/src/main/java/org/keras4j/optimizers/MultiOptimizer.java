package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Different optimizers for different variables. Keras: {@code keras.optimizers.MultiOptimizer}.
 *
 * <pre>{@code
 * MultiOptimizer.of(OptimizerMap.of(SGD.builder()).with("encoder/.*", Adam.builder()))
 * }</pre>
 */
public final class MultiOptimizer extends Optimizer {
  /** An {@link OptimizerMap}, or a function from variables to optimizers. */
  public static final Arg<Function<Variable, Optimizer>> OPTIMIZER_MAP =
      Arg.required("optimizer_map", new MapCodec());

  public static final ObjectType<MultiOptimizer> TYPE =
      ObjectType.of(
              Optimizer.class,
              "keras.optimizers",
              "MultiOptimizer",
              MultiOptimizer::new,
              OPTIMIZER_MAP,
              BaseOptimizer.LOSS_SCALE_FACTOR,
              NAME)
          .aliases("multioptimizer");

  private final List<Optimizer> optimizers = new ArrayList<>();
  private final Map<Variable, Optimizer> byVariable = new IdentityHashMap<>();
  private boolean built;
  private Double lossScaleFactor;

  private MultiOptimizer(Config config) {
    super(TYPE, config);
    addVariable("learning_rate", DType.FLOAT32, Shape.SCALAR, Zeros.of());
    lossScaleFactor = get(BaseOptimizer.LOSS_SCALE_FACTOR);
    if (get(OPTIMIZER_MAP) instanceof OptimizerMap map) {
      map.optimizers().values().forEach(this::include);
      include(map.defaultOptimizer());
    }
  }

  /** Optimizers by the paths of variables. */
  public static MultiOptimizer of(OptimizerMap map) {
    return of((Function<Variable, Optimizer>) map);
  }

  /** Optimizers by any rule. Such an optimizer cannot be written to a config. */
  public static MultiOptimizer of(Function<Variable, Optimizer> rule) {
    return new MultiOptimizer(Config.of(TYPE.args(), Map.of(OPTIMIZER_MAP, rule)));
  }

  private void include(Optimizer optimizer) {
    if (!optimizers.contains(optimizer)) {
      optimizer.setLossScaleFactor(lossScaleFactor);
      optimizers.add(optimizer);
    }
  }

  /** The optimizers. */
  public List<Optimizer> optimizers() {
    return List.copyOf(optimizers);
  }

  @Override
  public synchronized void build(List<Variable> trainable) {
    if (built) {
      return;
    }
    for (Variable variable : trainable) {
      Optimizer optimizer = get(OPTIMIZER_MAP).apply(variable);
      requireSimple(variable, optimizer);
      include(optimizer);
      byVariable.put(variable, optimizer);
    }
    for (Optimizer optimizer : optimizers) {
      List<Variable> own = trainable.stream().filter(v -> byVariable.get(v) == optimizer).toList();
      if (!own.isEmpty()) {
        optimizer.build(own);
      }
    }
    built = true;
  }

  private static void requireSimple(Variable variable, Optimizer optimizer) {
    if (optimizer == null) {
      throw new KerasException(
          "Optimizer for variable " + variable + " is not an Optimizer instance.");
    }
    if (!(optimizer instanceof BaseOptimizer)) {
      throw new KerasException(
          optimizer.type().className() + " cannot be used inside an MultiOptimizer.");
    }
  }

  @Override
  public Map<Variable, Variable> movingAverages() {
    Map<Variable, Variable> all = new LinkedHashMap<>();
    optimizers.forEach(optimizer -> all.putAll(optimizer.movingAverages()));
    return all;
  }

  @Override
  public List<Variable> variables() {
    List<Variable> all = new ArrayList<>(super.variables());
    optimizers.forEach(optimizer -> all.addAll(optimizer.variables()));
    return all;
  }

  @Override
  public void apply(
      VariableScope scope,
      List<Variable> trainable,
      List<Tensor> gradients,
      Function<Variable, Constraint> constraints) {
    if (gradients.isEmpty()) {
      return;
    }
    build(trainable);
    if (gradients.size() != byVariable.size() || gradients.size() != trainable.size()) {
      throw new KerasException(
          "Gradients must match trainable variables one-to-one. Received "
              + gradients.size()
              + " gradients and "
              + byVariable.size()
              + " variables.");
    }
    for (Optimizer optimizer : optimizers) {
      List<Variable> variables = new ArrayList<>();
      List<Tensor> own = new ArrayList<>();
      for (int i = 0; i < trainable.size(); i++) {
        if (byVariable.get(trainable.get(i)) == optimizer) {
          variables.add(trainable.get(i));
          own.add(gradients.get(i));
        }
      }
      optimizer.apply(scope, variables, own, constraints);
    }
    increment(scope);
  }

  @Override
  public Tensor scaleLoss(VariableScope scope, Tensor loss) {
    return lossScaleFactor == null ? loss : MathOps.multiply(loss, lossScaleFactor);
  }

  /**
   * Not known: each optimizer has its own.
   *
   * @throws KerasException always
   */
  @Override
  public double learningRate() {
    throw new KerasException(
        "Learning rate cannot be accessed on a MultiOptimizer. Access the learning rate on the"
            + " individual sub-optimizers instead.");
  }

  /**
   * Not possible: each optimizer has its own.
   *
   * @throws KerasException always
   */
  @Override
  public void setLearningRate(double learningRate) {
    throw cannotSet();
  }

  /** As {@link #setLearningRate(double)}. */
  @Override
  public void setLearningRate(LearningRateSchedule schedule) {
    throw cannotSet();
  }

  private static KerasException cannotSet() {
    return new KerasException(
        "Learning rate cannot be set on a MultiOptimizer. Set the learning rate on the individual"
            + " sub-optimizers instead.");
  }

  @Override
  public int revision() {
    return optimizers.stream().mapToInt(Optimizer::revision).sum();
  }

  @Override
  public long iterations() {
    return iteration().value().getLong(0);
  }

  @Override
  public void finalizeVariableValues() {
    optimizers.forEach(Optimizer::finalizeVariableValues);
  }

  @Override
  public Config config() {
    return super.config().with(BaseOptimizer.LOSS_SCALE_FACTOR, lossScaleFactor);
  }

  @Override
  void setLossScaleFactor(Double factor) {
    lossScaleFactor = factor;
    optimizers.forEach(optimizer -> optimizer.setLossScaleFactor(factor));
  }

  private record MapCodec() implements Codec<Function<Variable, Optimizer>> {
    @Override
    public Function<Variable, Optimizer> read(Object json, ReadContext context) {
      if (json instanceof Map<?, ?> map && "OptimizerMap".equals(map.get("class_name"))) {
        Map<String, Object> config = ReadContext.configMap("OptimizerMap", map.get("config"));
        return OptimizerMap.TYPE.fromConfig(config, context);
      }
      throw new ConfigException("Expected an OptimizerMap. Received: " + Text.of(json));
    }

    @Override
    public Object write(Function<Variable, Optimizer> value) {
      if (value instanceof OptimizerMap map) {
        return ObjectCodec.describe(map);
      }
      throw new ConfigException(
          "A MultiOptimizer with a function cannot be written to a config. Use an OptimizerMap");
    }
  }
}
