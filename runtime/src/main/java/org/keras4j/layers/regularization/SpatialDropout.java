package org.keras4j.layers.regularization;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.RandomOps;
import org.keras4j.tensor.Shape;

/** Dropout of whole feature maps, over any number of spatial axes. */
abstract class SpatialDropout extends NoiseLayer {
  /** Where the channels stand; default last. */
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  private final int rank;
  private final boolean channelsFirst;

  SpatialDropout(LayerType<?> type, Config config, int spatialAxes, DataFormat dataFormat) {
    super(type, config, RATE);
    this.rank = spatialAxes + 2;
    this.channelsFirst = dataFormat == DataFormat.CHANNELS_FIRST;
  }

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(rank);
  }

  @Override
  final Tensor disturb(Tensor key, Tensor input, double rate) {
    int channels = channelsFirst ? 1 : rank - 1;
    Shape noise = input.shape();
    for (int axis = 1; axis < rank; axis++) {
      noise = axis == channels ? noise : noise.withDim(axis, 1);
    }
    return RandomOps.dropout(key, input, rate, noise);
  }

  /** As Keras writes it: without {@code trainable}, and the dtype as a plain name. */
  @Override
  public final Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(TRAINABLE.key());
    map.put(DTYPE.key(), variableDType().kerasName());
    return map;
  }

  /** The setters of layers over images and volumes. */
  abstract static class ImageBuilder<B extends ImageBuilder<B, L>, L extends SpatialDropout>
      extends NoiseBuilder<B, L> {
    ImageBuilder(LayerType<L> type) {
      super(type);
    }

    /** Where the channels stand; default last. */
    public final B dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
