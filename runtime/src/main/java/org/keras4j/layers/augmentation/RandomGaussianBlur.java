package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.BlurOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * Blurs images chosen at random in training, all alike. Keras: {@code
 * keras.layers.RandomGaussianBlur}.
 */
public final class RandomGaussianBlur extends ColorAugmentation<RandomGaussianBlur.Blur> {
  /** How probable a change is; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  /** Width and height of the kernel, both odd; default 3. */
  public static final Arg<List<Integer>> KERNEL_SIZE =
      Arg.tuple("kernel_size", 2, 3)
          .that(
              size -> size.size() == 2 && size.stream().allMatch(n -> n > 0 && n % 2 == 1),
              "an odd number, or two");

  /** The standard deviation of the kernel, in pixels; default 0 to 1. */
  public static final Arg<Factor> SIGMA =
      Arg.optional("sigma", Factor.codec(0, 1), new Factor(0, 1));

  public static final LayerType<RandomGaussianBlur> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomGaussianBlur",
          RandomGaussianBlur::new,
          DATA_FORMAT,
          FACTOR,
          KERNEL_SIZE,
          SIGMA,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomGaussianBlur(Config config) {
    super(TYPE, config);
  }

  /** A builder for a standard deviation between two numbers, each from 0 to 1. */
  public static Builder sigma(double lower, double upper) {
    return new Builder().set(SIGMA, new Factor(lower, upper));
  }

  /** Which images are blurred, and how much: across and down. */
  record Blur(Tensor chosen, Tensor sigma) {}

  @Override
  int keys() {
    return 3;
  }

  @Override
  Blur draw(Draws draws, Batch batch) {
    Tensor chosen = draws.chosen(get(FACTOR), batch.size());
    return new Blur(chosen, MathOps.add(draws.uniform(get(SIGMA), 2), 1e-6));
  }

  @Override
  Tensor images(Tensor images, Blur blur) {
    Tensor sigma = DTypes.cast(blur.sigma(), images.dtype());
    Tensor blurred = BlurOps.gaussianBlur(images, get(KERNEL_SIZE), sigma);
    return clipped(LogicOps.where(blur.chosen(), blurred, images));
  }

  /** Sets the arguments of a {@link RandomGaussianBlur}. */
  public static final class Builder extends ColorBuilder<Builder, RandomGaussianBlur> {
    private Builder() {
      super(TYPE);
    }

    /** How probable a change is, between two numbers; default 0 to 1. */
    public Builder factor(double lower, double upper) {
      return set(FACTOR, new Factor(lower, upper));
    }

    /** Width and height of the kernel, both odd; default 3. */
    public Builder kernelSize(int width, int height) {
      return set(KERNEL_SIZE, List.of(width, height));
    }
  }
}
