package org.keras4j.backend.cpu.simd;

/**
 * {@link VectorMath}'s basic set for {@code double[]}, in plain loops: float64 models are rare, and
 * are run for their accuracy.
 */
public final class DoubleMath {
  static final double LN_2 = Math.log(2);

  private DoubleMath() {}

  /**
   * {@code y[i] = f(x[i])}.
   *
   * @throws UnsupportedOperationException for a function outside the basic set
   */
  public static void unary(
      UnaryFunction f, double parameter, double[] x, int xAt, double[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = one(f, parameter, x[xAt + i]);
    }
  }

  /** One element of a unary function. */
  public static double one(UnaryFunction f, double parameter, double x) {
    return switch (f) {
      case ABS -> Math.abs(x);
      case NEGATIVE -> -x;
      case SIGN -> Math.signum(x);
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case LOG2 -> Math.log(x) / LN_2;
      case LOG10 -> Math.log10(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ARCSIN -> Math.asin(x);
      case ARCCOS -> Math.acos(x);
      case ARCTAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case TANH -> Math.tanh(x);
      case ARCSINH -> arcsinh(x);
      case ARCCOSH -> arccosh(x);
      case ARCTANH -> arctanh(x);
      case SIGMOID -> sigmoid(x);
      case LOG_SIGMOID -> -softplus(-x);
      case RELU -> Math.max(x, 0);
      case RELU6 -> Math.min(Math.max(x, 0), 6);
      case LEAKY_RELU -> x > 0 ? x : parameter * x;
      case ELU -> x > 0 ? x : parameter * Math.expm1(x);
      case SELU -> 1.05070098735548049342 * (x > 0 ? x : 1.67326324235437728481 * Math.expm1(x));
      case GELU_TANH ->
          0.5 * x * (1 + Math.tanh(0.79788456080286535588 * (x + 0.044715 * x * x * x)));
      case SILU -> x * sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case SOFTSIGN -> x / (1 + Math.abs(x));
      case HARD_SIGMOID -> Math.min(Math.max(x + 3, 0), 6) / 6;
      case HARD_SILU -> x * (Math.min(Math.max(x + 3, 0), 6) / 6);
      case MISH -> x * Math.tanh(softplus(x));
      case ERF, GELU ->
          throw new UnsupportedOperationException(
              f
                  + " has no float64 loop here; expected one of the basic set. Compute it in float32.");
    };
  }

  static double arcsinh(double x) {
    double a = Math.abs(x);
    if (a == Double.POSITIVE_INFINITY) {
      return x;
    }
    return Math.copySign(Math.log1p(a + a * (a / (1 + Math.sqrt(a * a + 1)))), x);
  }

  static double arccosh(double x) {
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(t) * Math.sqrt(t + 2));
  }

  static double arctanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
  }

  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x));
    return (x < 0 ? e : 1) / (1 + e);
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** {@code y[i] = f(a[i], b[i])}. */
  public static void binary(
      BinaryFunction f, double[] a, int aAt, double[] b, int bAt, double[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = one(f, a[aAt + i], b[bAt + i]);
    }
  }

  /** {@code y[i] = f(a[i], b)}. */
  public static void binaryScalar(
      BinaryFunction f, double[] a, int aAt, double b, double[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = one(f, a[aAt + i], b);
    }
  }

  /** One element of a binary function. */
  public static double one(BinaryFunction f, double a, double b) {
    return switch (f) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case SQUARED_DIFFERENCE -> (a - b) * (a - b);
      case POWER -> a == 1 || (a == -1 && Double.isInfinite(b)) ? 1 : Math.pow(a, b);
      case FLOOR_DIVIDE -> Math.floor(a / b);
      case MOD -> mod(a, b);
      case ARCTAN2 -> Math.atan2(a, b);
      case TANH_GRADIENT -> a * (1 - b * b);
      case SIGMOID_GRADIENT -> a * (b * (1 - b));
      case RELU_GRADIENT -> b > 0 ? a : 0;
      default -> one(f.reversed(), b, a);
    };
  }

  private static double mod(double a, double b) {
    double remainder = a % b;
    if (remainder == 0) {
      return Math.copySign(remainder, b);
    }
    return (remainder < 0) == (b < 0) ? remainder : remainder + b;
  }

  /**
   * Reduces {@code n} elements, {@code stride} apart, in order; sums are compensated (Neumaier).
   */
  public static double reduce(Reduction f, double[] x, int xAt, int stride, int n) {
    double result = f.identity();
    double lost = 0;
    for (int i = 0, at = xAt; i < n; i++, at += stride) {
      double v = f == Reduction.SUM_OF_SQUARES ? x[at] * x[at] : x[at];
      switch (f) {
        case PRODUCT -> result *= v;
        case MAX -> result = Math.max(result, v);
        case MIN -> result = Math.min(result, v);
        default -> {
          double sum = result + v;
          lost += Math.abs(result) >= Math.abs(v) ? (result - sum) + v : (v - sum) + result;
          result = sum;
        }
      }
    }
    // An infinite sum has lost NaN, which must not replace it.
    double total = Double.isInfinite(result) ? result : result + lost;
    return f == Reduction.MEAN ? total / n : total;
  }
}
