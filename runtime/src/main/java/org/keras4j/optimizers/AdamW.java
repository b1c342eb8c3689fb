package org.keras4j.optimizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/** {@link Adam} with weight decay, of 0.004 by default. Keras: {@code keras.optimizers.AdamW}. */
public final class AdamW extends AdamAlgorithm {
  public static final OptimizerType<AdamW> TYPE =
      OptimizerType.decaying(
          "AdamW",
          AdamW::new,
          0.001,
          Arg.number("weight_decay", 0.004),
          BETA_1,
          BETA_2,
          EPSILON,
          AMSGRAD);

  private AdamW(Config config) {
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

  /** Sets the arguments of an {@link AdamW}. */
  public static final class Builder extends AdamAlgorithm.Builder<Builder, AdamW> {
    private Builder() {
      super(TYPE);
    }
  }
}
