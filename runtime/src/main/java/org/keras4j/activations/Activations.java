package org.keras4j.activations;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;

/**
 * Keras' activation functions with their default arguments, and their catalogue. Keras: {@code
 * keras.activations}.
 */
public final class Activations implements TypeCatalog {
  public static final Activation LINEAR = Activation.builtin("linear", x -> x);
  public static final Activation RELU = Activation.builtin("relu", NnOps::relu);
  public static final Activation RELU6 = Activation.builtin("relu6", NnOps::relu6);
  public static final Activation LEAKY_RELU =
      Activation.builtin("leaky_relu", x -> NnOps.leakyRelu(x, 0.2));
  public static final Activation SOFTMAX = Activation.builtin("softmax", x -> NnOps.softmax(x, -1));
  public static final Activation CELU = Activation.builtin("celu", x -> NnOps.celu(x, 1));
  public static final Activation ELU = Activation.builtin("elu", x -> NnOps.elu(x, 1));
  public static final Activation SELU = Activation.builtin("selu", NnOps::selu);
  public static final Activation SOFTPLUS = Activation.builtin("softplus", NnOps::softplus);
  public static final Activation SOFTSIGN = Activation.builtin("softsign", NnOps::softsign);
  public static final Activation SOFT_SHRINK =
      Activation.builtin("soft_shrink", x -> NnOps.softShrink(x, 0.5));
  public static final Activation SPARSE_PLUS = Activation.builtin("sparse_plus", NnOps::sparsePlus);
  public static final Activation SILU = Activation.builtin("silu", NnOps::silu, "swish");
  public static final Activation SQUAREPLUS =
      Activation.builtin("squareplus", x -> NnOps.squareplus(x, 4));
  public static final Activation GELU = Activation.builtin("gelu", x -> NnOps.gelu(x, false));
  public static final Activation GLU = Activation.builtin("glu", x -> NnOps.glu(x, -1));

  /** Known by name, but it cannot be called by name: its two arguments have no defaults. */
  public static final Activation THRESHOLD =
      Activation.builtin(
          "threshold",
          x -> {
            throw new IllegalArgumentException(
                "threshold() missing 2 required positional arguments: 'threshold' and"
                    + " 'default_value'. The activation 'threshold' cannot be used by its name"
                    + " alone; use NnOps.threshold(x, threshold, defaultValue), in a layer of your"
                    + " own or by Activation.custom(name, function). Received: x of "
                    + x.spec());
          });

  public static final Activation TANH = Activation.builtin("tanh", NnOps::tanh);
  public static final Activation TANH_SHRINK = Activation.builtin("tanh_shrink", NnOps::tanhShrink);
  public static final Activation SIGMOID = Activation.builtin("sigmoid", NnOps::sigmoid);
  public static final Activation SPARSE_SIGMOID =
      Activation.builtin("sparse_sigmoid", NnOps::sparseSigmoid);
  public static final Activation EXPONENTIAL = Activation.builtin("exponential", MathOps::exp);
  public static final Activation HARD_SIGMOID =
      Activation.builtin("hard_sigmoid", NnOps::hardSigmoid);
  public static final Activation HARD_SILU =
      Activation.builtin("hard_silu", NnOps::hardSilu, "hard_swish");
  public static final Activation HARD_TANH = Activation.builtin("hard_tanh", NnOps::hardTanh);
  public static final Activation HARD_SHRINK =
      Activation.builtin("hard_shrink", x -> NnOps.hardShrink(x, 0.5));
  public static final Activation MISH =
      Activation.builtin("mish", x -> MathOps.multiply(x, NnOps.tanh(NnOps.softplus(x))));
  public static final Activation LOG_SOFTMAX =
      Activation.builtin("log_softmax", x -> NnOps.logSoftmax(x, -1));
  public static final Activation LOG_SIGMOID = Activation.builtin("log_sigmoid", NnOps::logSigmoid);
  public static final Activation SPARSEMAX =
      Activation.builtin("sparsemax", x -> NnOps.sparsemax(x, -1));

  /** {@code hard_sigmoid} as it was until Keras 3: {@code clip(0.2 x + 0.5, 0, 1)}. */
  public static final Activation HARD_SIGMOID_V2 =
      Activation.custom(
          "keras4j>hard_sigmoid_v2",
          x -> MathOps.clip(MathOps.add(MathOps.multiply(x, 0.2), 0.5), 0, 1));

  private static final List<Activation> ALL =
      List.of(
          LINEAR,
          RELU,
          RELU6,
          LEAKY_RELU,
          SOFTMAX,
          CELU,
          ELU,
          SELU,
          SOFTPLUS,
          SOFTSIGN,
          SOFT_SHRINK,
          SPARSE_PLUS,
          SILU,
          SQUAREPLUS,
          GELU,
          GLU,
          THRESHOLD,
          TANH,
          TANH_SHRINK,
          SIGMOID,
          SPARSE_SIGMOID,
          EXPONENTIAL,
          HARD_SIGMOID,
          HARD_SIGMOID_V2,
          HARD_SILU,
          HARD_TANH,
          HARD_SHRINK,
          MISH,
          LOG_SOFTMAX,
          LOG_SIGMOID,
          SPARSEMAX);

  @Override
  public Class<?> kind() {
    return Activation.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return ALL.stream().<ObjectType<?>>map(Activation::type).toList();
  }
}
