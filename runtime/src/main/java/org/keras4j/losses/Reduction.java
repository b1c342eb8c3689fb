package org.keras4j.losses;

import java.util.Locale;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;

/** How the losses of single samples become one number. Keras: {@code reduction}. */
public enum Reduction {
  /** The sum, divided by the number of values. Keras' default. */
  SUM_OVER_BATCH_SIZE,
  /** The sum. */
  SUM,
  /** As {@link #SUM_OVER_BATCH_SIZE}. */
  MEAN,
  /** The sum, divided by the sum of the sample weights. */
  MEAN_WITH_SAMPLE_WEIGHT,
  /** No reduction: one value a sample. */
  NONE;

  /** Reads the Keras name; {@code None} means {@link #NONE}. */
  static final Codec<Reduction> CODEC =
      new Codec<>() {
        private final Codec<Reduction> names = Codecs.choice(Reduction.class, Reduction::kerasName);

        @Override
        public Reduction read(Object json, ReadContext context) {
          return json == null ? NONE : names.read(json, context);
        }

        @Override
        public Object write(Reduction reduction) {
          return reduction.kerasName();
        }
      };

  /** Name in Keras configs, such as {@code sum_over_batch_size}. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether values are divided by how many there are. */
  boolean isMean() {
    return this == SUM_OVER_BATCH_SIZE || this == MEAN;
  }
}
