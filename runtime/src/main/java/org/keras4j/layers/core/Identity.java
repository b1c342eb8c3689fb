package org.keras4j.layers.core;

import org.keras4j.config.Config;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;

/**
 * Gives back what it gets: a tensor, or a list or map of such. Keras: {@code
 * keras.layers.Identity}.
 */
public final class Identity extends Layer {
  public static final LayerType<Identity> TYPE =
      LayerType.of("keras.layers", "Identity", Identity::new);

  private Identity(Config config) {
    super(TYPE, config);
  }

  public static LayerBuilder.Generic<Identity> builder() {
    return TYPE.builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    return arguments.inputs();
  }
}
