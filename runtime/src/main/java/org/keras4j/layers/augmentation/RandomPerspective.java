package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.WarpOps;
import org.keras4j.tensor.NDArray;

/**
 * Shows images chosen at random from another side in training. Keras: {@code
 * keras.layers.RandomPerspective}.
 */
public final class RandomPerspective extends Augmentation<RandomPerspective.View> {
  /** How probable a change is; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  /** How far corners are moved, from 0 to 1 (the default). */
  public static final Arg<Double> SCALE =
      Arg.number("scale", 1.0).that(value -> value >= 0 && value <= 1, "in the range [0,1]");

  /** What is read between pixels; default bilinear. */
  public static final Arg<Sampling> INTERPOLATION =
      Arg.choice("interpolation", Sampling.class, Sampling::toString, Sampling.BILINEAR);

  /** What is outside the image; default 0. */
  public static final Arg<Double> FILL_VALUE = Arg.number("fill_value", 0.0);

  public static final LayerType<RandomPerspective> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomPerspective",
          RandomPerspective::new,
          DATA_FORMAT,
          FACTOR,
          SCALE,
          INTERPOLATION,
          FILL_VALUE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomPerspective(Config config) {
    super(TYPE, config);
  }

  /** A builder for corners that move by up to half this fraction of their coordinates. */
  public static Builder scale(double scale) {
    return new Builder().set(SCALE, scale);
  }

  /** Which images are changed, and where their corners go: {@code (images, 4, 2)}. */
  record View(Tensor chosen, Tensor start, Tensor end) {}

  @Override
  int keys() {
    return 3;
  }

  @Override
  View draw(Draws draws, Batch batch) {
    Tensor chosen = draws.chosen(get(FACTOR), batch.size());
    Tensor moves = draws.uniform(-0.5 * get(SCALE), 0.5 * get(SCALE), batch.size(), 4, 2);
    float right = batch.width() - 1;
    float bottom = batch.height() - 1;
    NDArray corners = NDArray.of(new float[] {0, 0, right, 0, 0, bottom, right, bottom}, 1, 4, 2);
    Tensor start = ShapeOps.broadcastTo(Constant.of(corners), moves.shape());
    return new View(chosen, start, MathOps.add(start, MathOps.multiply(start, moves)));
  }

  @Override
  Tensor images(Tensor images, View view) {
    return changed(images, view, get(INTERPOLATION));
  }

  @Override
  Tensor masks(Tensor masks, View view) {
    return changed(masks, view, Sampling.NEAREST);
  }

  @Override
  Boxes boxes(Boxes boxes, View view, Batch batch) {
    throw Boxes.refused(type());
  }

  private Tensor changed(Tensor images, View view, Sampling sampling) {
    Tensor seen =
        WarpOps.perspectiveTransform(
            images,
            view.start(),
            view.end(),
            sampling == Sampling.BILINEAR,
            get(FILL_VALUE),
            DataFormat.CHANNELS_LAST);
    return LogicOps.where(view.chosen(), seen, images);
  }

  /** Sets the arguments of a {@link RandomPerspective}. */
  public static final class Builder extends AugmentationBuilder<Builder, RandomPerspective> {
    private Builder() {
      super(TYPE);
    }

    /** How probable a change is, between two numbers; default 0 to 1. */
    public Builder factor(double lower, double upper) {
      return set(FACTOR, new Factor(lower, upper));
    }

    /** What is read between pixels; default bilinear. */
    public Builder interpolation(Sampling value) {
      return set(INTERPOLATION, value);
    }

    /** What is outside the image; default 0. */
    public Builder fillValue(double value) {
      return set(FILL_VALUE, value);
    }
  }
}
