package org.keras4j.layers.legacy;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.merging.Dot;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;

/**
 * Cosine of the angle between two inputs, with an axis more than a dot product has. Keras 1: {@code
 * Merge(mode="cos")}.
 */
final class CosineMerge extends Layer {
  private static final double SMALLEST = 1e-7;

  private static final Arg<List<Integer>> AXES = Arg.optional("axes", Codecs.INTS, List.of(-1));

  static final LayerType<CosineMerge> TYPE =
      LayerType.of("keras4j.layers.legacy", "CosineMerge", CosineMerge::new, AXES);

  private final Layer dot;

  private CosineMerge(Config config) {
    super(TYPE, config);
    this.dot = Dot.TYPE.builder().set(Dot.AXES, get(AXES)).build();
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    List<Tensor> inputs = arguments.tensors();
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    Tensor lengths = MathOps.sqrt(MathOps.multiply(dot(ctx, a, a), dot(ctx, b, b)));
    Tensor cosine = MathOps.divide(dot(ctx, a, b), MathOps.maximum(lengths, SMALLEST));
    return ShapeOps.expandDims(cosine, 1);
  }

  private Tensor dot(CallContext ctx, Tensor a, Tensor b) {
    return (Tensor) ctx.call(dot, CallArguments.of(List.of(a, b)));
  }
}
