package org.keras4j.layers.augmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Mixes images in training with what several chains of augmentation layers make of them. Keras:
 * {@code keras.layers.AugMix}. The layers of the chains are chosen anew for each batch; Keras does
 * so only where it does not compile the step.
 */
public final class AugMix extends MixedAugmentation<AugMix.Mix> {
  /** No layer draws more often. */
  private static final int KEYS_OF_A_LAYER = 3;

  /** Number of chains; default 3. */
  public static final Arg<Integer> NUM_CHAINS = positive("num_chains");

  /** Number of layers in a chain; default 3. */
  public static final Arg<Integer> CHAIN_DEPTH = positive("chain_depth");

  /** How strong the layers are; default 0.3. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 0.3));

  /** The parameter of the distributions of shares; default 1. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 1.0);

  /** Whether brightness, colours, contrast and sharpness are changed too; default true. */
  public static final Arg<Boolean> ALL_OPS = Arg.bool("all_ops", true);

  public static final LayerType<AugMix> TYPE =
      LayerType.of(
          "keras.layers",
          "AugMix",
          AugMix::new,
          DATA_FORMAT,
          VALUE_RANGE,
          NUM_CHAINS,
          CHAIN_DEPTH,
          FACTOR,
          ALPHA,
          ALL_OPS,
          INTERPOLATION,
          SEED,
          BOUNDING_BOX_FORMAT);

  private final List<Augmentation<?>> layers;

  private AugMix(Config config) {
    super(TYPE, config);
    Factor factor = get(FACTOR);
    List<Augmentation<?>> further = get(ALL_OPS) ? shading(factor) : List.of();
    layers = parts(Stream.of(moving(factor), mapping(factor), further).flatMap(List::stream));
  }

  private static Arg<Integer> positive(String key) {
    return Arg.integer(key, 3).that(value -> value > 0, "a positive integer");
  }

  /** A builder for a number of chains. */
  public static Builder numChains(int numChains) {
    return new Builder().set(NUM_CHAINS, numChains);
  }

  /** The share of each chain, that of the images themselves, and the chains. */
  record Mix(List<Tensor> chainShares, Tensor share, List<List<Step>> chains) {}

  /** The index of a layer, behind the last for none; and what was drawn for each. */
  record Step(Tensor index, List<Drawn<?>> layers) {}

  @Override
  int keys() {
    return 2 + 2 * get(NUM_CHAINS) * get(CHAIN_DEPTH);
  }

  @Override
  Mix draw(Draws draws, Batch batch) {
    Tensor alpha = CreationOps.full(Shape.SCALAR, get(ALPHA), DType.FLOAT32);
    Tensor gamma = draws.gamma(alpha, get(NUM_CHAINS));
    Tensor shares = MathOps.divide(gamma, ReduceOps.sum(gamma, List.of(0), true));
    Tensor share = draws.beta(alpha);
    List<List<Step>> chains = new ArrayList<>();
    for (int i = 0; i < get(NUM_CHAINS); i++) {
      chains.add(Stream.generate(() -> step(draws, batch)).limit(get(CHAIN_DEPTH)).toList());
    }
    return new Mix(JoinOps.unstack(shares, 0), share, chains);
  }

  private Step step(Draws draws, Batch batch) {
    Tensor index = draws.integers(0, layers.size() + 1);
    List<Tensor> keys = draws.split(KEYS_OF_A_LAYER);
    List<Drawn<?>> drawn =
        layers.stream().<Drawn<?>>map(layer -> Drawn.of(layer, new Draws(keys), batch)).toList();
    return new Step(index, drawn);
  }

  @Override
  Tensor images(Tensor images, Mix mix) {
    return clipped(mixed(images, mix, Drawn::images));
  }

  @Override
  Tensor masks(Tensor masks, Mix mix) {
    return mixed(DTypes.cast(masks, computeDType()), mix, (layer, x) -> layer.masks(x));
  }

  private static Tensor mixed(Tensor x, Mix mix, BiFunction<Drawn<?>, Tensor, Tensor> change) {
    Tensor sum = null;
    for (int i = 0; i < mix.chains().size(); i++) {
      Tensor changed = x;
      for (Step step : mix.chains().get(i)) {
        changed = chosen(step.index(), step.layers(), true, change, changed);
      }
      Tensor part = MathOps.multiply(changed, DTypes.cast(mix.chainShares().get(i), x.dtype()));
      sum = sum == null ? part : MathOps.add(sum, part);
    }
    Tensor share = DTypes.cast(mix.share(), x.dtype());
    return MathOps.add(
        MathOps.multiply(share, x), MathOps.multiply(MathOps.subtract(1, share), sum));
  }

  @Override
  Boxes boxes(Boxes boxes, Mix mix, Batch batch) {
    throw Boxes.refused(type());
  }

  /** Sets the arguments of an {@link AugMix}. */
  public static final class Builder extends MixedBuilder<Builder, AugMix> {
    private Builder() {
      super(TYPE);
    }

    /** Number of layers in a chain; default 3. */
    public Builder chainDepth(int value) {
      return set(CHAIN_DEPTH, value);
    }

    /** How strong the layers are, from 0 to 1; default 0.3. */
    public Builder factor(double value) {
      return set(FACTOR, new Factor(0, value));
    }

    /** The parameter of the distributions of shares; default 1. */
    public Builder alpha(double value) {
      return set(ALPHA, value);
    }

    /** Whether brightness, colours, contrast and sharpness are changed too; default true. */
    public Builder allOps(boolean value) {
      return set(ALL_OPS, value);
    }
  }
}
