package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/** A layer that changes the values of images, which lie between two numbers. */
abstract class ColorAugmentation<T> extends Augmentation<T> {
  /** The smallest and the largest value; default 0 and 255. */
  public static final Arg<List<Double>> VALUE_RANGE =
      Arg.optional(
              "value_range",
              Codecs.of(
                  "a list of two numbers",
                  (json, context) -> Codecs.FLOATS.read(json, context).stream().sorted().toList(),
                  range -> range),
              List.of(0.0, 255.0))
          .that(range -> range.size() == 2, "a list of two numbers");

  static final List<Double> BYTES = List.of(0.0, 255.0);
  static final List<Double> UNIT = List.of(0.0, 1.0);

  ColorAugmentation(LayerType<?> type, Config config) {
    super(type, config);
  }

  final double low() {
    return get(VALUE_RANGE).get(0);
  }

  final double high() {
    return get(VALUE_RANGE).get(1);
  }

  final Tensor clipped(Tensor images) {
    return MathOps.clip(images, low(), high());
  }

  /** Values of one range in another. */
  static Tensor rescaled(Tensor images, List<Double> from, List<Double> to) {
    if (from.equals(to)) {
      return images;
    }
    Tensor unit = MathOps.divide(MathOps.subtract(images, from.get(0)), from.get(1) - from.get(0));
    return MathOps.add(MathOps.multiply(unit, to.get(1) - to.get(0)), to.get(0));
  }

  /** The setters of layers that change values. */
  abstract static class ColorBuilder<B extends ColorBuilder<B, L>, L extends ColorAugmentation<?>>
      extends AugmentationBuilder<B, L> {
    ColorBuilder(LayerType<L> type) {
      super(type);
    }

    /** The smallest and the largest value; default 0 and 255. */
    public final B valueRange(double low, double high) {
      return set(VALUE_RANGE, List.of(low, high));
    }
  }
}
