package org.keras4j.saving;

import java.util.List;
import java.util.stream.Stream;
import org.keras4j.activations.Activations;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.constraints.Constraints;
import org.keras4j.initializers.Initializers;
import org.keras4j.layers.activations.ActivationLayers;
import org.keras4j.layers.applications.ApplicationLayers;
import org.keras4j.layers.attention.AttentionLayers;
import org.keras4j.layers.convolutional.ConvolutionalLayers;
import org.keras4j.layers.core.CoreLayers;
import org.keras4j.layers.merging.MergingLayers;
import org.keras4j.layers.normalization.NormalizationLayers;
import org.keras4j.layers.pooling.PoolingLayers;
import org.keras4j.layers.preprocessing.PreprocessingLayers;
import org.keras4j.layers.regularization.RegularizationLayers;
import org.keras4j.layers.reshaping.ReshapingLayers;
import org.keras4j.layers.rnn.RnnLayers;
import org.keras4j.models.Models;
import org.keras4j.operations.Operations;
import org.keras4j.regularizers.Regularizers;

/** Everything of Keras' own that a file may name: the catalogues of all packages. */
public final class BuiltinTypes implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    Stream<TypeCatalog> catalogs =
        Stream.of(
            new Activations(),
            new Constraints(),
            new Initializers(),
            new ActivationLayers(),
            new ApplicationLayers(),
            new AttentionLayers(),
            new ConvolutionalLayers(),
            new CoreLayers(),
            new MergingLayers(),
            new NormalizationLayers(),
            new PoolingLayers(),
            new PreprocessingLayers(),
            new RegularizationLayers(),
            new ReshapingLayers(),
            new RnnLayers(),
            new Models(),
            new Operations(),
            new Regularizers());
    return catalogs.<ObjectType<?>>flatMap(catalog -> catalog.types().stream()).toList();
  }
}
