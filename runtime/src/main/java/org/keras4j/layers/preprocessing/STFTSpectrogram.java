package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.STFT;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Spectra of short frames of signals, by convolution with waves that training may change. Keras:
 * {@code keras.layers.STFTSpectrogram}.
 *
 * <p>Input: {@code (batch, time, channels)}. Output: {@code (batch, frames, channels * bands)}, or
 * with {@code expand_dims} {@code (batch, frames, bands, channels)}; bands are {@code fft_length /
 * 2 + 1}, twice as many with mode {@code "stft"}. Weights: {@code real_kernel} and {@code
 * imag_kernel (frame_length, 1, bands)}, as far as the mode needs them.
 *
 * <pre>{@code
 * STFTSpectrogram.mode("log").frameLength(256).frameStep(128).build()
 * }</pre>
 */
public final class STFTSpectrogram extends Layer {
  /** What is told of each band. */
  enum Mode {
    LOG,
    MAGNITUDE,
    PSD,
    REAL,
    IMAG,
    ANGLE,
    STFT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final Arg<Mode> MODE = Arg.choice("mode", Mode.class, Mode::toString, Mode.LOG);

  /** Samples in a frame; default 256. */
  public static final Arg<Integer> FRAME_LENGTH =
      Arg.integer("frame_length", 256).that(value -> value > 0, "a positive integer");

  /** Samples from one frame to the next; null (the default) for half a frame. */
  public static final Arg<Integer> FRAME_STEP = Arg.integer("frame_step", null);

  /** Samples of a transform; null (the default) for the next power of two. */
  public static final Arg<Integer> FFT_LENGTH = Arg.integer("fft_length", null);

  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  /** Whether bands and channels are two axes; default false. */
  public static final Arg<Boolean> EXPAND_DIMS = Arg.bool("expand_dims", false);

  private static final Arg<Padding> PADDING = LayerArgs.padding(false);

  public static final LayerType<STFTSpectrogram> TYPE =
      LayerType.of(
          "keras.layers",
          "STFTSpectrogram",
          STFTSpectrogram::new,
          MODE,
          FRAME_LENGTH,
          FRAME_STEP,
          FFT_LENGTH,
          STFT.WINDOW,
          STFT.PERIODIC,
          STFT.SCALING,
          PADDING,
          DATA_FORMAT,
          EXPAND_DIMS);

  private Variable realKernel;
  private Variable imagKernel;

  private STFTSpectrogram(Config config) {
    super(TYPE, config);
    int length = get(FRAME_LENGTH);
    Integer step = get(FRAME_STEP);
    if (step != null && (step > length || step < 1)) {
      throw new ConfigException(
          "`frame_step` should be a positive integer not greater than `frame_length`. Received"
              + " frame_step="
              + step
              + ", frame_length="
              + length);
    }
    if (get(FFT_LENGTH) != null && get(FFT_LENGTH) < length) {
      throw new ConfigException(
          "`fft_length` should be not less than `frame_length`. Received fft_length="
              + get(FFT_LENGTH)
              + ", frame_length="
              + length);
    }
    wave("real"); // refuses unknown windows
  }

  /** A builder; the mode is one of "log", "magnitude", "psd", "real", "imag", "angle", "stft". */
  public static Builder mode(String mode) {
    return new Builder().set(MODE, MODE.read(Map.of("mode", mode), ReadContext.standard()));
  }

  private Initializer wave(String side) {
    return STFT.TYPE.create(
        Config.of(
            STFT.TYPE.args(),
            Map.of(
                STFT.SIDE, side,
                STFT.WINDOW, get(STFT.WINDOW),
                STFT.SCALING, get(STFT.SCALING),
                STFT.PERIODIC, get(STFT.PERIODIC))));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(3);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int length = get(FRAME_LENGTH);
    int power = length == 1 ? 1 : Integer.highestOneBit(length - 1) * 2;
    int bands = (get(FFT_LENGTH) == null ? power : get(FFT_LENGTH)) / 2 + 1;
    Shape shape = Shape.of(length, 1, bands);
    if (get(MODE) != Mode.IMAG) {
      realKernel = ctx.addWeight("real_kernel", shape, WeightArgs.of(wave("real")));
    }
    if (get(MODE) != Mode.REAL) {
      imagKernel = ctx.addWeight("imag_kernel", shape, WeightArgs.of(wave("imag")));
    }
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    if (!input.dtype().isFloating() || input.dtype() == DType.BFLOAT16) {
      throw new KerasException(
          "Invalid input type. Expected `float16`, `float32` or `float64`. Received: input type="
              + input.dtype());
    }
    List<Tensor> operands = new ArrayList<>(List.of(input));
    for (Variable kernel : new Variable[] {realKernel, imagKernel}) {
      if (kernel != null) {
        operands.add(ctx.read(kernel));
      }
    }
    int step = Optional.ofNullable(get(FRAME_STEP)).orElse(get(FRAME_LENGTH) / 2);
    Spectra spectra =
        new Spectra(get(MODE), step, get(PADDING), get(DATA_FORMAT), get(EXPAND_DIMS));
    return spectra.emit(operands).get(0);
  }

  /** Sets the arguments of an {@link STFTSpectrogram}. */
  public static final class Builder extends LayerBuilder<Builder, STFTSpectrogram> {
    private Builder() {
      super(TYPE);
    }

    /** Samples in a frame; default 256. */
    public Builder frameLength(int samples) {
      return set(FRAME_LENGTH, samples);
    }

    /** Samples from one frame to the next; default half a frame. */
    public Builder frameStep(int samples) {
      return set(FRAME_STEP, samples);
    }

    /** Samples of a transform; default the next power of two. */
    public Builder fftLength(int samples) {
      return set(FFT_LENGTH, samples);
    }

    /** A window's name, or null for none; default {@code "hann"}. */
    public Builder window(String name) {
      return set(STFT.WINDOW, Optional.ofNullable(name));
    }

    /** {@code "density"} (the default), {@code "spectrum"}, or null for none. */
    public Builder scaling(String name) {
      return set(STFT.SCALING, Optional.ofNullable(name));
    }

    /** Whether signals are padded, so that every {@code frame_step} samples have a frame. */
    public Builder padding(Padding value) {
      return set(PADDING, value);
    }

    /** Whether bands and channels are two axes; default false. */
    public Builder expandDims(boolean value) {
      return set(EXPAND_DIMS, value);
    }

    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
