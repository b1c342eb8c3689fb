package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/**
 * Makes each image brighter or darker in training. Keras: {@code keras.layers.RandomBrightness}.
 *
 * <pre>{@code
 * RandomBrightness.factor(0.2).valueRange(0, 1).build()
 * }</pre>
 */
public final class RandomBrightness extends ColorAugmentation<Tensor> {
  /** What is added, as a fraction of the range of values. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(-1, 1));

  public static final LayerType<RandomBrightness> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomBrightness",
          RandomBrightness::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomBrightness(Config config) {
    super(TYPE, config);
  }

  /** A builder for changes of up to this fraction of the range, either way. */
  public static Builder factor(double factor) {
    return new Builder().set(FACTOR, new Factor(-factor, factor));
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    Tensor share = draws.uniform(get(FACTOR), batch.size(), 1, 1, 1);
    return MathOps.multiply(share, high() - low());
  }

  @Override
  Tensor images(Tensor images, Tensor delta) {
    return clipped(MathOps.add(images, DTypes.cast(delta, images.dtype())));
  }

  /** Integers stay integers. */
  @Override
  Tensor inOutputType(Tensor images, DType given) {
    return given.isFloating() ? images : DTypes.saturateCast(images, given);
  }

  /** Sets the arguments of a {@link RandomBrightness}. */
  public static final class Builder extends ColorBuilder<Builder, RandomBrightness> {
    private Builder() {
      super(TYPE);
    }
  }
}
