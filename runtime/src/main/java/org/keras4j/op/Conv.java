package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Convolution (without flipping the kernel) over 1 to 3 spatial axes, channels last. Keras: {@code
 * keras.ops.conv}.
 *
 * <p>Inputs: x {@code (N, spatial..., C)} and kernel {@code (window..., C / groups, F)}. Output:
 * {@code (N, spatial..., F)}.
 */
public record Conv(ConvSpec spec) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = Expect.floats(this, inputs, 0, 2);
    int rank = spec.rank();
    Shape x = Expect.rank(this, inputs, 0, rank + 2);
    Shape kernel = Expect.rank(this, inputs, 1, rank + 2);
    int groups = spec.groups();
    int channels = kernel.dim(-2) == Shape.UNKNOWN ? Shape.UNKNOWN : kernel.dim(-2) * groups;
    Expect.check(
        x.dim(-1) == Shape.UNKNOWN || channels == Shape.UNKNOWN || x.dim(-1) == channels,
        this,
        "expects input channels == kernel channels x groups ("
            + x.dim(-1)
            + " vs "
            + kernel.dim(-2)
            + " x "
            + groups
            + ")",
        inputs);
    Expect.check(
        kernel.dim(-1) == Shape.UNKNOWN || kernel.dim(-1) % groups == 0,
        this,
        "expects the number of filters to be a multiple of groups=" + groups,
        inputs);
    Shape output = x.withDim(-1, kernel.dim(-1));
    for (int i = 0; i < rank; i++) {
      output = output.withDim(i + 1, spec.outputDim(i, x.dim(i + 1), kernel.dim(i)));
    }
    return List.of(new TensorSpec(dtype, output));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.in(0);
    Tensor kernel = v.in(1);
    return Expr.grads(
        v.wants(0) ? new ConvInputGradient(spec, x.shape()).on(kernel, v.grad()) : null,
        v.wants(1) ? new ConvKernelGradient(spec, kernel.shape()).on(x, v.grad()) : null);
  }
}
