package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;

/**
 * Registry entry of an optimizer with Keras' common arguments, of which {@code learning_rate} and
 * {@code weight_decay} have a default of each optimizer's own.
 */
public final class OptimizerType<O extends BaseOptimizer> extends ObjectType<O> {
  private static final String MODULE = "keras.optimizers";

  private final Arg<LearningRate> learningRate;
  private final Arg<Double> weightDecay;

  private OptimizerType(
      String module,
      String className,
      Function<Config, O> factory,
      Arg<LearningRate> learningRate,
      Arg<Double> weightDecay,
      List<Arg<?>> args) {
    super(
        Optimizer.class,
        module,
        className,
        factory,
        withBase(learningRate, weightDecay, args),
        List.of(className.toLowerCase(Locale.ROOT)));
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
  }

  /** A type of Keras' own without weight decay by default. */
  static <O extends BaseOptimizer> OptimizerType<O> of(
      String className, Function<Config, O> factory, double learningRate, Arg<?>... args) {
    return decaying(className, factory, learningRate, Arg.number("weight_decay", null), args);
  }

  /** A type of Keras' own with a default for weight decay. */
  static <O extends BaseOptimizer> OptimizerType<O> decaying(
      String className,
      Function<Config, O> factory,
      double learningRate,
      Arg<Double> weightDecay,
      Arg<?>... args) {
    return new OptimizerType<>(
        MODULE, className, factory, learningRate(learningRate), weightDecay, List.of(args));
  }

  /**
   * A user's type, without weight decay by default.
   *
   * @param registeredName {@code Package>Name}, as in Python's {@code register_keras_serializable}
   * @param learningRate the default
   */
  public static <O extends BaseOptimizer> OptimizerType<O> custom(
      String registeredName, Function<Config, O> factory, double learningRate, Arg<?>... args) {
    return new OptimizerType<>(
        null,
        registeredName,
        factory,
        learningRate(learningRate),
        Arg.number("weight_decay", null),
        List.of(args));
  }

  private static Arg<LearningRate> learningRate(double defaultValue) {
    return Arg.optional("learning_rate", LearningRate.CODEC, new LearningRate.Fixed(defaultValue));
  }

  private static List<Arg<?>> withBase(
      Arg<LearningRate> learningRate, Arg<Double> weightDecay, List<Arg<?>> args) {
    List<Arg<?>> all = new ArrayList<>(List.of(Optimizer.NAME, learningRate, weightDecay));
    all.addAll(BaseOptimizer.ARGS);
    all.addAll(args);
    return all;
  }

  /** The argument {@code learning_rate}. */
  public Arg<LearningRate> learningRate() {
    return learningRate;
  }

  /** The argument {@code weight_decay}. */
  public Arg<Double> weightDecay() {
    return weightDecay;
  }

  /** A builder that sets arguments by their constants: all that a custom optimizer needs. */
  public OptimizerBuilder.Generic<O> builder() {
    return new OptimizerBuilder.Generic<>(this);
  }
}
