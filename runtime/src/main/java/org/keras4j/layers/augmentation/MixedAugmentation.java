package org.keras4j.layers.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.ControlOps;

/** A layer that applies other layers, chosen at random. */
abstract class MixedAugmentation<T> extends ColorAugmentation<T> {
  /** What turned or moved images read between pixels; default bilinear. */
  public static final Arg<Sampling> INTERPOLATION =
      Arg.choice("interpolation", Sampling.class, Sampling::toString, Sampling.BILINEAR);

  MixedAugmentation(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** The layers that turn and move images. */
  final List<Augmentation<?>> moving(Factor factor) {
    return List.of(
        part(RandomShear.TYPE)
            .set(RandomShear.X_FACTOR, factor)
            .set(RandomShear.Y_FACTOR, factor)
            .set(RandomShear.INTERPOLATION, get(INTERPOLATION))
            .build(),
        part(RandomTranslation.TYPE)
            .set(RandomTranslation.HEIGHT_FACTOR, factor.written())
            .set(RandomTranslation.WIDTH_FACTOR, factor.written())
            .set(RandomTranslation.INTERPOLATION, get(INTERPOLATION))
            .build(),
        part(RandomRotation.TYPE)
            .set(RandomRotation.FACTOR, factor)
            .set(RandomRotation.INTERPOLATION, get(INTERPOLATION))
            .build());
  }

  /** The layers that change colours smoothly. */
  final List<Augmentation<?>> shading(Factor factor) {
    return List.of(
        color(RandomBrightness.TYPE).set(RandomBrightness.FACTOR, factor).build(),
        color(RandomColorDegeneration.TYPE).set(RandomColorDegeneration.FACTOR, factor).build(),
        color(RandomContrast.TYPE).set(RandomContrast.FACTOR, factor).build(),
        color(RandomSharpness.TYPE).set(RandomSharpness.FACTOR, factor).build());
  }

  /** The layers that change colours by their values. */
  final List<Augmentation<?>> mapping(Factor factor) {
    double bits = Math.max(1, (int) (8 * factor.upper()));
    return List.of(
        color(RandomPosterization.TYPE)
            .set(RandomPosterization.FACTOR, new Factor(1, bits))
            .build(),
        color(Solarization.TYPE)
            .set(Solarization.ADDITION_FACTOR, factor.written())
            .set(Solarization.THRESHOLD_FACTOR, factor.written())
            .build(),
        color(AutoContrast.TYPE).build(),
        color(Equalization.TYPE).build());
  }

  private <L extends Augmentation<?>> LayerBuilder.Generic<L> part(LayerType<L> type) {
    return type.builder().set(DATA_FORMAT, get(DATA_FORMAT)).set(DTYPE, dtypePolicy());
  }

  private <L extends ColorAugmentation<?>> LayerBuilder.Generic<L> color(LayerType<L> type) {
    return part(type).set(VALUE_RANGE, get(VALUE_RANGE));
  }

  /** {@code x} changed by the layer of an index; unchanged where the index is behind the last. */
  static Tensor chosen(
      Tensor index,
      List<Drawn<?>> layers,
      boolean orNone,
      BiFunction<Drawn<?>, Tensor, Tensor> change,
      Tensor x) {
    List<UnaryOperator<List<Tensor>>> branches = new ArrayList<>();
    for (Drawn<?> layer : layers) {
      branches.add(given -> List.of(change.apply(layer, given.get(0))));
    }
    if (orNone) {
      branches.add(given -> given);
    }
    return ControlOps.switchCase(index, branches, List.of(x)).get(0);
  }

  /** The setters of layers that apply others. */
  abstract static class MixedBuilder<B extends MixedBuilder<B, L>, L extends MixedAugmentation<?>>
      extends ColorBuilder<B, L> {
    MixedBuilder(LayerType<L> type) {
      super(type);
    }

    /** What turned or moved images read between pixels; default bilinear. */
    public final B interpolation(Sampling value) {
      return set(INTERPOLATION, value);
    }
  }
}
