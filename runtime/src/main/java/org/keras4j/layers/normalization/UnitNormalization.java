package org.keras4j.layers.normalization;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.NnOps;

/**
 * Divides each example by its length (L2 norm) over some axes, the last by default. Keras: {@code
 * keras.layers.UnitNormalization}.
 *
 * <p>Input and output have any shape.
 *
 * <pre>{@code
 * UnitNormalization.builder().build()
 * }</pre>
 */
public final class UnitNormalization extends Layer {
  private static final double EPSILON = 1e-12;

  /** Written as Keras does: one axis as a number. */
  private static final Codec<List<Integer>> AXES =
      Codecs.of(
          "an int or a list/tuple of ints",
          Codecs.INTS::read,
          axes -> axes.size() == 1 ? axes.get(0) : axes);

  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", AXES, List.of(-1));

  public static final LayerType<UnitNormalization> TYPE =
      LayerType.of("keras.layers", "UnitNormalization", UnitNormalization::new, AXIS);

  private UnitNormalization(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    int[] axes = NormalizedAxes.sorted(inputs.shape(), get(AXIS));
    return NnOps.normalize(inputs, 2, EPSILON, axes);
  }

  /** Sets the arguments of a {@link UnitNormalization}. */
  public static final class Builder extends LayerBuilder<Builder, UnitNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** The axes that the length is taken over; default -1. */
    public Builder axis(Integer... axes) {
      return set(AXIS, List.of(axes));
    }
  }
}
