package org.keras4j.optimizers.schedules;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Cast;
import org.keras4j.tensor.DType;

/** What Keras' own schedules share: type, configuration, arguments, and computing in float32. */
abstract class DecaySchedule implements LearningRateSchedule {
  static final String MODULE = "keras.optimizers.schedules";

  /** The learning rate at the beginning. */
  public static final Arg<Double> INITIAL_LEARNING_RATE =
      Arg.required("initial_learning_rate", Codecs.FLOAT);

  private final ObjectType<?> type;
  private final Config config;

  DecaySchedule(ObjectType<?> type, Config config) {
    this.type = type;
    this.config = config;
  }

  /** A number of steps above zero. */
  static Arg<Double> steps(String key) {
    return Arg.required(key, StepCount.CODEC).that(n -> n > 0, "a number > 0");
  }

  /** The name of the ops in Keras; no part of what is computed. */
  static Arg<String> name(String defaultValue) {
    return Arg.string("name", defaultValue).orNone();
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  @Override
  public Tensor call(Tensor step) {
    return rate(step.dtype() == DType.FLOAT32 ? step : new Cast(DType.FLOAT32).on(step));
  }

  /** The learning rate after {@code step} steps, a float32 scalar. */
  abstract Tensor rate(Tensor step);

  @Override
  public final String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
