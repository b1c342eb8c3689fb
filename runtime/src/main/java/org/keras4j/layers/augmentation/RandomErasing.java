package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Covers a rectangle of each image in training, at random places and sizes. Keras: {@code
 * keras.layers.RandomErasing}.
 */
public final class RandomErasing extends ColorAugmentation<RandomErasing.Erased> {
  /** How probable a change is; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  /** How much of the image's area is covered; default 0.02 to 0.33. */
  public static final Arg<Factor> SCALE =
      Arg.optional("scale", Factor.codec(0, 1), new Factor(0.02, 0.33));

  /** What covers: a number, or one for each of three channels; null (the default) for noise. */
  public static final Arg<List<Double>> FILL_VALUE =
      Arg.numbers("fill_value", null)
          .that(
              value -> value.size() == 1 || value.size() == 3,
              "a number (or a list of three numbers)");

  public static final LayerType<RandomErasing> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomErasing",
          RandomErasing::new,
          DATA_FORMAT,
          FACTOR,
          SCALE,
          FILL_VALUE,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomErasing(Config config) {
    super(TYPE, config);
  }

  /** A builder for rectangles that cover a part of the area between two numbers. */
  public static Builder scale(double lower, double upper) {
    return new Builder().set(SCALE, new Factor(lower, upper));
  }

  /** What is covered in which images, and by what. */
  record Erased(Tensor chosen, Tensor inside, Tensor fill) {}

  @Override
  int keys() {
    return get(FILL_VALUE) == null ? 6 : 5;
  }

  @Override
  Erased draw(Draws draws, Batch batch) {
    Tensor sides = MathOps.sqrt(draws.uniform(get(SCALE), batch.size(), 2));
    Rectangle rectangle = Rectangle.of(draws, batch, sides);
    Tensor chosen = draws.chosen(get(FACTOR), batch.size());
    return new Erased(chosen, rectangle.inside(batch), clipped(fill(draws, batch)));
  }

  private Tensor fill(Draws draws, Batch batch) {
    if (get(FILL_VALUE) == null) {
      Tensor noise = draws.normal(batch.givenShape().dims());
      return batch.format().toLast(MathOps.multiply(noise, high()));
    }
    double[] values = get(FILL_VALUE).stream().mapToDouble(value -> value).toArray();
    return Constant.of(NDArray.of(values, values.length).cast(DType.FLOAT32));
  }

  @Override
  Tensor images(Tensor images, Erased erased) {
    Tensor covered = LogicOps.logicalAnd(erased.chosen(), erased.inside());
    return LogicOps.where(covered, DTypes.cast(erased.fill(), images.dtype()), images);
  }

  /** Sets the arguments of a {@link RandomErasing}. */
  public static final class Builder extends ColorBuilder<Builder, RandomErasing> {
    private Builder() {
      super(TYPE);
    }

    /** How probable a change is; default 1. */
    public Builder factor(double lower, double upper) {
      return set(FACTOR, new Factor(lower, upper));
    }

    /** What covers: a number, or one for each of three channels; default noise. */
    public Builder fillValue(List<Double> value) {
      return set(FILL_VALUE, value);
    }
  }
}
