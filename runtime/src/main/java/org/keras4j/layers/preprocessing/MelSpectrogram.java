package org.keras4j.layers.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.FftOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/**
 * Loudness of a signal over time in bands as wide as hearing tells apart. Keras: {@code
 * keras.layers.MelSpectrogram}.
 *
 * <p>Input: {@code (samples)} or {@code (batch, samples)}. Output: {@code (..., num_mel_bins,
 * frames)}. Levels are cut off {@code top_db} below the loudest of the whole batch, as in Keras.
 *
 * <pre>{@code
 * MelSpectrogram.builder().numMelBins(64).samplingRate(8000).sequenceStride(256).build()
 * }</pre>
 */
public final class MelSpectrogram extends Layer {
  /** Samples of a transform; default 2048. */
  public static final Arg<Integer> FFT_LENGTH = positive("fft_length", 2048);

  /** Samples from one frame to the next; default 512. */
  public static final Arg<Integer> SEQUENCE_STRIDE = positive("sequence_stride", 512);

  /** Samples in a window; null (the default) for {@code fft_length}. */
  public static final Arg<Integer> SEQUENCE_LENGTH =
      Arg.integer("sequence_length", null).that(value -> value >= 0, "an integer >= 0");

  /** {@code "hann"} (the default), {@code "hamming"}, the window's values, or null for none. */
  public static final Arg<Object> WINDOW =
      Arg.<Object>optional("window", Codecs.ANY, "hann").orNone();

  /** Samples a second; default 16000. */
  public static final Arg<Integer> SAMPLING_RATE = positive("sampling_rate", 16000);

  /** Number of bands; default 128. */
  public static final Arg<Integer> NUM_MEL_BINS = positive("num_mel_bins", 128);

  /** Where the bands begin, in Hertz; default 20. */
  public static final Arg<Double> MIN_FREQ = Arg.number("min_freq", 20.0);

  /** Where the bands end, in Hertz; null (the default) for half the sampling rate. */
  public static final Arg<Double> MAX_FREQ = Arg.number("max_freq", null);

  /** Whether the output is in decibels; default true. */
  public static final Arg<Boolean> POWER_TO_DB = Arg.bool("power_to_db", true);

  /** How far below the loudest level others are cut off, in decibels; default 80. */
  public static final Arg<Double> TOP_DB = Arg.number("top_db", 80.0);

  /** Power of the magnitude; default 2. */
  public static final Arg<Double> MAG_EXP = Arg.number("mag_exp", 2.0);

  /** What smaller powers are taken for; default 1e-10. */
  public static final Arg<Double> MIN_POWER = Arg.number("min_power", 1e-10);

  /** The power of 0 decibels; default 1. */
  public static final Arg<Double> REF_POWER = Arg.number("ref_power", 1.0);

  public static final LayerType<MelSpectrogram> TYPE =
      LayerType.of(
          "keras.layers",
          "MelSpectrogram",
          MelSpectrogram::new,
          FFT_LENGTH,
          SEQUENCE_STRIDE,
          SEQUENCE_LENGTH,
          WINDOW,
          SAMPLING_RATE,
          NUM_MEL_BINS,
          MIN_FREQ,
          MAX_FREQ,
          POWER_TO_DB,
          TOP_DB,
          MAG_EXP,
          MIN_POWER,
          REF_POWER);

  private MelSpectrogram(Config config) {
    super(TYPE, config);
    if (get(FFT_LENGTH) < sequenceLength()) {
      throw new ConfigException(
          "`fft_length` must be greater than or equal to `sequence_length`. Received:"
              + " `sequence_length`="
              + sequenceLength()
              + ", `fft_length`="
              + get(FFT_LENGTH)
              + ".");
    }
    window();
  }

  private static Arg<Integer> positive(String key, int defaultValue) {
    return Arg.integer(key, defaultValue).that(value -> value > 0, "a positive integer");
  }

