package org.keras4j.layers.preprocessing;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/**
 * A layer that gives images another size: {@code (height, width, channels)}, or a batch of such.
 */
abstract class ImageLayer extends Layer {
  /** Height of the output. */
  public static final Arg<Integer> HEIGHT = Arg.positiveInt("height");

  /** Width of the output. */
  public static final Arg<Integer> WIDTH = Arg.positiveInt("width");

  /** Where the channels stand; default last. */
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  /** {@code bounding_box_format}: only None, as boxes are not transformed. */
  static final Arg<Object> BOUNDING_BOX_FORMAT =
      LayerArgs.unwritten(
          Arg.<Object>optional("bounding_box_format", Codecs.ANY, null)
              .that(value -> value == null, "None: bounding boxes are not supported"));

  ImageLayer(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** The setters of layers over images. */
  abstract static class ImageBuilder<B extends ImageBuilder<B, L>, L extends ImageLayer>
      extends LayerBuilder<B, L> {
    ImageBuilder(LayerType<L> type) {
      super(type);
    }

    /** Where the channels stand; default last. */
    public final B dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
