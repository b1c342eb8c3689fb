package org.keras4j.layers.pooling;

import java.util.Arrays;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ReduceOps;

/** Maximum or mean over all spatial axes. */
abstract class BaseGlobalPooling extends Layer {
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();
  public static final Arg<Boolean> KEEPDIMS = Arg.bool("keepdims", false);

  private final PoolKind kind;
  private final int rank;

  BaseGlobalPooling(LayerType<?> type, Config config, PoolKind kind, int rank) {
    super(type, config);
    this.kind = kind;
    this.rank = rank;
  }

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(rank + 2);
  }

  /** Positions of the axes that are pooled. */
  final List<Integer> spatialAxes() {
    return Arrays.stream(get(DATA_FORMAT).spatialAxes(rank + 2)).boxed().toList();
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    return kind == PoolKind.MAX
        ? ReduceOps.max(inputs, spatialAxes(), get(KEEPDIMS))
        : ReduceOps.mean(inputs, spatialAxes(), get(KEEPDIMS));
  }

  /** The setters of global pooling layers. */
  public abstract static class GlobalPoolingBuilder<
          B extends GlobalPoolingBuilder<B, L>, L extends BaseGlobalPooling>
      extends LayerBuilder<B, L> {
    GlobalPoolingBuilder(LayerType<L> type) {
      super(type);
    }

    /** Where the channels are; default last. */
    public final B dataFormat(DataFormat format) {
      return set(DATA_FORMAT, format);
    }

    /** Whether the pooled axes stay, with size 1; default false. */
    public final B keepDims(boolean keep) {
      return set(KEEPDIMS, keep);
    }
  }
}
