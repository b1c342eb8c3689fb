package org.keras4j.backend.cpu.simd;

/**
 * Element-wise functions of one float that {@link VectorMath#unary} applies to an array range.
 *
 * <p>Names and formulas are those of {@code keras.ops} and {@code keras.activations}. NaN gives NaN
 * in every function.
 */
public enum UnaryFunction {
  ABS,
  NEGATIVE,
  SIGN,
  SQUARE,
  SQRT,
  RSQRT,
  RECIPROCAL,
  FLOOR,
  CEIL,
  /** Round half to even, as NumPy and TensorFlow do. */
  ROUND,
  TRUNC,
  EXP,
  EXPM1,
  LOG,
  LOG1P,
  LOG2,
  LOG10,
  SIN,
  COS,
  TAN,
  ARCSIN,
  ARCCOS,
  ARCTAN,
  SINH,
  COSH,
  TANH,
  ARCSINH,
  ARCCOSH,
  ARCTANH,
  ERF,
  SIGMOID,
  /** {@code -softplus(-x)}. */
  LOG_SIGMOID,
  RELU,
  RELU6,
  /** {@code x > 0 ? x : parameter * x}; Keras' {@code negative_slope}. */
  LEAKY_RELU(0.2f),
  /** {@code x > 0 ? x : parameter * expm1(x)}; Keras' {@code alpha}. */
  ELU(1f),
  SELU,
  /** {@code 0.5 x (1 + erf(x / sqrt 2))}. */
  GELU,
  /** The tanh approximation of {@link #GELU}; Keras' {@code approximate=True}. */
  GELU_TANH,
  SILU,
  SOFTPLUS,
  SOFTSIGN,
  /** {@code relu6(x + 3) / 6}. */
  HARD_SIGMOID,
  HARD_SILU,
  MISH;

  private final float defaultParameter;

  UnaryFunction() {
    this(0f);
  }

  UnaryFunction(float defaultParameter) {
    this.defaultParameter = defaultParameter;
  }

  /** Keras' default of the function's own parameter; 0 where it has none. */
  public float defaultParameter() {
    return defaultParameter;
  }
}
