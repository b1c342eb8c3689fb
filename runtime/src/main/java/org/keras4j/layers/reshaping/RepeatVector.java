package org.keras4j.layers.reshaping;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.op.BroadcastTo;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * A vector repeated as steps of time: {@code (batch, features)} to {@code (batch, n, features)}.
 * Keras: {@code keras.layers.RepeatVector}.
 */
public final class RepeatVector extends Layer {
  public static final Arg<Integer> N = Arg.positiveInt("n");

  public static final LayerType<RepeatVector> TYPE =
      LayerType.of("keras.layers", "RepeatVector", RepeatVector::new, N);

  private RepeatVector(Config config) {
    super(TYPE, config);
  }

  /** A builder for {@code n} copies. */
  public static Builder n(int n) {
    return new Builder().set(N, n);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(2);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Shape target = Shape.of(inputs.dim(0), get(N), inputs.dim(1));
    return new BroadcastTo(target).on(ShapeOps.expandDims(inputs, 1));
  }

  /** Sets the arguments of a {@link RepeatVector}. */
  public static final class Builder extends LayerBuilder<Builder, RepeatVector> {
    private Builder() {
      super(TYPE);
    }
  }
}
