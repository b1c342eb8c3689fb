package org.keras4j.layers;

import java.util.Set;

/**
 * Layers that are built from the beginning, having nothing to build. Keras keeps no shapes for them
 * in {@code build_config}, and gives them no path: a {@link DTypePolicyMap} has its default for
 * them, whatever its keys say.
 */
final class BuiltAtOnce {
  private static final Set<String> CLASSES =
      Set.of(
          "Activation",
          "ActivityRegularization",
          "AlphaDropout",
          "AveragePooling1D",
          "AveragePooling2D",
          "AveragePooling3D",
          "Dropout",
          "ELU",
          "GaussianDropout",
          "GaussianNoise",
          "GlobalAveragePooling1D",
          "GlobalAveragePooling2D",
          "GlobalAveragePooling3D",
          "GlobalMaxPooling1D",
          "GlobalMaxPooling2D",
          "GlobalMaxPooling3D",
          "Identity",
          "InputLayer",
          "LeakyReLU",
          "Masking",
          "MaxPooling1D",
          "MaxPooling2D",
          "MaxPooling3D",
          "ReLU",
          "Reshape",
          "Softmax",
          "SpatialDropout1D",
          "SpatialDropout2D",
          "SpatialDropout3D",
          "UnitNormalization");

  private BuiltAtOnce() {}

  static boolean has(LayerType<?> type) {
    return type.module() != null && CLASSES.contains(type.className());
  }
}
