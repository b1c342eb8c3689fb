package org.keras4j.backend.cpu.simd;

/**
 * Keras' activation functions, and the rarer elementary functions, of one float.
 *
 * <p>Like {@link FloatMath}, these define the bits that the vector implementation must give.
 */
public final class FloatActivations {
  static final float SELU_SCALE = 1.05070098735548049342f;
  static final float SELU_SCALE_ALPHA = 1.75809934084737685994f;
  static final float SQRT_HALF = 0.70710678118654752440f;
  static final float SQRT_TWO_OVER_PI = 0.79788456080286535588f;
  static final float GELU_CUBIC = 0.044715f;

  /** Above this, mish is x to the last bit. */
  static final float MISH_LIMIT = 20f;

  private FloatActivations() {}

  /** {@code max(x, 0)}, NaN kept. */
  public static float relu(float x) {
    return Math.max(x, 0f);
  }

  /** {@code min(max(x, 0), 6)}, NaN kept. */
  public static float relu6(float x) {
    return Math.min(Math.max(x, 0f), 6f);
  }

  /** {@code x}, or {@code slope * x} below 0. */
  public static float leakyRelu(float x, float slope) {
    return x > 0f ? x : slope * x;
  }

  /** {@code x}, or {@code alpha * expm1(x)} below 0. */
  public static float elu(float x, float alpha) {
    return x > 0f ? x : alpha * FloatMath.expm1(x);
  }

  /** The self-normalising {@link #elu}. */
  public static float selu(float x) {
    return x > 0f ? SELU_SCALE * x : SELU_SCALE_ALPHA * FloatMath.expm1(x);
  }

  /** {@code x} times the normal distribution function of {@code x}. */
  public static float gelu(float x) {
    return (0.5f * x) * (1f + FloatMath.erf(x * SQRT_HALF));
  }

  /** {@link #gelu} by its tanh approximation. */
  public static float geluTanh(float x) {
    float inner = SQRT_TWO_OVER_PI * (x + GELU_CUBIC * (x * x * x));
    return (0.5f * x) * (1f + FloatMath.tanh(inner));
  }

  /** {@code x * sigmoid(x)}; Keras also calls it swish. */
  public static float silu(float x) {
    return x * FloatMath.sigmoid(x);
  }

  /** {@code log(1 + exp(x))}, without overflow. */
  public static float softplus(float x) {
    return Math.max(x, 0f) + FloatMath.log1p(FloatMath.exp(-Math.abs(x)));
  }

  /** {@code log(sigmoid(x))}. */
  public static float logSigmoid(float x) {
    return -softplus(-x);
  }

  /** {@code x / (1 + |x|)}. */
  public static float softsign(float x) {
    return x / (1f + Math.abs(x));
  }

  /** {@code relu6(x + 3) / 6}. */
  public static float hardSigmoid(float x) {
    return relu6(x + 3f) / 6f;
  }

  /** {@code x * hardSigmoid(x)}; Keras also calls it hard swish. */
  public static float hardSilu(float x) {
    return x * hardSigmoid(x);
  }

  /** {@code x * tanh(softplus(x))}, which is {@code x n / (n + 2)} with {@code n = e (e + 2)}. */
  public static float mish(float x) {
    if (x > MISH_LIMIT) {
      return x;
    }
    float e = FloatMath.exp(x);
    float n = e * (e + 2f);
    return x * (n / (n + 2f));
  }

  /** Any {@link UnaryFunction} of one element. */
  static float apply(UnaryFunction f, float parameter, float x) {
    return switch (f) {
      case ABS -> Math.abs(x);
      case NEGATIVE -> -x;
      case SIGN -> Math.signum(x);
      case SQUARE -> x * x;
      case SQRT -> (float) Math.sqrt(x);
      case RSQRT -> 1f / (float) Math.sqrt(x);
      case RECIPROCAL -> 1f / x;
      case FLOOR -> (float) Math.floor(x);
      case CEIL -> (float) Math.ceil(x);
      case ROUND -> (float) Math.rint(x);
      case TRUNC -> (float) (x < 0f ? Math.ceil(x) : Math.floor(x));
      case EXP -> FloatMath.exp(x);
      case EXPM1 -> FloatMath.expm1(x);
      case LOG -> FloatMath.log(x);
      case LOG1P -> FloatMath.log1p(x);
      case LOG2 -> (float) (Math.log(x) / DoubleMath.LN_2);
      case LOG10 -> (float) Math.log10(x);
      case SIN -> (float) Math.sin(x);
      case COS -> (float) Math.cos(x);
      case TAN -> (float) Math.tan(x);
      case ARCSIN -> (float) Math.asin(x);
      case ARCCOS -> (float) Math.acos(x);
      case ARCTAN -> (float) Math.atan(x);
      case SINH -> (float) Math.sinh(x);
      case COSH -> (float) Math.cosh(x);
      case TANH -> FloatMath.tanh(x);
      case ARCSINH -> (float) DoubleMath.arcsinh(x);
      case ARCCOSH -> (float) DoubleMath.arccosh(x);
      case ARCTANH -> (float) DoubleMath.arctanh(x);
      case ERF -> FloatMath.erf(x);
      case SIGMOID -> FloatMath.sigmoid(x);
      case LOG_SIGMOID -> logSigmoid(x);
      case RELU -> relu(x);
      case RELU6 -> relu6(x);
      case LEAKY_RELU -> leakyRelu(x, parameter);
      case ELU -> elu(x, parameter);
      case SELU -> selu(x);
      case GELU -> gelu(x);
      case GELU_TANH -> geluTanh(x);
      case SILU -> silu(x);
      case SOFTPLUS -> softplus(x);
      case SOFTSIGN -> softsign(x);
      case HARD_SIGMOID -> hardSigmoid(x);
      case HARD_SILU -> hardSilu(x);
      case MISH -> mish(x);
    };
  }
}
