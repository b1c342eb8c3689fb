package org.keras4j.layers.reshaping;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.op.Transpose;

/** Axes in another order; the batch stays first. Keras: {@code keras.layers.Permute}. */
public final class Permute extends Layer {
  /** New order of the axes 1 to n. */
  public static final Arg<List<Integer>> DIMS =
      Arg.required("dims", Codecs.INTS)
          .that(
              dims -> dims.stream().sorted().toList().equals(counting(dims.size())),
              "a permutation of the integers from 1 to the number of axes without the batch");

  public static final LayerType<Permute> TYPE =
      LayerType.of("keras.layers", "Permute", Permute::new, DIMS);

  private Permute(Config config) {
    super(TYPE, config);
  }

  private static List<Integer> counting(int count) {
    return java.util.stream.IntStream.rangeClosed(1, count).boxed().toList();
  }

  /** A builder for the given order: {@code dims(2, 1)} swaps two axes. */
  public static Builder dims(Integer... dims) {
    return new Builder().set(DIMS, List.of(dims));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(get(DIMS).size() + 1);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    List<Integer> order = new ArrayList<>(List.of(0));
    order.addAll(get(DIMS));
    return new Transpose(order).on(inputs);
  }

  /** Sets the arguments of a {@link Permute}. */
  public static final class Builder extends LayerBuilder<Builder, Permute> {
    private Builder() {
      super(TYPE);
    }
  }
}
