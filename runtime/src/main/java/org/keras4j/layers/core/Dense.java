package org.keras4j.layers.core;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import java.util.Map;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.KernelBiasBuilder;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Projection;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.DTypes;
import org.keras4j.tensor.Shape;

/**
 * Densely connected layer: {@code activation(inputs · kernel + bias)}. Keras: {@code
 * keras.layers.Dense}.
 *
 * <p>Input {@code (batch, ..., features)}, output {@code (batch, ..., units)}; weights {@code
 * kernel (features, units)} and {@code bias (units,)}.
 *
 * <pre>{@code
 * Dense.units(128).activation(Activations.RELU).build()
 * }</pre>
 */
public final class Dense extends Layer {
  public static final Arg<Integer> UNITS = Arg.positiveInt("units");
  public static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.LINEAR);
  public static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  public static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", glorotUniform());
  public static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  public static final LayerType<Dense> TYPE =
      LayerType.of(
          "keras.layers",
          "Dense",
          Dense::new,
          UNITS,
          ACTIVATION,
          USE_BIAS,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          LayerArgs.QUANTIZATION_CONFIG,
          LayerArgs.LORA_RANK,
          LayerArgs.LORA_ALPHA);

  private Projection kernel;
  private Variable bias; // null when use_bias is false

  private Dense(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(UNITS, units);
  }

  /** Keras writes this layer's activity regularizer only where there is one. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(ACTIVITY_REGULARIZER.key(), null);
    return map;
  }

  @Override
  protected InputSpec inputSpec() {
    return kernel == null
        ? InputSpec.minRank(2)
        : InputSpec.minRank(2).axis(-1, kernel.shape().dim(0));
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = Shape.of(input.dim(-1), get(UNITS));
    kernel = ctx.addProjection("kernel", shape, get(KERNEL), new LastAxisContraction());
    bias = get(USE_BIAS) ? ctx.addWeight("bias", Shape.of(get(UNITS)), get(BIAS)) : null;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    // Integers, such as counts of words, become floats; floats have been cast before.
    Tensor numbers = inputs.dtype().isFloating() ? inputs : DTypes.cast(inputs, computeDType());
    return get(ACTIVATION).apply(kernel.apply(ctx, numbers, bias));
  }

  /** Sets the arguments of a {@link Dense}. */
  public static final class Builder extends KernelBiasBuilder<Builder, Dense> {
    private Builder() {
      super(TYPE, ACTIVATION, USE_BIAS, KERNEL, BIAS);
    }
  }
}
