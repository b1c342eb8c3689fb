package org.keras4j.initializers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/**
 * Kernels of frame length 5 and 3 bands; the expected values are printed by Keras 3.15.1 for
 * windows that NumPy made.
 */
class STFTTest {
  private static Map<String, Object> config(
      String side, Object window, String scaling, boolean periodic) {
    Map<String, Object> config = new HashMap<>();
    config.put("side", side);
    config.put("window", window);
    config.put("scaling", scaling);
    config.put("periodic", periodic);
    return config;
  }

  private static void check(Map<String, Object> config, double... expected) {
    STFT initializer = STFT.TYPE.fromConfig(config, ReadContext.standard());
    assertEquals(config, initializer.configMap());
    float[] actual = initializer.initialize(TensorSpec.of(DType.FLOAT32, 5, 1, 3), 0).floats();
    double[] values = new double[actual.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = actual[i];
    }
    assertArrayEquals(expected, values, 2e-7);
  }

  @Test
  void withoutWindow() {
    check(config("real", null, null, false), 1, 1, 1, 1, 0, -1, 1, -1, 1, 1, 0, -1, 1, 1, 1);
  }

  @Test
  void densityOfHann() {
    check(
        config("imag", "hann", "density", false),
        0,
        0,
        0,
        0,
        -0.4082483,
        0,
        0,
        0,
        0,
        0,
        0.4082483,
        0,
        0,
        0,
        0);
  }

  @Test
  void spectrumOfPeriodicHamming() {
    double a = 0.02962963;
    double b = 0.1473527;
    double c = 0.3378325;
    check(
        config("real", "hamming", "spectrum", true),
        a,
        a,
        a,
        b,
        0,
        -b,
        c,
        -c,
        c,
        c,
        0,
        -c,
        b,
        b,
        b);
  }

  @Test
  void densityOfBlackman() {
    double b = 0.3064183;
    double c = 0.9012302;
    check(
        config("real", "blackman", "density", false),
        0,
        0,
        0,
        b,
        0,
        -b,
        c,
        -c,
        c,
        b,
        0,
        -b,
        0,
        0,
        0);
  }

  @Test
  void bartlettUnscaled() {
    check(
        config("real", "bartlett", null, false),
        0,
        0,
        0,
        0.5,
        0,
        -0.5,
        1,
        -1,
        1,
        0.5,
        0,
        -0.5,
        0,
        0,
        0);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(
        ConfigException.class,
        () -> STFT.TYPE.fromConfig(config("real", "round", null, false), ReadContext.standard()));
    assertThrows(
        ConfigException.class,
        () -> STFT.TYPE.fromConfig(config("real", null, "loud", false), ReadContext.standard()));
  }
}
