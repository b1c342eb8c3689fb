package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.preprocessing.STFTSpectrogram.Mode;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.Padding;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.TrigOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * What {@link STFTSpectrogram} computes; it waits in the graph while the signal's length is
 * unknown. Inputs: the signal, and the kernels of real and imaginary part that the mode needs.
 */
record Spectra(Mode mode, int step, Padding padding, DataFormat format, boolean expands)
    implements ShapeDependentOp {
  /** Keras' fuzz factor, {@code keras.config.epsilon()}. */
  private static final double EPSILON = 1e-7;

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Shape signal = inputs.get(0).shape();
    Shape kernel = inputs.get(1).shape();
    boolean isLast = format == DataFormat.CHANNELS_LAST;
    int channels = signal.dim(isLast ? 2 : 1);
    int bands = mode == Mode.STFT ? 2 * kernel.dim(2) : kernel.dim(2);
    int frames = frames(signal.dim(isLast ? 1 : 2), kernel.dim(0));
    int batch = signal.dim(0);
    int all = channels == Shape.UNKNOWN ? Shape.UNKNOWN : channels * bands;
    Shape shape =
        expands
            ? isLast
                ? Shape.of(batch, frames, bands, channels)
                : Shape.of(batch, channels, frames, bands)
            : isLast ? Shape.of(batch, frames, all) : Shape.of(batch, all, frames);
    return List.of(inputs.get(0).withShape(shape));
  }

  private int frames(int time, int length) {
    if (time == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    return padding == Padding.SAME ? (time + step - 1) / step : (time - length) / step + 1;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor signal =
        format == DataFormat.CHANNELS_LAST
            ? ShapeOps.transpose(inputs.get(0), 0, 2, 1)
            : inputs.get(0);
    Tensor first = bands(signal, inputs.get(1));
    Tensor second = inputs.size() > 2 ? bands(signal, inputs.get(2)) : null;
    return List.of(arranged(combined(first, second)));
  }

  /** (batch, channels, time) as (batch, channels, frames, bands). */
  private Tensor bands(Tensor signal, Tensor kernel) {
    int channels = signal.dim(1);
    Tensor apart = ShapeOps.reshape(signal, signal.dim(0) * channels, signal.dim(2), 1);
    Tensor frames =
        ConvolutionOps.conv(
            apart, kernel, List.of(step), padding, DataFormat.CHANNELS_LAST, List.of(1));
    return ShapeOps.reshape(frames, signal.dim(0), channels, frames.dim(1), frames.dim(2));
  }

  private Tensor combined(Tensor real, Tensor imag) {
    if (mode == Mode.REAL || mode == Mode.IMAG) {
      return real;
    }
    if (mode == Mode.ANGLE) {
      return TrigOps.arctan2(imag, real);
    }
    if (mode == Mode.STFT) {
      return JoinOps.concatenate(List.of(real, imag), -1);
    }
    Tensor power = MathOps.add(MathOps.square(real), MathOps.square(imag));
    if (mode == Mode.PSD) {
      return MathOps.add(power, inner(power));
    }
    Tensor magnitude = MathOps.sqrt(MathOps.maximum(power, EPSILON));
    return mode == Mode.MAGNITUDE ? magnitude : MathOps.log(MathOps.maximum(magnitude, EPSILON));
  }

  /** All bands but the first and the last, which occur once in a spectrum of both signs. */
  private static Tensor inner(Tensor power) {
    int bands = power.dim(-1);
    Tensor middle =
        ShapeOps.slice(power, List.of(0, 0, 0, 1), List.of(-1, -1, -1, Math.max(0, bands - 2)));
    List<Integer> one = List.of(0, 0, 0, 1);
    return ShapeOps.pad(middle, one, one);
  }

  /** (batch, channels, frames, bands) in the order that the layer gives. */
  private Tensor arranged(Tensor x) {
    boolean isLast = format == DataFormat.CHANNELS_LAST;
    if (expands) {
      return isLast ? ShapeOps.transpose(x, 0, 2, 3, 1) : x;
    }
    int all = x.dim(1) * x.dim(3);
    return isLast
        ? ShapeOps.reshape(ShapeOps.transpose(x, 0, 2, 1, 3), x.dim(0), x.dim(2), all)
        : ShapeOps.reshape(ShapeOps.transpose(x, 0, 1, 3, 2), x.dim(0), all, x.dim(2));
  }
}
