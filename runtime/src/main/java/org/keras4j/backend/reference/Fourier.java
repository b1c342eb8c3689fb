package org.keras4j.backend.reference;

/** Discrete Fourier transform of any length along one axis of a complex array, in place. */
final class Fourier {
  private final double sign;

  /** The forward transform, or the inverse one without its division. */
  Fourier(boolean inverse) {
    this.sign = inverse ? 1 : -1;
  }

  /** Transforms {@code length} elements that lie {@code stride} apart, from {@code offset}. */
  void transform(double[] real, double[] imaginary, int offset, int stride, int length) {
    double[] re = new double[length];
    double[] im = new double[length];
    for (int i = 0; i < length; i++) {
      re[i] = real[offset + i * stride];
      im[i] = imaginary[offset + i * stride];
    }
    double[][] result = transform(re, im);
    for (int i = 0; i < length; i++) {
      real[offset + i * stride] = result[0][i];
      imaginary[offset + i * stride] = result[1][i];
    }
  }

  /** Halves even lengths (Cooley and Tukey), sums odd ones as defined. */
  private double[][] transform(double[] re, double[] im) {
    int n = re.length;
    if (n % 2 == 1) {
      return byDefinition(re, im);
    }
    double[][] even = transform(everySecond(re, 0), everySecond(im, 0));
    double[][] odd = transform(everySecond(re, 1), everySecond(im, 1));
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int k = 0; k < n / 2; k++) {
      double angle = sign * 2 * Math.PI * k / n;
      double cos = Math.cos(angle);
      double sin = Math.sin(angle);
      double twistedRe = cos * odd[0][k] - sin * odd[1][k];
      double twistedIm = cos * odd[1][k] + sin * odd[0][k];
      outRe[k] = even[0][k] + twistedRe;
      outIm[k] = even[1][k] + twistedIm;
      outRe[k + n / 2] = even[0][k] - twistedRe;
      outIm[k + n / 2] = even[1][k] - twistedIm;
    }
    return new double[][] {outRe, outIm};
  }

  private double[][] byDefinition(double[] re, double[] im) {
    int n = re.length;
    double[] outRe = new double[n];
    double[] outIm = new double[n];
    for (int k = 0; k < n; k++) {
      for (int t = 0; t < n; t++) {
        double angle = sign * 2 * Math.PI * ((long) k * t % n) / n;
        outRe[k] += Math.cos(angle) * re[t] - Math.sin(angle) * im[t];
        outIm[k] += Math.cos(angle) * im[t] + Math.sin(angle) * re[t];
      }
    }
    return new double[][] {outRe, outIm};
  }

  private static double[] everySecond(double[] values, int from) {
    double[] result = new double[values.length / 2];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[2 * i + from];
    }
    return result;
  }
}
