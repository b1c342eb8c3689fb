package org.keras4j.optimizers;

import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.config.Codec;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/** What an optimizer's {@code learning_rate} may be: a number, a schedule or a function. */
public sealed interface LearningRate {
  /** How a learning rate stands in a config: a number, or the description of a schedule. */
  Codec<LearningRate> CODEC =
      new Codec<>() {
        @Override
        public LearningRate read(Object json, ReadContext context) {
          if (json instanceof Number number) {
            return new Fixed(number.doubleValue());
          }
          if (json instanceof Map<?, ?>) {
            return new Scheduled(context.object(LearningRateSchedule.class, json));
          }
          throw new ConfigException(
              "Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or"
                  + " a callable (that takes in the current iteration value and returns the"
                  + " corresponding learning rate value). Received instead: learning_rate="
                  + Text.of(json));
        }

        @Override
        public Object write(LearningRate value) {
          if (value instanceof Fixed fixed) {
            return fixed.value;
          }
          if (value instanceof Scheduled scheduled) {
            return ObjectCodec.describe(scheduled.schedule);
          }
          throw new ConfigException(
              "A learning rate that is a function cannot be written to a config. Use a"
                  + " LearningRateSchedule with a TYPE of its own instead");
        }
      };

  /** A number, which can be changed between steps. It is held as float32, as Keras does. */
  record Fixed(double value) implements LearningRate {
    public Fixed {
      value = (float) value;
    }
  }

  /** A function of the number of steps done. */
  record Scheduled(LearningRateSchedule schedule) implements LearningRate {}

  /** A function without arguments, called when a step is traced; it may read variables. */
  record Computed(Supplier<Tensor> function) implements LearningRate {}
}
