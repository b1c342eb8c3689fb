package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The adjoint of {@link Conv} in its input: its gradient, and what Keras calls a transposed
 * convolution ({@code keras.ops.conv_transpose}).
 *
 * <p>Inputs: kernel {@code (window..., C / groups, F)} and grad {@code (N, spatial..., F)}. Output:
 * {@code inputShape}, of which an unknown batch size is taken from grad.
 *
 * @param inputShape shape of the convolution's input, {@code (N, spatial..., C)}
 */
public record ConvInputGradient(ConvSpec spec, Shape inputShape) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = Expect.floats(this, inputs, 0, 2);
    TensorSpec kernel = inputs.get(0);
    Shape grad = Expect.rank(this, inputs, 1, spec.rank() + 2);
    Shape result = inputShape;
    if (result.rank() == grad.rank() && !result.isKnown(0)) {
      result = result.withDim(0, grad.dim(0));
    }
    Shape forward =
        new Conv(spec).infer(List.of(new TensorSpec(dtype, result), kernel)).get(0).shape();
    if (!forward.isCompatible(grad)) {
      throw new ShapeException(
          name()
              + " expects a gradient of shape "
              + forward
              + ". Received: "
              + inputs
              + " in "
              + this);
    }
    return List.of(new TensorSpec(dtype, result));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor kernel = v.in(0);
    return Expr.grads(
        v.wants(0) ? new ConvKernelGradient(spec, kernel.shape()).on(v.grad(), v.in(1)) : null,
        v.wants(1) ? new Conv(spec).on(v.grad(), kernel) : null);
  }
}
