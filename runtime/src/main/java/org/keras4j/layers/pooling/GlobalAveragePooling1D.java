package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/**
 * Mean over all steps of each channel. Keras: {@code keras.layers.GlobalAveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}, or with ones in
 * place of the pooled axis if {@code keepDims}.
 *
 * <p>Steps that a mask leaves out do not count.
 *
 * <pre>{@code
 * GlobalAveragePooling1D.builder().build()
 * }</pre>
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling {
  public static final LayerType<GlobalAveragePooling1D> TYPE =
      LayerType.of(
          "keras.layers",
          "GlobalAveragePooling1D",
          GlobalAveragePooling1D::new,
          DATA_FORMAT,
          KEEPDIMS);

  private GlobalAveragePooling1D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, 1);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return null;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Tensor mask = ctx.mask();
    if (mask == null) {
      return super.call(ctx, inputs);
    }
    int channelAxis = get(DATA_FORMAT) == DataFormat.CHANNELS_LAST ? 2 : 1;
    Tensor counts = DTypes.cast(ShapeOps.expandDims(mask, channelAxis), DType.BOOL);
    Tensor sum = sum(LogicOps.where(counts, inputs, 0));
    return MathOps.divide(sum, sum(DTypes.cast(counts, inputs.dtype())));
  }

  private Tensor sum(Tensor x) {
    return ReduceOps.sum(x, spatialAxes(), get(KEEPDIMS));
  }

  /** Sets the arguments of a {@link GlobalAveragePooling1D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalAveragePooling1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
