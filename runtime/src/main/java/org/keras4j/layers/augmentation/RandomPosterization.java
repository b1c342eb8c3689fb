package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Keeps some of the eight bits of each value in training. Keras: {@code
 * keras.layers.RandomPosterization}.
 */
public final class RandomPosterization extends ColorAugmentation<Tensor> {
  private static final int BITS = 8;

  /** Keras wants integers back. */
  private static final Codec<Factor> BITS_KEPT =
      Codecs.of(
          "a number (or a list of two numbers) in the range [1, 8]",
          (json, context) -> Factor.codec(1, BITS).read(json, context),
          factor -> List.of((int) factor.lower(), (int) factor.upper()));

  /** How many bits are kept: from the first number on, below the second; a number starts at 1. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", BITS_KEPT);

  public static final LayerType<RandomPosterization> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomPosterization",
          RandomPosterization::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomPosterization(Config config) {
    super(TYPE, config);
  }

  /**
   * A builder for a number of bits from {@code lower} on, below {@code upper}, or both the same.
   */
  public static Builder factor(int lower, int upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return get(FACTOR).lower() == get(FACTOR).upper() ? 0 : 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    int lower = (int) get(FACTOR).lower();
    Tensor kept =
        keys() == 0
            ? CreationOps.full(Shape.of(batch.size()), lower, DType.INT32)
            : draws.integers(lower, (int) get(FACTOR).upper(), batch.size());
    return DTypes.cast(Draws.perImage(MathOps.subtract(BITS, kept)), DType.UINT8);
  }

  @Override
  Tensor images(Tensor images, Tensor dropped) {
    Tensor bytes = DTypes.cast(rescaled(images, get(VALUE_RANGE), BYTES), DType.UINT8);
    Tensor kept = LogicOps.bitwiseLeftShift(LogicOps.bitwiseRightShift(bytes, dropped), dropped);
    return rescaled(DTypes.cast(kept, images.dtype()), BYTES, get(VALUE_RANGE));
  }

  /** Sets the arguments of a {@link RandomPosterization}. */
  public static final class Builder extends ColorBuilder<Builder, RandomPosterization> {
    private Builder() {
      super(TYPE);
    }
  }
}
