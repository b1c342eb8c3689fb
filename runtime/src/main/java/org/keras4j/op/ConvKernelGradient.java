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
 * The adjoint of {@link Conv} in its kernel. Inputs: x {@code (N, spatial..., C)} and grad {@code
 * (N, spatial..., F)}.
 *
 * @param kernelShape shape of the result, {@code (window..., C / groups, F)}
 */
public record ConvKernelGradient(ConvSpec spec, Shape kernelShape) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = Expect.floats(this, inputs, 0, 2);
    Shape grad = Expect.rank(this, inputs, 1, spec.rank() + 2);
    TensorSpec kernel = new TensorSpec(dtype, kernelShape);
    Shape forward = new Conv(spec).infer(List.of(inputs.get(0), kernel)).get(0).shape();
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
    return List.of(kernel);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.in(0);
    return Expr.grads(
        v.wants(0) ? new ConvInputGradient(spec, x.shape()).on(v.grad(), v.in(1)) : null,
        v.wants(1) ? new Conv(spec).on(x, v.grad()) : null);
  }
}
