package org.keras4j.layers;

import java.util.Set;

/**
 * Layers without a path in Keras, which gives one where it builds a layer: these have nothing to
 * build. A {@link DTypePolicyMap} has its default for them, whatever its keys say.
 */
final class PathlessLayers {
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

  private PathlessLayers() {}

  static boolean has(LayerType<?> type) {
    return type.module() != null && CLASSES.contains(type.className());
  }
}
