package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.Interpolation;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.ResizeOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * A part of the images, in training at a random place that is the same for a whole batch. Keras:
 * {@code keras.layers.RandomCrop}. Images that are not larger than the part are cropped in the
 * middle and resized.
 *
 * <p>At inference images stay as they are, as in Keras since 3.7; in models of older versions they
 * are cropped in the middle to the part's aspect ratio, and resized.
 */
public final class RandomCrop extends Augmentation<List<Tensor>> {
  /** Height of the part. */
  public static final Arg<Integer> HEIGHT = Arg.positiveInt("height");

  /** Width of the part. */
  public static final Arg<Integer> WIDTH = Arg.positiveInt("width");

  /** Whether images are cropped and resized at inference: how Keras did it before 3.7. */
  private static final Arg<Boolean> AT_INFERENCE =
      Arg.bool("keras4j_resize_at_inference", false).beside();

  public static final LayerType<RandomCrop> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomCrop",
          RandomCrop::new,
          DATA_FORMAT,
          HEIGHT,
          WIDTH,
          SEED,
          BOUNDING_BOX_FORMAT,
          AT_INFERENCE);

  private RandomCrop(Config config) {
    super(TYPE, config);
  }

  /** A builder for parts of this size. */
  public static Builder of(int height, int width) {
    return new Builder().set(HEIGHT, height).set(WIDTH, width);
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return 2;
  }

  @Override
  List<Tensor> draw(Draws draws, Batch batch) {
    int high = batch.height() - get(HEIGHT);
    int wide = batch.width() - get(WIDTH);
    if (high > 0 && wide > 0) {
      return List.of(
          DTypes.cast(draws.uniform(0, high + 1), DType.INT32),
          DTypes.cast(draws.uniform(0, wide + 1), DType.INT32));
    }
    return List.of();
  }

  @Override
  Tensor images(Tensor images, List<Tensor> corner) {
    Tensor part = corner.isEmpty() ? middle(images) : at(images, corner);
    return DTypes.cast(
        ResizeOps.resize(part, get(HEIGHT), get(WIDTH), Interpolation.BILINEAR), images.dtype());
  }

  private Tensor at(Tensor images, List<Tensor> corner) {
    Tensor zero = CreationOps.zeros(Shape.SCALAR, DType.INT32);
    Tensor starts = JoinOps.stack(List.of(zero, corner.get(0), corner.get(1), zero), 0);
    return IndexOps.slice(
        images, starts, List.of(images.dim(0), get(HEIGHT), get(WIDTH), images.dim(3)));
  }

  /** From the corner of the largest middle part of the aspect ratio, as much as is there. */
  private Tensor middle(Tensor images) {
    int top = margin(images.dim(1), images.dim(2), get(HEIGHT), get(WIDTH));
    int left = margin(images.dim(2), images.dim(1), get(WIDTH), get(HEIGHT));
    List<Integer> sizes =
        List.of(
            images.dim(0),
            Math.min(get(HEIGHT), images.dim(1) - top),
            Math.min(get(WIDTH), images.dim(2) - left),
            images.dim(3));
    return ShapeOps.slice(images, List.of(0, top, left, 0), sizes);
  }

  private static int margin(int size, int other, int target, int otherTarget) {
    int fitting = (int) ((double) ((long) other * target) / otherTarget);
    return (size - Math.max(Math.min(size, fitting), 1)) / 2;
  }

  @Override
  Tensor untouched(Tensor images) {
    return get(AT_INFERENCE)
        ? ResizeOps.resize(
            DTypes.cast(images, computeDType()),
            get(HEIGHT),
            get(WIDTH),
            Interpolation.BILINEAR,
            false,
            ResizeOps.Aspect.CROP,
            0,
            get(DATA_FORMAT))
        : images;
  }

  @Override
  Tensor masks(Tensor masks, List<Tensor> corner) {
    return images(DTypes.cast(masks, computeDType()), corner);
  }

  @Override
  Boxes boxes(Boxes boxes, List<Tensor> corner, Batch batch) {
    throw Boxes.refused(type());
  }

  /** Sets the arguments of a {@link RandomCrop}. */
  public static final class Builder extends AugmentationBuilder<Builder, RandomCrop> {
    private Builder() {
      super(TYPE);
    }
  }
}
