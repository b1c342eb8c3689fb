package org.keras4j.layers.augmentation;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.JoinOps;

/**
 * Applies some of eleven augmentation layers in training, chosen at random for each batch. Keras:
 * {@code keras.layers.RandAugment}.
 */
public final class RandAugment extends MixedAugmentation<RandAugment.Choice> {
  /** Number of layers applied one after another; default 2. */
  public static final Arg<Integer> NUM_OPS =
      Arg.integer("num_ops", 2).that(value -> value >= 0, "an integer >= 0");

  /** How strong they are; default 0.5. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 0.5));

  public static final LayerType<RandAugment> TYPE =
      LayerType.of(
          "keras.layers",
          "RandAugment",
          RandAugment::new,
          DATA_FORMAT,
          VALUE_RANGE,
          NUM_OPS,
          FACTOR,
          INTERPOLATION,
          SEED,
          BOUNDING_BOX_FORMAT);

  private final List<Augmentation<?>> layers;

  private RandAugment(Config config) {
    super(TYPE, config);
    Factor factor = get(FACTOR);
    layers =
        parts(Stream.of(moving(factor), shading(factor), mapping(factor)).flatMap(List::stream));
  }

  /** A builder for a number of layers applied one after another. */
  public static Builder numOps(int numOps) {
    return new Builder().set(NUM_OPS, numOps);
  }

  /** Which layers are applied, and what was drawn for each that could be. */
  record Choice(List<Tensor> indices, List<Drawn<?>> layers) {}

  @Override
  int keys() {
    return 1 + layers.stream().mapToInt(Augmentation::keys).sum();
  }

  @Override
  Choice draw(Draws draws, Batch batch) {
    List<Tensor> indices = JoinOps.unstack(draws.integers(0, layers.size(), get(NUM_OPS)), 0);
    List<Drawn<?>> drawn =
        layers.stream().<Drawn<?>>map(layer -> Drawn.of(layer, draws, batch)).toList();
    return new Choice(indices, drawn);
  }

  @Override
  Tensor images(Tensor images, Choice choice) {
    return changed(images, choice, Drawn::images);
  }

  @Override
  Tensor masks(Tensor masks, Choice choice) {
    return changed(masks, choice, (layer, x) -> layer.masks(x));
  }

  private static Tensor changed(
      Tensor x, Choice choice, BiFunction<Drawn<?>, Tensor, Tensor> change) {
    Tensor result = x;
    for (Tensor index : choice.indices()) {
      result = chosen(index, choice.layers(), false, change, result);
    }
    return result;
  }

  @Override
  Boxes boxes(Boxes boxes, Choice choice, Batch batch) {
    throw Boxes.refused(type());
  }

  /** Sets the arguments of a {@link RandAugment}. */
  public static final class Builder extends MixedBuilder<Builder, RandAugment> {
    private Builder() {
      super(TYPE);
    }

    /** How strong the layers are, from 0 to 1; default 0.5. */
    public Builder factor(double value) {
      return set(FACTOR, new Factor(0, value));
    }
  }
}
