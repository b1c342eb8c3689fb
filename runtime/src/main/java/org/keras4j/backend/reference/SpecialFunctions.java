package org.keras4j.backend.reference;

/** Functions that {@link Math} lacks, in double precision; plain, not fast. */
final class SpecialFunctions {
  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private SpecialFunctions() {}

  /** By its series of positive terms, and by the complement in the tails. */
  static double erf(double x) {
    double a = Math.abs(x);
    if (!(a < 2.5)) {
      return Double.isNaN(x) ? x : Math.copySign(1 - erfc(a), x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }

  /** By its continued fraction, evaluated from the far end, where 1 - erf would cancel. */
  static double erfc(double x) {
    if (!(x >= 1.5)) {
      return 1 - erf(x);
    }
    if (x > 27.3) {
      return 0;
    }
    double fraction = x;
    for (int n = 200; n >= 1; n--) {
      fraction = x + n / 2.0 / fraction;
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
  }

  /** By Newton's method from Winitzki's approximation. */
  static double erfinv(double y) {
    if (!(Math.abs(y) < 1)) {
      return Math.abs(y) == 1 ? Math.copySign(Double.POSITIVE_INFINITY, y) : Double.NaN;
    }
    double a = Math.abs(y);
    double complement = 1 - a;
    double log = Math.log1p(-a * a);
    double b = 2 / (Math.PI * 0.147) + log / 2;
    double x = Math.sqrt(Math.sqrt(b * b - log / 0.147) - b);
    for (int i = 0; i < 4; i++) {
      double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
      x -= (x < 1 ? erf(x) - a : complement - erfc(x)) / slope;
    }
    return Math.copySign(x, y);
  }

  /** Logarithm of the absolute value of the gamma function. */
  static double lgamma(double x) {
    if (Double.isInfinite(x) || x <= 0 && x == Math.rint(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /** By recurrence to large arguments, then its asymptotic series. */
  static double digamma(double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return Double.NaN;
    }
    if (x < 0) {
      return digamma(1 - x) - Math.PI / Math.tan(Math.PI * x);
    }
    double result = 0;
    for (; x < 12; x++) {
      result -= 1 / x;
    }
    double r = 1 / (x * x);
    double series = r * (1 / 12.0 - r * (1 / 120.0 - r * (1 / 252.0 - r * (1 / 240.0 - r / 132))));
    return result + Math.log(x) - 0.5 / x - series;
  }

  /**
   * The {@code order}-th derivative of digamma: a Hurwitz zeta function, of which the first terms
   * are summed and the rest follows from the Euler-Maclaurin formula.
   */
  static double polygamma(int order, double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return order % 2 == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    double sum = 0;
    for (; x < 20; x++) {
      sum += Math.pow(x, -order - 1);
    }
    double[] bernoulli = {1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0};
    double power = Math.pow(x, -order - 1);
    sum += power * x / order + power / 2;
    // s (s + 1) ... (s + 2j - 2) / (2j)! x^(-s - 2j + 1), with s = order + 1.
    double factor = (order + 1) * power / x / 2;
    for (int j = 1; j <= bernoulli.length; j++) {
      sum += bernoulli[j - 1] * factor;
      int next = order + 2 * j;
      factor *= next * (next + 1.0) / ((2 * j + 1) * (2 * j + 2)) / (x * x);
    }
    double factorial = 1;
    for (int i = 2; i <= order; i++) {
      factorial *= i;
    }
    return (order % 2 == 1 ? 1 : -1) * factorial * sum;
  }

  /**
   * Modified Bessel function of order 0 or 1 by its power series, of which all terms agree in sign.
   */
  static double besselI(int order, double x) {
    if (Math.abs(x) > 720) {
      return order == 0 || x > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double term = order == 0 ? 1 : x / 2;
    double sum = term;
    for (int k = 1; Math.abs(term) > Math.abs(sum) * 1e-18; k++) {
      term *= x * x / 4 / k / (k + order);
      sum += term;
    }
    return sum;
  }

  static double asinh(double x) {
    double a = Math.abs(x);
    double y =
        a > 1e8 ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(y, x);
  }

  static double acosh(double x) {
    double t = x - 1;
    return x > 1e8 ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(2 * t + t * t));
  }

  static double atanh(double x) {
    return Math.copySign(0.5 * Math.log1p(2 * Math.abs(x) / (1 - Math.abs(x))), x);
  }

  static double sigmoid(double x) {
    if (x >= 0) {
      return 1 / (1 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1 + e);
  }

  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }
}
