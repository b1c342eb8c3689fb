package org.keras4j.losses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerArgs;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.plan.EagerFunction;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * What training makes small: a function of targets and predictions, one value a sample, reduced to
 * one number. Immutable. Keras: {@code keras.losses.Loss}.
 *
 * <p>A loss of your own is a lambda, {@code Loss.ofFunction("name", (yTrue, yPred) -> ...)}; or,
 * with arguments and a place in files, a subclass:
 *
 * <pre>{@code
 * public final class Quantile extends Loss {
 *   static final Arg<Double> LEVEL = Arg.number("level", 0.5);
 *   static final NamedType<Quantile> TYPE = Loss.custom("my_package>Quantile", Quantile::new, LEVEL);
 *
 *   private Quantile(Config config) {
 *     super(TYPE, config);
 *   }
 *
 *   @Override
 *   protected Tensor call(Tensor yTrue, Tensor yPred) {
 *     Tensor error = MathOps.subtract(yTrue, yPred);
 *     double level = get(LEVEL);
 *     return ReduceOps.mean(
 *         MathOps.maximum(MathOps.multiply(error, level), MathOps.multiply(error, level - 1)), -1);
 *   }
 * }
 * }</pre>
 */
public abstract class Loss implements Configurable {
  /** How the values of samples become one number; default {@code sum_over_batch_size}. */
  public static final Arg<Reduction> REDUCTION =
      Arg.optional("reduction", Reduction.CODEC, Reduction.SUM_OVER_BATCH_SIZE);

  /** What the loss is computed in; default float32. Keras does not write it into configs. */
  public static final Arg<DType> DTYPE =
      LayerArgs.unwritten(Arg.optional("dtype", new ComputeDType(), null));

  private static final String MODULE = "keras.losses";

  private final NamedType<?> type;
  private final Config config;
  private final EagerFunction eager =
      new EagerFunction(
          (scope, inputs) ->
              List.of(
                  apply(
                      inputs.get(0),
                      inputs.get(1),
                      inputs.size() > 2 ? inputs.get(2) : null,
                      null)));

  protected Loss(NamedType<?> type, Config config) {
    this.type = Objects.requireNonNull(type, "type");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** A type of Keras' own; {@code name}, {@link #REDUCTION} and {@link #DTYPE} are added. */
  static <L extends Loss> NamedType<L> builtin(
      String className, String defaultName, Function<Config, L> factory, Arg<?>... args) {
    return type(MODULE, className, Arg.string("name", defaultName), factory, args);
  }

  /**
   * A user's type; {@code name}, {@link #REDUCTION} and {@link #DTYPE} are added to its arguments.
   *
   * @param registeredName {@code Package>Name}, as in Python's {@code register_keras_serializable}
   */
  public static <L extends Loss> NamedType<L> custom(
      String registeredName, Function<Config, L> factory, Arg<?>... args) {
    return type(null, registeredName, Arg.string("name", null), factory, args);
  }

  private static <L extends Loss> NamedType<L> type(
      String module,
      String className,
      Arg<String> name,
      Function<Config, L> factory,
      Arg<?>... args) {
    List<Arg<?>> all = new ArrayList<>(List.of(name, REDUCTION));
    all.addAll(Arrays.asList(args));
    all.add(DTYPE);
    return new NamedType<>(Loss.class, module, className, name, factory, all, List.of());
  }

  /**
   * A loss from a function of targets and predictions, both of the loss's dtype and of one rank,
   * that gives one value a sample. Keras: a function passed as a loss.
   *
   * @param name by which logs call it and files may name it, once its {@link #type()} is registered
   */
  public static Loss ofFunction(String name, LossFunction function) {
    return FunctionLoss.of(name, function);
  }

  @Override
  public final NamedType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  @Override
  public final Map<String, Object> configMap() {
    Map<String, Object> map = config.write();
    map.put(type.nameArg().key(), name());
    return map;
  }

  /** The value of an argument. */
  protected final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  /** The name by which logs call this loss. */
  public final String name() {
    return type.nameIn(config);
  }

  public final Reduction reduction() {
    return get(REDUCTION);
  }

  /** What the loss is computed in. */
  public final DType dtype() {
    return get(DTYPE) == null ? DType.FLOAT32 : get(DTYPE);
  }

  /** This loss with another value of an argument. */
  public final <T> Loss with(Arg<T> arg, T value) {
    return (Loss) type.create(config.with(arg, value));
  }

  /** This loss under another name. */
  public final Loss named(String name) {
    return with(type.nameArg(), name);
  }

  /**
   * The losses of single samples, usually of shape {@code (batch, ...)} without the last axis.
   *
   * @param yTrue targets, of {@link #dtype()}
   * @param yPred predictions, of {@link #dtype()}
   */
  protected abstract Tensor call(Tensor yTrue, Tensor yPred);

  /**
   * Which values of {@code call} count: true where one does, null where all do (the default).
   *
   * @param losses what {@code call} gave
   */
  protected Tensor valuesMask(Tensor yTrue, Tensor yPred, Tensor losses) {
    return null;
  }

  /**
   * The reduced loss.
   *
   * @param yTrue targets
   * @param yPred predictions
   * @param sampleWeight factor of each sample, or of each value; null for none
   * @param mask the Keras mask of the predictions; null for none
   * @return a scalar, or one value a sample where the reduction is {@link Reduction#NONE}
   */
  public final Tensor apply(Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Tensor targets = DTypes.cast(yTrue, dtype());
    Tensor predictions = DTypes.cast(yPred, dtype());
    Tensor losses = call(targets, predictions);
    Tensor counted = valuesMask(targets, predictions, losses);
    Tensor both = mask;
    if (counted != null) {
      both = mask == null ? counted : LogicOps.logicalAnd(mask, counted);
    }
    return Weighting.reduce(losses, sampleWeight, both, reduction(), dtype());
  }

  /**
   * Refuses targets that have no meaning here, such as a class that predictions do not have; the
   * graph itself would give NaN. Training calls this with each batch before the step. By default
   * all targets are taken.
   *
   * @param yPred type and shape of the predictions
   * @throws TargetException naming the value and what is allowed
   */
  public void checkTargets(NDArray yTrue, TensorSpec yPred) {}

  /** The reduced loss of arrays. */
  public final NDArray compute(NDArray yTrue, NDArray yPred) {
    checkTargets(yTrue, yPred.spec());
    return eager.run(List.of(yTrue, yPred)).get(0);
  }

  /** The reduced loss of arrays, weighted. */
  public final NDArray compute(NDArray yTrue, NDArray yPred, NDArray sampleWeight) {
    checkTargets(yTrue, yPred.spec());
    return eager.run(List.of(yTrue, yPred, sampleWeight)).get(0);
  }

  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
