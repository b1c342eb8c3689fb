package org.keras4j.layers.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;

/**
 * Applies layers one after another. Keras: {@code keras.layers.Pipeline}.
 *
 * <pre>{@code
 * Pipeline.of(RandomFlip.of(Mode.HORIZONTAL), Rescaling.scale(1 / 255.0)).build()
 * }</pre>
 */
public final class Pipeline extends Layer {
  /** The layers, the first one applied first. */
  public static final Arg<List<Layer>> LAYERS =
      Arg.required("layers", Codecs.list(LayerArgs.LAYER));

  public static final LayerType<Pipeline> TYPE =
      LayerType.of("keras.layers", "Pipeline", Pipeline::new, LAYERS);

  private final List<Layer> layers;

  private Pipeline(Config config) {
    super(TYPE, config);
    layers = children("layers", get(LAYERS));
  }

  /** A builder for layers, the first one applied first. */
  public static Builder of(LayerSource... layers) {
    return new Builder().set(LAYERS, Arrays.stream(layers).map(LayerSource::layer).toList());
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Object result = arguments.inputs();
    for (Layer layer : layers) {
      result = ctx.call(layer, CallArguments.of(result));
    }
    return result;
  }

  /** As Keras writes it: without {@code trainable} and {@code dtype}. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(TRAINABLE.key());
    map.remove(DTYPE.key());
    return map;
  }

  /** Sets the arguments of a {@link Pipeline}. */
  public static final class Builder extends LayerBuilder<Builder, Pipeline> {
    private Builder() {
      super(TYPE);
    }
  }
}
