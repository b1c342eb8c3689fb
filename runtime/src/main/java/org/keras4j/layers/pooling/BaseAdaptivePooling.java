package org.keras4j.layers.pooling;

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
import org.keras4j.ops.PoolingOps;

/** Pooling to a given size, with as many windows as that takes. */
abstract class BaseAdaptivePooling extends Layer {
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  private final PoolKind kind;
  private final List<Integer> outputSize;

  BaseAdaptivePooling(
      LayerType<?> type, Config config, PoolKind kind, Arg<List<Integer>> outputSize) {
    super(type, config);
    this.kind = kind;
    this.outputSize = get(outputSize);
  }

  static Arg<List<Integer>> outputSize(int rank) {
    return Arg.tuple("output_size", rank, null);
  }

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(outputSize.size() + 2);
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor inputs) {
    return kind == PoolKind.MAX
        ? PoolingOps.adaptiveMaxPool(inputs, outputSize, get(DATA_FORMAT))
        : PoolingOps.adaptiveAveragePool(inputs, outputSize, get(DATA_FORMAT));
  }

  /** The setters of adaptive pooling layers. */
  public abstract static class AdaptivePoolingBuilder<
          B extends AdaptivePoolingBuilder<B, L>, L extends BaseAdaptivePooling>
      extends LayerBuilder<B, L> {
    AdaptivePoolingBuilder(LayerType<L> type) {
      super(type);
    }

    /** Where the channels are; default last. */
    public final B dataFormat(DataFormat format) {
      return set(DATA_FORMAT, format);
    }
  }
}
