package org.keras4j.quantizers;

import java.util.stream.Stream;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;

/** How weights were calibrated: a record of the past, kept for Keras. */
final class CalibrationArgs {
  private static final Arg<?>[] SHARED = {
    Arg.optional("dataset", Codecs.ANY, null),
    Arg.optional("tokenizer", Codecs.ANY, null),
    Arg.integer("weight_bits", 4),
    Arg.integer("num_samples", 128),
    Arg.integer("sequence_length", 512),
    Arg.integer("group_size", 128),
    Arg.optional("quantization_layer_structure", Codecs.ANY, null)
  };

  private CalibrationArgs() {}

  /** What both have, and {@code own}. */
  static Arg<?>[] with(Arg<?>... own) {
    return Stream.of(SHARED, own).flatMap(Stream::of).toArray(Arg<?>[]::new);
  }
}
