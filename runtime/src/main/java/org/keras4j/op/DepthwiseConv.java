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
 * Convolution of each channel with kernels of its own, channels last. Keras: {@code
 * keras.ops.depthwise_conv}.
 *
 * <p>Inputs: x {@code (N, spatial..., C)} and kernel {@code (window..., C, M)}. Output: {@code (N,
 * spatial..., C * M)}, channel {@code c * M + m}. It equals {@link Conv} with {@code C} groups and
 * the kernel reshaped to {@code (window..., 1, C * M)}.
 *
 * @param spec its {@code groups} must be 1
 */
public record DepthwiseConv(ConvSpec spec) implements Op {
  public DepthwiseConv {
    if (spec.groups() != 1) {
      throw new ShapeException("DepthwiseConv takes no groups. Received: " + spec);
    }
  }

  /** Shape of the kernel of the equal grouped convolution. */
  public static Shape groupedKernel(Shape kernel) {
    int rank = kernel.rank();
    return kernel.withDim(-2, 1).withDim(-1, kernel.product(rank - 2, rank));
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = Expect.floats(this, inputs, 0, 2);
    Shape x = Expect.rank(this, inputs, 0, spec.rank() + 2);
    Shape kernel = Expect.rank(this, inputs, 1, spec.rank() + 2);
    Expect.sameDim(this, inputs, "channels", x.dim(-1), kernel.dim(-2));
    Shape output = x.withDim(-1, kernel.product(kernel.rank() - 2, kernel.rank()));
    for (int i = 0; i < spec.rank(); i++) {
      output = output.withDim(i + 1, spec.outputDim(i, x.dim(i + 1), kernel.dim(i)));
    }
    return List.of(new TensorSpec(dtype, output));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.in(0);
    Tensor kernel = v.in(1);
    return Expr.grads(
        v.wants(0) ? new DepthwiseConvInputGradient(spec, x.shape()).on(kernel, v.grad()) : null,
        v.wants(1) ? new DepthwiseConvKernelGradient(spec, kernel.shape()).on(x, v.grad()) : null);
  }
}
