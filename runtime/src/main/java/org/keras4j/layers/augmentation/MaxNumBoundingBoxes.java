package org.keras4j.layers.augmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PadMode;
import org.keras4j.ops.ShapeOps;

/**
 * The same number of bounding boxes for each image: further ones are left out, missing ones filled
 * up. Keras: {@code keras.layers.MaxNumBoundingBoxes}.
 */
public final class MaxNumBoundingBoxes extends Augmentation<Void> {
  /** Number of boxes. */
  public static final Arg<Integer> MAX_NUMBER = Arg.positiveInt("max_number");

  /** What missing boxes and labels are filled with; default -1. Keras does not write it. */
  public static final Arg<Integer> FILL_VALUE = Arg.integer("fill_value", -1).unwritten();

  public static final LayerType<MaxNumBoundingBoxes> TYPE =
      LayerType.of(
          "keras.layers",
          "MaxNumBoundingBoxes",
          MaxNumBoundingBoxes::new,
          DATA_FORMAT,
          MAX_NUMBER,
          FILL_VALUE,
          BOUNDING_BOX_FORMAT);

  private MaxNumBoundingBoxes(Config config) {
    super(TYPE, config);
  }

  /** A builder for this number of boxes. */
  public static Builder of(int maxNumber, BoxFormat format) {
    return new Builder().set(MAX_NUMBER, maxNumber).boundingBoxFormat(format);
  }

  @Override
  boolean alwaysApplies() {
    return true;
  }

  @Override
  int keys() {
    return 0;
  }

  @Override
  Void draw(Draws draws, Batch batch) {
    return null;
  }

  @Override
  Tensor images(Tensor images, Void nothing) {
    return images;
  }

  @Override
  Tensor prepared(Tensor images) {
    return images;
  }

  @Override
  Boxes boxes(Boxes boxes, Void nothing, Batch batch) {
    return new Boxes(limited(boxes.corners()), limited(boxes.labels()), boxes.format());
  }

  private Tensor limited(Tensor x) {
    int kept = Math.min(x.dim(1), get(MAX_NUMBER));
    Tensor first = ShapeOps.slice(x, zeros(x), sizes(x, kept));
    List<Integer> after = new ArrayList<>(zeros(x));
    after.set(1, get(MAX_NUMBER) - kept);
    return ShapeOps.pad(first, zeros(x), after, PadMode.CONSTANT, get(FILL_VALUE));
  }

  private static List<Integer> zeros(Tensor x) {
    return Collections.nCopies(x.rank(), 0);
  }

  private static List<Integer> sizes(Tensor x, int kept) {
    List<Integer> sizes = new ArrayList<>(Arrays.stream(x.shape().dims()).boxed().toList());
    sizes.set(1, kept);
    return sizes;
  }

  /** Sets the arguments of a {@link MaxNumBoundingBoxes}. */
  public static final class Builder extends AugmentationBuilder<Builder, MaxNumBoundingBoxes> {
    private Builder() {
      super(TYPE);
    }

    /** What missing boxes and labels are filled with, which is not saved; default -1. */
    public Builder fillValue(int value) {
      return set(FILL_VALUE, value);
    }
  }
}
