package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Fft;
import org.keras4j.op.Gather;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Reverse;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Fourier transforms and frames of signals. Keras: parts of {@code keras.ops.math}. A complex
 * tensor is a list of its real and its imaginary part. Sizes of transformed axes must be known.
 */
public final class FftOps {
  private FftOps() {}

  /** Over the last axis. */
  public static List<Tensor> fft(List<Tensor> x) {
    return transform(1, false, x);
  }

  /** Over the last two axes. */
  public static List<Tensor> fft2(List<Tensor> x) {
    return transform(2, false, x);
  }

  /** The inverse of {@link #fft2}. */
  public static List<Tensor> ifft2(List<Tensor> x) {
    return transform(2, true, x);
  }

  private static List<Tensor> transform(int rank, boolean inverse, List<Tensor> x) {
    Arith.require(
        x.size() == 2 && x.get(0).shape().isCompatible(x.get(1).shape()),
        "Input `x` should be a tuple of two tensors - real and imaginary. Both the real and"
            + " imaginary parts should have the same shape. Received: "
            + x);
    return new Fft(rank, inverse).call(x);
  }

  /**
   * Of a real tensor, over the last axis: the {@code n / 2 + 1} terms of frequency 0 and above.
   *
   * @param fftLength n, to which the axis is cut or filled with zeros; {@code null} for its size
   */
  public static List<Tensor> rfft(Tensor x, Integer fftLength) {
    Tensor f = DTypes.toFloat(x);
    int length = fftLength == null ? knownLast(f) : fftLength;
    Tensor fitted = fit(f, length);
    return transform(1, false, List.of(fitted, Arith.full(fitted, 0))).stream()
        .map(part -> Arith.slice(part, -1, 0, length / 2 + 1))
        .toList();
  }

  /**
   * The real tensor of which {@link #rfft} gives x.
   *
   * @param fftLength size of the result's last axis; {@code null} for {@code 2 (size - 1)}
   */
  public static Tensor irfft(List<Tensor> x, Integer fftLength) {
    int length = fftLength == null ? 2 * (knownLast(x.get(0)) - 1) : fftLength;
    Tensor real = fit(x.get(0), length / 2 + 1);
    Tensor imaginary = fit(x.get(1), length / 2 + 1);
    int mirrored = (length - 1) / 2;
    Tensor fullReal = Arith.concat(-1, real, mirror(real, mirrored));
    Tensor fullImaginary = Arith.concat(-1, imaginary, Arith.neg(mirror(imaginary, mirrored)));
    return transform(1, true, List.of(fullReal, fullImaginary)).get(0);
  }

  /** Elements {@code count}, ..., 2, 1 of the last axis. */
  private static Tensor mirror(Tensor x, int count) {
    return new Reverse(List.of(x.rank() - 1)).on(Arith.slice(x, -1, 1, count + 1));
  }

  /**
   * Sequences of {@code length} elements of the last axis, {@code stride} apart, as a new axis
   * before it. Keras: {@code keras.ops.extract_sequences}.
   */
  public static Tensor extractSequences(Tensor x, int length, int stride) {
    int count = Math.max(0, (knownLast(x) - length) / stride + 1);
    int[] places = new int[count * length];
    for (int i = 0; i < places.length; i++) {
      places[i] = i / length * stride + i % length;
    }
    Tensor indices = Arith.reshape(Arith.ints(places), count, length);
    return new Gather(x.rank() - 1).on(x, indices);
  }

  /**
   * Short-time Fourier transform of real signals. Keras: {@code keras.ops.stft}.
   *
   * @param window {@code null} for none, {@link #hann} or {@link #hamming}, or any vector
   * @param center whether the signal is reflected at its ends (Keras' default)
   * @return real and imaginary part {@code (..., frames, fftLength / 2 + 1)}
   */
  public static List<Tensor> stft(
      Tensor x,
      int sequenceLength,
      int sequenceStride,
      int fftLength,
      double[] window,
      boolean center) {
    requireLengths(sequenceLength, fftLength);
    Tensor signal = x;
    if (center) {
      List<Integer> around = new ArrayList<>(Collections.nCopies(x.rank(), 0));
      around.set(x.rank() - 1, fftLength / 2);
      signal = new Pad(around, around, PadMode.REFLECT, 0).on(x);
    }
    Tensor frames = extractSequences(signal, fftLength, sequenceStride);
    if (window != null) {
      frames = Arith.mul(frames, vector(frames, padded(window, sequenceLength, fftLength)));
    }
    return rfft(frames, fftLength);
  }

