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
import org.keras4j.ops.Padding;
import org.keras4j.ops.PoolingOps;

/** Pooling of moving windows over any number of spatial axes. */
abstract class BasePooling extends Layer {
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  private final PoolKind kind;
  private final PoolArgs window;

  BasePooling(LayerType<?> type, Config config, PoolKind kind, PoolArgs window) {
    super(type, window.withStrides(config));
    this.kind = kind;
    this.window = window;
  }

  static Arg<?>[] arguments(PoolArgs window) {
    return new Arg<?>[] {window.poolSize(), window.padding(), window.strides(), DATA_FORMAT};
  }

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(window.rank() + 2);
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor inputs) {
    List<Integer> size = get(window.poolSize());
    List<Integer> strides = get(window.strides());
    Padding padding = get(window.padding());
    return kind == PoolKind.MAX
        ? PoolingOps.maxPool(inputs, size, strides, padding, get(DATA_FORMAT))
        : PoolingOps.averagePool(inputs, size, strides, padding, get(DATA_FORMAT));
  }

  /** The setters of pooling layers. */
  public abstract static class PoolingBuilder<B extends PoolingBuilder<B, L>, L extends BasePooling>
      extends LayerBuilder<B, L> {
    private final PoolArgs window;

    PoolingBuilder(LayerType<L> type, PoolArgs window) {
      super(type);
      this.window = window;
    }

    /** Size of the window: one for each spatial axis, or one for all. */
    public final B poolSize(int... sizes) {
      return set(window.poolSize(), PoolArgs.perAxis(window.rank(), sizes));
    }

    /** Steps of the window: one for each spatial axis, or one for all; default the pool size. */
    public final B strides(int... steps) {
      return set(window.strides(), PoolArgs.perAxis(window.rank(), steps));
    }

    /** What stands around the input; default {@link Padding#VALID}. */
    public final B padding(Padding value) {
      return set(window.padding(), value);
    }

    /** Where the channels are; default last. */
    public final B dataFormat(DataFormat format) {
      return set(DATA_FORMAT, format);
    }
  }
}
