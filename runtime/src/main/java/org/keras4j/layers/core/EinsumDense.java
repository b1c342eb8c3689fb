package org.keras4j.layers.core;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Projection;
import org.keras4j.layers.WeightArgs;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.Shape;

/**
 * A dense layer of any dimensionality: {@code activation(einsum(equation, inputs, kernel) + bias)}.
 * Keras: {@code keras.layers.EinsumDense}.
 *
 * <pre>{@code
 * EinsumDense.of("abc,cd->abd", Shape.of(Shape.UNKNOWN, 64)).biasAxes("d").build()
 * }</pre>
 */
public final class EinsumDense extends Layer {
  /** Of the form {@code [X],[Y]->[Z]}, {@code ...[X],[Y]->...[Z]} or {@code [X]...,[Y]->[Z]...}. */
  public static final Arg<String> EQUATION = Arg.required("equation", Codecs.STRING);

  /** Output shape without the batch and without the axes of an ellipsis. */
  public static final Arg<Shape> OUTPUT_SHAPE = Arg.required("output_shape", Codecs.SHAPE);

  public static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.LINEAR);

  /** The labels of output axes that have a bias, such as {@code "d"}; null for no bias. */
  public static final Arg<String> BIAS_AXES = Arg.string("bias_axes", null);

  public static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", glorotUniform());
  public static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  /** What follows from the kernel's shape, in files of GPTQ. */
  private static final Arg<Integer> GPTQ_COLUMNS =
      LayerArgs.unwritten(Arg.integer("gptq_unpacked_column_size", null));

  public static final LayerType<EinsumDense> TYPE =
      LayerType.of(
          "keras.layers",
          "EinsumDense",
          EinsumDense::new,
          EQUATION,
          OUTPUT_SHAPE,
          ACTIVATION,
          BIAS_AXES,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          LayerArgs.LORA_RANK,
          LayerArgs.LORA_ALPHA,
          LayerArgs.QUANTIZATION_CONFIG,
          GPTQ_COLUMNS);

  private int rank; // of the input; 0 before the layer is built
  private Projection kernel;
  private Variable bias; // null when bias_axes is null

  private EinsumDense(Config config) {
    super(TYPE, config);
  }

  /** A builder for an equation and the output shape without the batch. */
  public static Builder of(String equation, Shape outputShape) {
    return new Builder().set(EQUATION, equation).set(OUTPUT_SHAPE, outputShape);
  }

  @Override
  protected InputSpec inputSpec() {
    return rank == 0 ? InputSpec.ANY : InputSpec.rank(rank);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    EinsumShapes shapes = EinsumShapes.of(get(EQUATION), get(BIAS_AXES), input, get(OUTPUT_SHAPE));
    WeightArgs args = get(KERNEL);
    if (args.initializer() instanceof VarianceScaling scaling) {
      args = args.initializer(scaling.withAxes(shapes.inputAxes(), shapes.outputAxes()));
    }
    kernel =
        ctx.addProjection(
            "kernel", shapes.kernel(), args, EinsumContraction.of(get(EQUATION), input.rank()));
    bias = shapes.bias() == null ? null : ctx.addWeight("bias", shapes.bias(), get(BIAS));
    rank = input.rank();
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    return get(ACTIVATION).apply(kernel.apply(ctx, inputs, bias));
  }

  /** Sets the arguments of an {@link EinsumDense}. */
  public static final class Builder extends LayerBuilder<Builder, EinsumDense> {
    private Builder() {
      super(TYPE);
    }

    /** Applied to the output; default linear. */
    public Builder activation(Activation value) {
      return set(ACTIVATION, value);
    }

    /** Labels of output axes that have a bias; default none. */
    public Builder biasAxes(String value) {
      return set(BIAS_AXES, value);
    }

    public Builder kernelInitializer(Initializer value) {
      return edit(KERNEL, args -> args.initializer(value));
    }

    public Builder kernelRegularizer(Regularizer value) {
      return edit(KERNEL, args -> args.regularizer(value));
    }

    public Builder kernelConstraint(Constraint value) {
      return edit(KERNEL, args -> args.constraint(value));
    }
  }
}
