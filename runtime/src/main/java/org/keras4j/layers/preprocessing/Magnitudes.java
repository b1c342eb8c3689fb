package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.ops.FftOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Absolute values of the transforms of all frames of a signal; they wait in the graph while the
 * number of samples is unknown.
 *
 * @param window its values; none where there is no window
 */
record Magnitudes(int fftLength, int stride, int length, List<Double> window)
    implements ShapeDependentOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Shape shape = inputs.get(0).shape();
    int last = shape.rank() - 1;
    int samples = shape.dim(last);
    int frames =
        samples == Shape.UNKNOWN
            ? Shape.UNKNOWN
            : (samples + fftLength / 2 * 2 - fftLength) / stride + 1;
    Shape result = shape.withDim(last, frames).concat(Shape.of(fftLength / 2 + 1));
    return List.of(inputs.get(0).withShape(result));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    double[] values =
        window.isEmpty() ? null : window.stream().mapToDouble(Double::doubleValue).toArray();
    List<Tensor> parts = FftOps.stft(inputs.get(0), length, stride, fftLength, values, true);
    Tensor real = MathOps.square(parts.get(0));
    Tensor imag = MathOps.square(parts.get(1));
    return List.of(MathOps.sqrt(MathOps.add(real, imag)));
  }
}
