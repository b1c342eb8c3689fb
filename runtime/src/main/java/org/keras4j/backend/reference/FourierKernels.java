package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.op.Fft;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Fourier transforms, one axis after the other. */
final class FourierKernels {
  private FourierKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels.add(Fft.class, (op, in, interpreter) -> fft(op, in.get(0), in.get(1)));
  }

  private static List<NDArray> fft(Fft op, NDArray real, NDArray imaginary) {
    Shape shape = real.shape();
    double[] re = real.toDoubleArray();
    double[] im = imaginary.toDoubleArray();
    Fourier fourier = new Fourier(op.inverse());
    double divisor = 1;
    for (int axis = shape.rank() - op.rank(); axis < shape.rank(); axis++) {
      int length = shape.dim(axis);
      int stride = shape.product(axis + 1, shape.rank());
      divisor *= op.inverse() ? length : 1;
      for (int start = 0; start < re.length; start += length * stride) {
        for (int i = 0; i < stride; i++) {
          fourier.transform(re, im, start + i, stride, length);
        }
      }
    }
    for (int i = 0; i < re.length; i++) {
      re[i] /= divisor;
      im[i] /= divisor;
    }
    return List.of(
        ConvolutionKernels.rounded(real.spec(), re),
        ConvolutionKernels.rounded(imaginary.spec(), im));
  }
}
