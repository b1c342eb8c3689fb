package org.keras4j.quantizers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Contraction;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.Projection;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.WeightScheme;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Kernels as they are; they and their inputs are rounded to 8-bit floats at each call. The factors
 * of rounding are learned in training, from the gradients too, which is not supported here.
 *
 * @param historyLength how many of the greatest magnitudes seen in training are kept
 */
record Float8Weights(int historyLength) implements WeightScheme {
  @Override
  public Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction) {
    Variable kernel = ctx.addWeight(name, shape, args);
    Variable inputsScale = scale(ctx, "inputs");
    Variable kernelScale = scale(ctx, name);
    scale(ctx, "outputs_grad");
    return new Rounded(ctx.path(), kernel, inputsScale, kernelScale, contraction);
  }

  /** A factor and the magnitudes that it comes from. */
  private Variable scale(BuildContext ctx, String of) {
    Variable scale = ctx.addState(of + "_scale", Shape.SCALAR, DType.FLOAT32, Ones.of());
    ctx.addState(of + "_amax_history", Shape.of(historyLength), DType.FLOAT32, Zeros.of());
    return scale;
  }

  @Override
  public LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args) {
    throw UnsupportedMode.table(ctx, "float8");
  }

  @Override
  public ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied) {
    throw UnsupportedMode.table(ctx, "float8");
  }

  private record Rounded(
      String path,
      Variable kernel,
      Variable inputsScale,
      Variable kernelScale,
      Contraction contraction)
      implements Projection {
    @Override
    public Tensor apply(CallContext ctx, Tensor inputs, Variable bias) {
      if (ctx.training()) {
        throw new KerasException(
            "Layer '"
                + path
                + "': training under a float8 policy is not supported. Predict with the model, or"
                + " give the layer the dtype that it had before quantization");
      }
      Tensor x =
          contraction.product(
              rounded(ctx, DTypes.cast(inputs, ctx.computeDType()), inputsScale),
              rounded(ctx, ctx.read(kernel), kernelScale));
      return bias == null ? x : MathOps.add(x, bias(ctx, bias));
    }

    /** Keras: {@code quantize_and_dequantize}. */
    private static Tensor rounded(CallContext ctx, Tensor x, Variable scale) {
      Tensor factor = DTypes.cast(ctx.readExact(scale), x.dtype());
      Tensor scaled = MathOps.clip(MathOps.divide(x, factor), -Float8.MAX, Float8.MAX);
      return MathOps.multiply(Float8.round(scaled), factor);
    }

    /** Keras rounds the bias to bfloat16, as hardware for 8-bit floats wants it. */
    private static Tensor bias(CallContext ctx, Variable bias) {
      Tensor value = ctx.read(bias);
      return ctx.computeDType() == DType.FLOAT32
          ? DTypes.cast(DTypes.cast(value, DType.BFLOAT16), DType.FLOAT32)
          : value;
    }

    @Override
    public Shape shape() {
      return kernel.shape();
    }
  }
}
