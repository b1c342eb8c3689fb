package org.keras4j.initializers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Kernels of a short-time Fourier transform as a convolution: real or imaginary parts, windowed.
 * Keras: {@code keras.initializers.STFT}. For weights of shape {@code (frame length, 1, bands)}.
 */
public final class STFT implements Initializer {
  /** {@code "real"} (the default) or {@code "imag"}. */
  public static final Arg<String> SIDE =
      Arg.string("side", "real").that(List.of("real", "imag")::contains, "'real' or 'imag'");

  /** A window's name (default {@code "hann"}), its values, or nothing. */
  public static final Arg<Optional<Object>> WINDOW =
      Arg.optional("window", orNone(Codecs.ANY), Optional.of("hann"));

  /** {@code "density"} (the default), {@code "spectrum"}, or nothing. */
  public static final Arg<Optional<String>> SCALING =
      Arg.optional("scaling", orNone(Codecs.STRING), Optional.of("density"))
          .that(
              value -> value.isEmpty() || List.of("density", "spectrum").contains(value.get()),
              "`None`, 'density' or 'spectrum'");

  /** Whether the window is one period of a periodic function; default false. */
  public static final Arg<Boolean> PERIODIC = Arg.bool("periodic", false);

  public static final ObjectType<STFT> TYPE =
      ObjectType.of(
              Initializer.class,
              "keras.initializers",
              "STFT",
              STFT::new,
              SIDE,
              WINDOW,
              SCALING,
              PERIODIC)
          .aliases("STFTInitializer");

  private final Config config;

  private STFT(Config config) {
    this.config = config;
    if (config.get(WINDOW).orElse(null) instanceof String name) {
      Windows.values(name, 1, false);
    }
  }

  private static <T> Codec<Optional<T>> orNone(Codec<T> codec) {
    return new Codec<>() {
      @Override
      public Optional<T> read(Object json, ReadContext context) {
        return json == null ? Optional.empty() : Optional.of(codec.read(json, context));
      }

      @Override
      public Object write(Optional<T> value) {
        return value.map(codec::write).orElse(null);
      }
    };
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public NDArray initialize(TensorSpec spec, long seed) {
    Shape shape = spec.shape();
    if (shape.rank() != 3) {
      throw new ConfigException(
          "STFT initializer is for weights of shape (frame length, 1, bands). Received: shape="
              + shape);
    }
    int frameLength = shape.dim(0);
    int bands = shape.dim(2);
    double[] window = scaledWindow(frameLength);
    NDArray.Builder builder = NDArray.builder(spec.dtype(), shape);
    int index = 0;
    for (int time = 0; time < frameLength; time++) {
      for (int channel = 0; channel < shape.dim(1); channel++) {
        for (int band = 0; band < bands; band++) {
          double angle = -2 * Math.PI * time * band / (2 * (bands - 1.0));
          double wave = config.get(SIDE).equals("real") ? Math.cos(angle) : Math.sin(angle);
          builder.set(index++, wave * window[time]);
        }
      }
    }
    return builder.build();
  }

  private double[] scaledWindow(int length) {
    double[] window = window(length);
    double scale = 1;
    if (config.get(WINDOW).isPresent() && config.get(SCALING).isPresent()) {
      boolean density = config.get(SCALING).get().equals("density");
      double sum = 0;
      for (double value : window) {
        sum += density ? value * value : Math.abs(value);
      }
      scale = density ? Math.sqrt(sum) : sum;
    }
    for (int i = 0; i < length; i++) {
      window[i] /= scale;
    }
    return window;
  }

  private double[] window(int length) {
    Object given = config.get(WINDOW).orElse(null);
    if (given instanceof String name) {
      return Windows.values(name, length, config.get(PERIODIC));
    }
    double[] window = new double[length];
    if (given == null) {
      Arrays.fill(window, 1);
      return window;
    }
    if (!(given instanceof List<?> list) || list.size() != length) {
      throw new ConfigException(
          "The shape of `window` must be equal to [frame_length] = ["
              + length
              + "]. Received: window="
              + Text.of(given));
    }
    for (int i = 0; i < length; i++) {
      window[i] = ((Number) list.get(i)).doubleValue();
    }
    return window;
  }
}
