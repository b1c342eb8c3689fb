package org.keras4j.layers.augmentation;

import java.util.Locale;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.ShapeOps;

/**
 * Mirrors each image with probability 1/2 in training. Keras: {@code keras.layers.RandomFlip}. With
 * both directions an image is mirrored in both or in none, as in Keras.
 *
 * <pre>{@code
 * RandomFlip.of(RandomFlip.Mode.HORIZONTAL).seed(1).build()
 * }</pre>
 */
public final class RandomFlip extends Augmentation<Tensor> {
  /** Which way images are mirrored. */
  public enum Mode {
    /** Left and right are exchanged. */
    HORIZONTAL,
    /** Top and bottom are exchanged. */
    VERTICAL,
    /** Both. */
    HORIZONTAL_AND_VERTICAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which way; default both. */
  public static final Arg<Mode> MODE =
      Arg.choice("mode", Mode.class, Mode::toString, Mode.HORIZONTAL_AND_VERTICAL);

  public static final LayerType<RandomFlip> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomFlip",
          RandomFlip::new,
          DATA_FORMAT,
          SEED,
          MODE,
          BOUNDING_BOX_FORMAT);

  private RandomFlip(Config config) {
    super(TYPE, config);
  }

  /** A builder for a direction. */
  public static Builder of(Mode mode) {
    return new Builder().set(MODE, mode);
  }

  @Override
  int keys() {
    return 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    return LogicOps.lessEqual(draws.uniform(0, 1, batch.size(), 1, 1, 1), 0.5);
  }

  @Override
  Tensor images(Tensor images, Tensor flips) {
    int[] axes =
        switch (get(MODE)) {
          case HORIZONTAL -> new int[] {2};
          case VERTICAL -> new int[] {1};
          case HORIZONTAL_AND_VERTICAL -> new int[] {1, 2};
        };
    return LogicOps.where(flips, ShapeOps.flip(images, axes), images);
  }

  @Override
  Tensor masks(Tensor masks, Tensor flips) {
    return images(DTypes.cast(masks, computeDType()), flips);
  }

  @Override
  Boxes boxes(Boxes boxes, Tensor flips, Batch batch) {
    throw Boxes.refused(type());
  }

  /** Sets the arguments of a {@link RandomFlip}. */
  public static final class Builder extends AugmentationBuilder<Builder, RandomFlip> {
    private Builder() {
      super(TYPE);
    }
  }
}
