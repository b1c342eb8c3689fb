package org.keras4j.layers.activations;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.NnOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Softmax over one or several axes. Keras: {@code keras.layers.Softmax}.
 *
 * <p>A mask (the {@code mask} argument, or the input's own) that broadcasts to the input says which
 * values count: the others become zero.
 */
public final class Softmax extends Layer {
  /** Axis or axes to normalise over together; default -1. */
  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", Codecs.AXES, List.of(-1));

  /**
   * Whether a slice in which everything is masked becomes uniform, as before Keras 3.10, instead of
   * zero. For models of older files; Keras has no such argument, so that it is not written.
   */
  public static final Arg<Boolean> UNIFORM_WHERE_MASKED =
      Arg.bool("keras4j_uniform_where_masked", false).beside();

  public static final LayerType<Softmax> TYPE =
      LayerType.of("keras.layers", "Softmax", Softmax::new, AXIS, UNIFORM_WHERE_MASKED);

  private Softmax(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer that normalises over these axes together. */
  public static Builder axis(Integer... axes) {
    return new Builder().set(AXIS, List.of(axes));
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    int[] axes = get(AXIS).stream().mapToInt(Integer::intValue).toArray();
    if (ctx.mask() == null) {
      return NnOps.softmax(input, axes);
    }
    Tensor mask = truth(checked(ctx.mask(), input.shape()));
    double never = input.dtype() == DType.FLOAT16 ? -3e4 : -1e9;
    Tensor probabilities = NnOps.softmax(LogicOps.where(mask, input, never), axes);
    // Where all are masked, softmax gives each the same.
    if (get(UNIFORM_WHERE_MASKED)) {
      return probabilities;
    }
    return LogicOps.where(mask, probabilities, 0.0);
  }

  private static Tensor truth(Tensor mask) {
    return mask.dtype() == DType.BOOL ? mask : LogicOps.greater(mask, 0.5);
  }

  private static Tensor checked(Tensor mask, Shape input) {
    boolean fits = mask.rank() <= input.rank();
    for (int i = 1; fits && i <= mask.rank(); i++) {
      boolean known = mask.shape().isKnown(-i) && input.isKnown(-i);
      fits = !known || mask.dim(-i) == 1 || mask.dim(-i) == input.dim(-i);
    }
    if (!fits) {
      throw new ShapeException(
          "The `mask` must be broadcastable to `inputs` and must not have more dimensions."
              + " Received: inputs.shape="
              + input
              + ", mask.shape="
              + mask.shape());
    }
    return mask;
  }

  /** Sets the arguments of a {@link Softmax}. */
  public static final class Builder extends LayerBuilder<Builder, Softmax> {
    private Builder() {
      super(TYPE);
    }
  }
}