  /**
   * The inverse of {@link #stft} with the same arguments. Keras: {@code keras.ops.istft}.
   *
   * @param length size of the result; {@code null} for all that the frames cover
   */
  public static Tensor istft(
      List<Tensor> x,
      int sequenceLength,
      int sequenceStride,
      int fftLength,
      Integer length,
      double[] window,
      boolean center) {
    requireLengths(sequenceLength, fftLength);
    Tensor frames = irfft(x, fftLength);
    if (window != null) {
      double[] whole = padded(window, sequenceLength, fftLength);
      frames = Arith.mul(frames, vector(frames, inverseWindow(whole, sequenceStride)));
    }
    Tensor signal = overlapAndAdd(frames, sequenceStride);
    int start = center ? fftLength / 2 : 0;
    int covered = knownLast(signal);
    int end = length != null ? start + length : center ? covered - fftLength / 2 : covered;
    return Arith.slice(signal, -1, start, Math.min(end, covered));
  }

  /**
   * Sums frames {@code (..., F, L)} that start {@code step} apart: {@code (..., (F - 1) step + L)}.
   */
  static Tensor overlapAndAdd(Tensor frames, int step) {
    int count = frames.dim(-2);
    int length = frames.dim(-1);
    int chunks = (length + step - 1) / step;
    Tensor filled = fit(frames, chunks * step);
    Tensor sum = null;
    for (int i = 0; i < chunks; i++) {
      Tensor chunk = Arith.slice(filled, -1, i * step, (i + 1) * step);
      List<Integer> low = new ArrayList<>(Collections.nCopies(frames.rank(), 0));
      List<Integer> high = new ArrayList<>(low);
      low.set(frames.rank() - 2, i);
      high.set(frames.rank() - 2, chunks - 1 - i);
      Tensor placed = new Pad(low, high, PadMode.CONSTANT, 0).on(chunk);
      sum = sum == null ? placed : Arith.add(sum, placed);
    }
    Shape lead = frames.shape().slice(0, frames.rank() - 2);
    int total = (count + chunks - 1) * step;
    Tensor flat = Arith.reshape(sum, lead.concat(Shape.of(total)));
    return Arith.slice(flat, -1, 0, (count - 1) * step + length);
  }

  /** The periodic Hann window. */
  public static double[] hann(int length) {
    return cosine(length, 0.5);
  }

  /** The periodic Hamming window. */
  public static double[] hamming(int length) {
    return cosine(length, 0.54);
  }

  private static double[] cosine(int length, double base) {
    double[] window = new double[length];
    // TensorFlow's periodic windows of odd length are symmetric.
    int period = length % 2 == 0 ? length : length - 1;
    for (int i = 0; i < length; i++) {
      window[i] = base - (1 - base) * Math.cos(2 * Math.PI * i / Math.max(period, 1));
    }
    if (length == 1) {
      window[0] = 1;
    }
    return window;
  }

  /** The window divided by the sum of the squares of all windows over each place. */
  private static double[] inverseWindow(double[] window, int step) {
    double[] sums = new double[step];
    for (int i = 0; i < window.length; i++) {
      sums[i % step] += window[i] * window[i];
    }
    double[] result = new double[window.length];
    for (int i = 0; i < window.length; i++) {
      result[i] = window[i] / sums[i % step];
    }
    return result;
  }

  private static double[] padded(double[] window, int sequenceLength, int fftLength) {
    Arith.require(
        window.length == sequenceLength,
        "The shape of `window` must be equal to [sequence_length]. Received: window shape=("
            + window.length
            + ",)");
    double[] result = new double[fftLength];
    System.arraycopy(window, 0, result, (fftLength - sequenceLength) / 2, sequenceLength);
    return result;
  }

  private static Tensor vector(Tensor like, double[] values) {
    return Constant.of(NDArray.of(values, values.length).cast(like.dtype()));
  }

  private static void requireLengths(int sequenceLength, int fftLength) {
    Arith.require(
        fftLength >= sequenceLength,
        "`fft_length` must equal or larger than `sequence_length`. Received: sequence_length="
            + sequenceLength
            + ", fft_length="
            + fftLength);
  }

  /** The last axis cut or filled with zeros to {@code size}. */
  private static Tensor fit(Tensor x, int size) {
    int own = knownLast(x);
    if (own >= size) {
      return own == size ? x : Arith.slice(x, -1, 0, size);
    }
    List<Integer> low = Collections.nCopies(x.rank(), 0);
    List<Integer> high = new ArrayList<>(low);
    high.set(x.rank() - 1, size - own);
    return new Pad(low, high, PadMode.CONSTANT, 0).on(x);
  }

  private static int knownLast(Tensor x) {
    Arith.require(
        x.dtype() != DType.STRING && x.shape().isKnown(-1),
        "The last axis must have a known size. Received: x.shape=" + x.shape());
    return x.dim(-1);
  }
}
