package org.keras4j.layers.reshaping;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.ShapeOps;

/** Repeats steps of a sequence. Keras: {@code keras.layers.UpSampling1D}. */
public final class UpSampling1D extends Layer {
  public static final Arg<Integer> SIZE = Arg.integer("size", 2);

  public static final LayerType<UpSampling1D> TYPE =
      LayerType.of("keras.layers", "UpSampling1D", UpSampling1D::new, SIZE);

  private UpSampling1D(Config config) {
    super(TYPE, config);
  }

  /** A builder for the number of repetitions. */
  public static Builder size(int size) {
    return new Builder().set(SIZE, size);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(3);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    return ShapeOps.repeat(inputs, get(SIZE), 1);
  }

  /** Sets the arguments of a {@link UpSampling1D}. */
  public static final class Builder extends LayerBuilder<Builder, UpSampling1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
