package org.keras4j.metrics;

import java.util.Locale;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;

/** How {@link R2Score} makes one number of several outputs' scores. */
public enum R2Aggregation {
  /** Not at all: one score an output. In configs {@code null}. */
  NONE,
  /** The mean. */
  UNIFORM_AVERAGE,
  /** The mean, weighted with the outputs' variances. */
  VARIANCE_WEIGHTED_AVERAGE;

  static final Codec<R2Aggregation> CODEC =
      new Codec<>() {
        private final Codec<R2Aggregation> names =
            Codecs.choice(R2Aggregation.class, value -> value.name().toLowerCase(Locale.ROOT));

        @Override
        public R2Aggregation read(Object json, ReadContext context) {
          return json == null ? NONE : names.read(json, context);
        }

        @Override
        public Object write(R2Aggregation value) {
          return value == NONE ? null : names.write(value);
        }
      };
}
