package org.keras4j.layers.normalization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.TruncatedNormal;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;
import org.keras4j.op.MatMul;
import org.keras4j.op.StopGradient;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Divides the kernel of another layer by its largest singular value at each training step, which
 * bounds how much the layer can magnify a difference. Keras: {@code
 * keras.layers.SpectralNormalization}.
 *
 * <p>Input and output are those of the layer; it must have a weight {@code kernel} or {@code
 * embeddings}. One more weight, {@code vector_u (1, filters)}, keeps what power iteration has
 * found.
 *
 * <pre>{@code
 * SpectralNormalization.layer(Conv2D.filters(32).kernelSize(3)).build()
 * }</pre>
 */
public final class SpectralNormalization extends Layer {
  /** Keras' fuzz factor: no vector's length is taken for less. */
  private static final double EPSILON = 1e-7;

  private static final MatMul TIMES_TRANSPOSED = new MatMul(false, true);

  public static final Arg<Layer> LAYER = Arg.required("layer", LayerArgs.LAYER);
  public static final Arg<Integer> POWER_ITERATIONS =
      Arg.integer("power_iterations", 1).that(n -> n > 0, "an integer greater than zero");

  public static final LayerType<SpectralNormalization> TYPE =
      LayerType.of(
          "keras.layers",
          "SpectralNormalization",
          SpectralNormalization::new,
          LAYER,
          POWER_ITERATIONS);

  private final Layer layer;
  private Variable kernel;
  private Variable vectorU;
  private InputSpec spec = InputSpec.ANY;

  private SpectralNormalization(Config config) {
    super(TYPE, config);
    this.layer = child("layer", get(LAYER));
  }

  /** A builder for a wrapper of this layer. */
  public static Builder layer(LayerSource layer) {
    return new Builder().set(LAYER, layer.layer());
  }

  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    ctx.build(layer, input);
    kernel = ctx.track(layer, weight("kernel", "embeddings"));
    Shape shape = Shape.of(1, kernel.shape().dim(-1));
    vectorU = ctx.addState("vector_u", shape, kernel.dtype(), TruncatedNormal.of(0, 0.02));
    spec = InputSpec.minRank(1);
    spec = input.isKnown(-1) ? spec.axis(-1, input.dim(-1)) : spec;
  }

  private Variable weight(String... names) {
    for (String name : names) {
      for (Variable variable : layer.ownVariables()) {
        if (variable.name().equals(name)) {
          return variable;
        }
      }
    }
    throw new KerasException(
        layer.type().className() + " object has no attribute 'kernel' nor 'embeddings'");
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    if (ctx.training()) {
      normalizeKernel(ctx);
    }
    return DTypes.cast(ctx.call(layer, inputs), inputs.dtype());
  }

  private void normalizeKernel(CallContext ctx) {
    Tensor value = ctx.readExact(kernel);
    Tensor matrix = ShapeOps.reshape(value, Shape.UNKNOWN, value.dim(-1));
    Tensor old = ctx.readExact(vectorU);
    Tensor u = old;
    Tensor v = old;
    for (int i = 0; i < get(POWER_ITERATIONS); i++) {
      v = unit(TIMES_TRANSPOSED.on(u, matrix));
      u = unit(MatMul.PLAIN.on(v, matrix));
    }
    u = new StopGradient().on(u);
    v = new StopGradient().on(v);
    Tensor sigma = TIMES_TRANSPOSED.on(MatMul.PLAIN.on(v, matrix), u);
    // A kernel of zeros stays as it is: there is nothing to divide by.
    Tensor zero = ReduceOps.all(LogicOps.equal(value, 0));
    Tensor divisor = LogicOps.where(zero, 1, ShapeOps.reshape(sigma, Shape.of()));
    ctx.update(vectorU, LogicOps.where(zero, old, u));
    ctx.update(kernel, MathOps.divide(value, divisor));
  }

  private static Tensor unit(Tensor x) {
    return NnOps.normalize(x, 2, EPSILON, 0, 1);
  }

  /** Sets the arguments of a {@link SpectralNormalization}. */
  public static final class Builder extends LayerBuilder<Builder, SpectralNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** Steps of power iteration at each training step; default 1. */
    public Builder powerIterations(int steps) {
      return set(POWER_ITERATIONS, steps);
    }
  }
}
