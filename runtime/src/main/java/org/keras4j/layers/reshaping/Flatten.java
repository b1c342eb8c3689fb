package org.keras4j.layers.reshaping;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Everything but the batch in one axis: {@code (batch, a, b)} to {@code (batch, a * b)}. Keras:
 * {@code keras.layers.Flatten}.
 */
public final class Flatten extends Layer {
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<Flatten> TYPE =
      LayerType.of("keras.layers", "Flatten", Flatten::new, DATA_FORMAT);

  private Flatten(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.minRank(1);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Tensor x = inputs;
    if (get(DATA_FORMAT) == DataFormat.CHANNELS_FIRST && x.rank() > 2) {
      x = ShapeOps.moveaxis(x, 1, -1);
    }
    return ShapeOps.reshape(x, Shape.of(x.dim(0), x.shape().product(1, x.rank())));
  }

  /** Sets the arguments of a {@link Flatten}. */
  public static final class Builder extends LayerBuilder<Builder, Flatten> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
