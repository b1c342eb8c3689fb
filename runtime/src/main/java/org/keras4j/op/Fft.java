package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Discrete Fourier transform over the last {@code rank} axes of a complex tensor given as real and
 * imaginary part. Keras: {@code keras.ops.fft}, {@code fft2}, {@code ifft2}.
 *
 * @param rank 1, 2 or 3
 * @param inverse whether this is the inverse transform, divided by the number of elements
 */
public record Fft(int rank, boolean inverse) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    Expect.floats(this, inputs, 0, 2);
    Shape shape = Expect.minRank(this, inputs, 0, rank);
    Expect.shape(this, inputs, 1, shape);
    return inputs;
  }

  /** The adjoint of the transform is the other transform without its division. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    Shape shape = v.in(0).shape();
    double count = shape.slice(shape.rank() - rank, shape.rank()).size();
    Tensor real = Expr.orZeros(v.grad(0), v.out(0));
    Tensor imaginary = Expr.orZeros(v.grad(1), v.out(1));
    return new Fft(rank, !inverse)
        .call(List.of(real, imaginary)).stream()
            .map(g -> Emit.multiply(g, inverse ? 1 / count : count))
            .toList();
  }
}
