package org.keras4j.layers.augmentation;

import java.util.Arrays;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Mixes each image of a batch with another one in training, and their labels with them. Keras:
 * {@code keras.layers.MixUp}. Bounding boxes of both images are kept.
 */
public final class MixUp extends Augmentation<MixUp.Mix> {
  /** Both parameters of the beta distribution of the shares; default 0.2. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.2);

  public static final LayerType<MixUp> TYPE =
      LayerType.of(
          "keras.layers", "MixUp", MixUp::new, DATA_FORMAT, ALPHA, SEED, BOUNDING_BOX_FORMAT);

  private MixUp(Config config) {
    super(TYPE, config);
  }

  /** A builder for the parameter of the beta distribution of the shares. */
  public static Builder alpha(double alpha) {
    return new Builder().set(ALPHA, alpha);
  }

  /** With which image each is mixed, and how much of it stays. */
  record Mix(Tensor order, Tensor share) {
    Tensor of(Tensor x) {
      int[] dims = new int[x.rank()];
      Arrays.fill(dims, 1);
      dims[0] = x.dim(0);
      Tensor weight = DTypes.cast(ShapeOps.reshape(share, dims), DType.FLOAT32);
      Tensor own = MathOps.multiply(weight, x);
      return MathOps.add(own, MathOps.multiply(MathOps.subtract(1, weight), other(x)));
    }

    Tensor other(Tensor x) {
      return IndexOps.take(x, order, 0);
    }
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
  Mix draw(Draws draws, Batch batch) {
    Tensor order = draws.order(batch.size());
    Tensor alpha = CreationOps.full(Shape.SCALAR, get(ALPHA), DType.FLOAT32);
    return new Mix(order, draws.beta(alpha, batch.size()));
  }

  @Override
  Tensor images(Tensor images, Mix mix) {
    return DTypes.cast(mix.of(images), images.dtype());
  }

  @Override
  Tensor labels(Tensor labels, Mix mix) {
    return mix.of(labels);
  }

  @Override
  Tensor masks(Tensor masks, Mix mix) {
    return mix.of(masks);
  }

  @Override
  Boxes boxes(Boxes boxes, Mix mix, Batch batch) {
    return new Boxes(
        JoinOps.concatenate(List.of(boxes.corners(), mix.other(boxes.corners())), 1),
        JoinOps.concatenate(List.of(boxes.labels(), mix.other(boxes.labels())), 1),
        boxes.format());
  }

  /** Sets the arguments of a {@link MixUp}. */
  public static final class Builder extends AugmentationBuilder<Builder, MixUp> {
    private Builder() {
      super(TYPE);
    }
  }
}