  public static Builder builder() {
    return new Builder();
  }

  private int sequenceLength() {
    Integer length = get(SEQUENCE_LENGTH);
    return length == null || length == 0 ? get(FFT_LENGTH) : length;
  }

  private double maxFreq() {
    Double end = get(MAX_FREQ);
    return end == null || end == 0 ? get(SAMPLING_RATE) / 2 : end;
  }

  /** The window's values; none where there is no window. */
  private List<Double> window() {
    Object window = get(WINDOW);
    if (window == null) {
      return List.of();
    }
    if (window instanceof List<?> list
        && list.size() == sequenceLength()
        && list.stream().allMatch(Number.class::isInstance)) {
      return list.stream().map(value -> ((Number) value).doubleValue()).toList();
    }
    return switch (String.valueOf(window)) {
      case "hann" -> Arrays.stream(FftOps.hann(sequenceLength())).boxed().toList();
      case "hamming" -> Arrays.stream(FftOps.hamming(sequenceLength())).boxed().toList();
      default ->
          throw new ConfigException(
              "If a string is passed to `window`, it must be one of `\"hann\"`, `\"hamming\"`;"
                  + " values must be as many as `sequence_length`. Received: window="
                  + Text.of(window));
    };
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    DType dtype = computeDType() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    Magnitudes magnitudes =
        new Magnitudes(get(FFT_LENGTH), get(SEQUENCE_STRIDE), sequenceLength(), window());
    Tensor spectra = MathOps.power(magnitudes.emit(DTypes.cast(input, dtype)), get(MAG_EXP));
    Tensor bands =
        Constant.of(
            MelBands.of(
                    get(NUM_MEL_BINS),
                    get(FFT_LENGTH) / 2 + 1,
                    get(SAMPLING_RATE),
                    get(MIN_FREQ),
                    maxFreq())
                .cast(dtype));
    Tensor levels = ProductOps.matmul(spectra, bands);
    Tensor output = get(POWER_TO_DB) ? decibels(levels) : levels;
    return DTypes.cast(ShapeOps.swapaxes(output, -1, -2), computeDType());
  }

  private Tensor decibels(Tensor power) {
    Tensor level = MathOps.multiply(MathOps.log10(MathOps.maximum(power, get(MIN_POWER))), 10);
    double reference = Math.max(Math.abs(get(REF_POWER)), get(MIN_POWER));
    Tensor relative = MathOps.subtract(level, 10 * Math.log10(reference));
    return MathOps.maximum(relative, MathOps.subtract(ReduceOps.max(relative), get(TOP_DB)));
  }

  /** As Keras writes it: with the values that None stands for. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.put(SEQUENCE_LENGTH.key(), sequenceLength());
    map.put(MAX_FREQ.key(), maxFreq());
    return map;
  }

  /** Sets the arguments of a {@link MelSpectrogram}. */
  public static final class Builder extends LayerBuilder<Builder, MelSpectrogram> {
    private Builder() {
      super(TYPE);
    }

    /** Samples of a transform; default 2048. */
    public Builder fftLength(int samples) {
      return set(FFT_LENGTH, samples);
    }

    /** Samples from one frame to the next; default 512. */
    public Builder sequenceStride(int samples) {
      return set(SEQUENCE_STRIDE, samples);
    }

    /** Samples a second; default 16000. */
    public Builder samplingRate(int samples) {
      return set(SAMPLING_RATE, samples);
    }

    /** Number of bands; default 128. */
    public Builder numMelBins(int count) {
      return set(NUM_MEL_BINS, count);
    }

    /** Where the bands begin and end, in Hertz; default 20 and half the sampling rate. */
    public Builder frequencies(double min, double max) {
      return set(MIN_FREQ, min).set(MAX_FREQ, max);
    }

    /** Whether the output is in decibels; default true. */
    public Builder powerToDb(boolean value) {
      return set(POWER_TO_DB, value);
    }
  }
}
