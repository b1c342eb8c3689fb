package org.keras4j.optimizers.schedules;

import org.keras4j.config.Configurable;
import org.keras4j.graph.Tensor;

/**
 * A learning rate that depends on the number of steps done. Keras: {@code
 * keras.optimizers.schedules.LearningRateSchedule}.
 */
public interface LearningRateSchedule extends Configurable {
  /**
   * The learning rate.
   *
   * @param step number of steps done before this one: an integer scalar
   * @return a float32 scalar
   */
  Tensor call(Tensor step);
}
