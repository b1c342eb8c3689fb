package org.keras4j.initializers;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.config.ConfigException;

/** Window functions by the names that SciPy gives them. */
final class Windows {
  /** Factors of {@code (-1)^k cos(2 pi k i / (n - 1))}. */
  private static final Map<String, List<Double>> COSINE_SUMS =
      new TreeMap<>(
          Map.of(
              "boxcar", List.of(1.0),
              "hann", List.of(0.5, 0.5),
              "hamming", List.of(0.54, 0.46),
              "blackman", List.of(0.42, 0.5, 0.08),
              "nuttall", List.of(0.3635819, 0.4891775, 0.1365995, 0.0106411),
              "blackmanharris", List.of(0.35875, 0.48829, 0.14128, 0.01168),
              "flattop", List.of(0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368)));

  private Windows() {}

  /**
   * The values of a window.
   *
   * @param periodic whether it continues with its first value, rather than being symmetric
   * @throws ConfigException when there is no window of that name
   */
  static double[] values(String name, int length, boolean periodic) {
    int points = periodic ? length + 1 : length;
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = points == 1 ? 1 : value(name, i, points);
    }
    if (points == 1) {
      value(name, 0, 2); // the name is checked for a single point too
    }
    return values;
  }

  private static double value(String name, int i, int points) {
    if (name.equals("bartlett")) {
      return 1 - Math.abs(2.0 * i / (points - 1) - 1);
    }
    if (name.equals("cosine")) {
      return Math.sin(Math.PI * (i + 0.5) / points);
    }
    List<Double> factors = COSINE_SUMS.get(name);
    if (factors == null) {
      throw new ConfigException(
          "Unknown window type. Received: window='"
              + name
              + "'. Known windows: bartlett, cosine, "
              + String.join(", ", COSINE_SUMS.keySet())
              + "; others can be given as a list of values");
    }
    double sum = 0;
    for (int k = 0; k < factors.size(); k++) {
      double wave = Math.cos(2 * Math.PI * k * i / (points - 1));
      sum += (k % 2 == 0 ? 1 : -1) * factors.get(k) * wave;
    }
    return sum;
  }
}
