package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.KerasException;

/** Images that change their size at random in training: not a computation of known shapes. */
abstract class RandomSize extends Layer {
  static final Arg<Object> FACTOR = Arg.required("factor", Codecs.ANY);
  static final Arg<String> INTERPOLATION = Arg.string("interpolation", "bilinear");
  static final Arg<Integer> SEED = LayerArgs.seed();

  RandomSize(LayerType<?> type, Config config) {
    super(type, config);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor images) {
    if (ctx.training()) {
      throw new KerasException(
          "Layer '"
              + name()
              + "' changes the images' size at random in training, which is not supported: shapes"
              + " are known before a step runs. Leave the layer out of the model that is trained");
    }
    return images;
  }
}
