package org.keras4j.layers.regularization;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.SeedGenerator;
import org.keras4j.tensor.Shape;

/** A layer that disturbs its input in training, and gives it back unchanged otherwise. */
abstract class NoiseLayer extends Layer {
  /** A fixed seed; null (the default) for one that depends on the layer's path. */
  public static final Arg<Integer> SEED = LayerArgs.seed();

  /** The fraction of the input to disturb, from 0 to 1. */
  public static final Arg<Double> RATE = fraction("rate");

  private final double amount;
  private SeedGenerator seedGenerator; // null while not built, or when there is no noise

  NoiseLayer(LayerType<?> type, Config config, Arg<Double> amount) {
    super(type, config);
    this.amount = get(amount);
  }

  static Arg<Double> fraction(String key) {
    return Arg.required(key, Codecs.FLOAT)
        .that(value -> value >= 0 && value <= 1, "a float value between 0 and 1");
  }

  /** {@code noise_shape}: 1 where one draw counts for a whole axis; null for the input's shape. */
  static Arg<Shape> noiseShape() {
    return Arg.shape("noise_shape", null)
        .that(NoiseLayer::isPositive, "all dimensions to be positive integers or None");
  }

  private static boolean isPositive(Shape shape) {
    for (int dim : shape.dims()) {
      if (dim == 0) {
        return false;
      }
    }
    return true;
  }

  /** The disturbed input; {@code key} is random and used once. */
  abstract Tensor disturb(Tensor key, Tensor input, double amount);

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final void build(BuildContext ctx, Shape input) {
    seedGenerator = amount > 0 ? ctx.addSeedGenerator(get(SEED)) : null;
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor input) {
    return ctx.training() && seedGenerator != null
        ? disturb(ctx.random(seedGenerator), input, amount)
        : input;
  }

  /** The setters of all layers with noise. */
  abstract static class NoiseBuilder<B extends NoiseBuilder<B, L>, L extends NoiseLayer>
      extends LayerBuilder<B, L> {
    NoiseBuilder(LayerType<L> type) {
      super(type);
    }

    /** A fixed seed; by default it depends on the layer's path. */
    public final B seed(int value) {
      return set(SEED, value);
    }
  }
}
