package org.keras4j.layers.preprocessing;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Triangles on the mel scale, each as wide as its two neighbours together. */
final class MelBands {
  private static final double MEL_HIGH_FREQUENCY_Q = 1127;
  private static final double MEL_BREAK_FREQUENCY_HERTZ = 700;

  private MelBands() {}

  /**
   * How much each bin of a spectrum counts in each band: float64 of shape (bins, bands).
   *
   * @param bands how many
   * @param bins of the spectrum, from 0 to half the sampling rate
   * @param lowest where the first band begins, in Hertz
   * @param highest where the last band ends, in Hertz
   */
  static NDArray of(int bands, int bins, int samplingRate, double lowest, double highest) {
    double first = mel(lowest);
    double step = (mel(highest) - first) / (bands + 1);
    NDArray.Builder weights = NDArray.builder(DType.FLOAT64, Shape.of(bins, bands));
    for (int bin = 1; bin < bins; bin++) { // the constant part belongs to no band
      double mel = mel(samplingRate / 2.0 * bin / (bins - 1));
      for (int band = 0; band < bands; band++) {
        double rise = (mel - (first + band * step)) / step;
        double fall = (first + (band + 2) * step - mel) / step;
        weights.set(bin * bands + band, Math.max(0, Math.min(rise, fall)));
      }
    }
    return weights.build();
  }

  private static double mel(double hertz) {
    return MEL_HIGH_FREQUENCY_Q * Math.log(1 + hertz / MEL_BREAK_FREQUENCY_HERTZ);
  }
}
