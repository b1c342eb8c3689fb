package org.keras4j.layers.rnn;

import java.util.List;
import java.util.Locale;
import org.keras4j.config.Codec;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;

/** How a {@link Bidirectional} layer combines the outputs of both directions. */
public enum MergeMode {
  SUM,
  MUL,
  /** The mean of both. */
  AVE,
  /** Forward's features, then backward's. */
  CONCAT,
  /** Both outputs are returned. Keras: {@code None}. */
  NONE;

  /** Keras' names in lower case; {@code None} is null. */
  static final Codec<MergeMode> CODEC =
      new Codec<>() {
        @Override
        public MergeMode read(Object json, ReadContext context) {
          for (MergeMode mode : values()) {
            if (json == null ? mode == NONE : json.equals(write(mode))) {
              return mode;
            }
          }
          throw new ConfigException(
              "Invalid merge mode. Received: "
                  + Text.of(json)
                  + ". Merge mode should be one of {\"sum\", \"mul\", \"ave\", \"concat\", None}");
        }

        @Override
        public Object write(MergeMode mode) {
          return mode == NONE ? null : mode.name().toLowerCase(Locale.ROOT);
        }
      };

  /** The output for both directions' outputs: a tensor, or a list of two. */
  List<Tensor> merge(Tensor forward, Tensor backward) {
    return switch (this) {
      case SUM -> List.of(MathOps.add(forward, backward));
      case MUL -> List.of(MathOps.multiply(forward, backward));
      case AVE -> List.of(MathOps.multiply(MathOps.add(forward, backward), 0.5));
      case CONCAT -> List.of(JoinOps.concatenate(List.of(forward, backward), -1));
      case NONE -> List.of(forward, backward);
    };
  }
}
