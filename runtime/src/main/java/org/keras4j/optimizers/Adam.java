package org.keras4j.optimizers;

import org.keras4j.config.Config;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Steps by the mean of gradients over the root of the mean of their squares. Keras: {@code
 * keras.optimizers.Adam}.
 *
 * <pre>{@code
 * Adam.learningRate(1e-3).beta2(0.98).build()
 * }</pre>
 */
public final class Adam extends AdamAlgorithm {
  public static final OptimizerType<Adam> TYPE =
      OptimizerType.of("Adam", Adam::new, 0.001, BETA_1, BETA_2, EPSILON, AMSGRAD);

  private Adam(Config config) {
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

  /** Sets the arguments of an {@link Adam}. */
  public static final class Builder extends AdamAlgorithm.Builder<Builder, Adam> {
    private Builder() {
      super(TYPE);
    }
  }
}
