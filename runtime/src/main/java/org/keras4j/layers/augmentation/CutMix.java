package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * Puts a rectangle of another image of the batch into each image in training, and mixes the labels
 * by area. Keras: {@code keras.layers.CutMix}.
 */
public final class CutMix extends Augmentation<CutMix.Cut> {
  /** The parameter of the beta distribution of the shares, drawn for each batch; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  public static final LayerType<CutMix> TYPE =
      LayerType.of(
          "keras.layers", "CutMix", CutMix::new, DATA_FORMAT, FACTOR, SEED, BOUNDING_BOX_FORMAT);

  private CutMix(Config config) {
    super(TYPE, config);
  }

  /** A builder for a parameter between two numbers, each from 0 to 1. */
  public static Builder factor(double lower, double upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
  }

  /** From which image each gets a part, which pixels, and how much of the image stays. */
  record Cut(Tensor order, Tensor inside, Tensor share) {}

  @Override
  int keys() {
    return 5;
  }

  /** One image has no other to be mixed with. */
  @Override
  Cut draw(Draws draws, Batch batch) {
    if (batch.single()) {
      return null;
    }
    Tensor alpha = MathOps.add(draws.uniform(get(FACTOR)), 1e-6);
    Tensor side = MathOps.sqrt(MathOps.subtract(1, draws.beta(alpha, batch.size(), 1)));
    Rectangle part = Rectangle.of(draws, batch, JoinOps.concatenate(List.of(side, side), 1));
    Tensor taken = MathOps.divide(part.area(), (double) batch.width() * batch.height());
    Tensor order = draws.order(batch.size());
    return new Cut(order, part.inside(batch), MathOps.subtract(1, taken));
  }

  @Override
  Tensor images(Tensor images, Cut cut) {
    return cut == null
        ? images
        : LogicOps.where(cut.inside(), IndexOps.take(images, cut.order(), 0), images);
  }

  @Override
  Tensor labels(Tensor labels, Cut cut) {
    if (cut == null) {
      return labels;
    }
    Tensor other = IndexOps.take(labels, cut.order(), 0);
    Tensor rest = MathOps.multiply(MathOps.subtract(1, cut.share()), other);
    return MathOps.add(MathOps.multiply(cut.share(), labels), rest);
  }

  @Override
  Tensor masks(Tensor masks, Cut cut) {
    return images(DTypes.cast(masks, computeDType()), cut);
  }

  @Override
  Boxes boxes(Boxes boxes, Cut cut, Batch batch) {
    throw Boxes.refused(type());
  }

  /** Sets the arguments of a {@link CutMix}. */
  public static final class Builder extends AugmentationBuilder<Builder, CutMix> {
    private Builder() {
      super(TYPE);
    }
  }
}
