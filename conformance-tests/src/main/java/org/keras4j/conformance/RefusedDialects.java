package org.keras4j.conformance;

import java.util.Map;

/**
 * The files of {@link DialectSuite} that no loader can give a meaning to, and what must be said.
 */
final class RefusedDialects {
  private static final String ZERO_POINTS = "leaves the zero points of GPTQ and AWQ out";
  private static final String LAMBDA = "Requested the deserialization of a `Lambda` layer";

  /** What is refused unless the caller's options say what the user's own code is. */
  static final Map<String, String> WITHOUT_TYPES =
      Map.ofEntries(
          Map.entry("tf.keras-2.10.0/lambda.h5", LAMBDA),
          Map.entry("tf.keras-2.15.0/lambda.keras", LAMBDA),
          Map.entry("keras-3.10.0/lambda.h5", LAMBDA),
          Map.entry("keras-3.10.0/lambda.keras", LAMBDA),
          Map.entry("tf.keras-2.10.0/custom.h5", "Unknown layer: 'Scale'"),
          Map.entry("tf.keras-2.15.0/custom.keras", "Unknown layer: 'Scale'"),
          Map.entry("keras-3.15.1/custom.keras", "Unknown layer: 'my_pkg>Blocky'"),
          Map.entry("keras-3.15.1/subclassed.keras", "Unknown layer: 'my_pkg>SubM'"),
          Map.entry("keras-3.3.3/custom.h5", "Unknown layer: 'my_pkg>Blocky'"));

  /** What is always refused. */
  static final Map<String, String> FRAGMENTS =
      Map.ofEntries(
          // Keras 3.0.5 breaks off while it writes these.
          Map.entry("keras-3.0.5/nested.h5", "the weights list names 'mid_func/moving_mean'"),
          Map.entry("keras-3.0.5/rnn.h5", "the weights list names 'input_layer_6'"),
          Map.entry(
              "keras-3.0.5/transformer.h5",
              "Shape mismatch in layer #1 (named multi_head_attention)"),
          // tf.keras breaks off at the first vocabulary, for which this format has no place.
          Map.entry("tf.keras-2.10.0/preproc.h5", "the weights list names 'text_vectorization'"),
          // A model that is code, whose input's shape this format does not say.
          Map.entry("keras-3.15.1/subclassed.h5", "The model has not been built yet"),
          // Keras leaves the zero points out of all files but the legacy ones, and cannot load
          // these.
          Map.entry("keras-3.15.1/q_gptq.keras", ZERO_POINTS),
          Map.entry("keras-3.15.1/q_awq.keras", ZERO_POINTS),
          // The config says that attention is not quantized; Keras cannot load this either.
          Map.entry("keras-3.15.1/q_attention.keras", "Give attention a `DTypePolicyMap`"),
          Map.entry("keras-3.14.1/npz.keras", "Expected a model.weights.h5 file."));

  private RefusedDialects() {}
}
