package org.keras4j.backend.cpu.simd;

/**
 * Element-wise functions of two floats {@code (a, b)} for {@link VectorMath}.
 *
 * <p>A {@code REVERSE_} function takes its operands in the other order, so that a scalar, a row or
 * a column, always the second operand of a {@link VectorMath} method, can stand on the left.
 */
public enum BinaryFunction {
  ADD,
  SUBTRACT,
  /** {@code b - a}. */
  REVERSE_SUBTRACT,
  MULTIPLY,
  DIVIDE,
  /** {@code b / a}. */
  REVERSE_DIVIDE,
  /** NaN if either operand is NaN, as in TensorFlow. */
  MAXIMUM,
  /** NaN if either operand is NaN, as in TensorFlow. */
  MINIMUM,
  /** {@code (a - b)²}. */
  SQUARED_DIFFERENCE,
  POWER,
  /** {@code b ^ a}. */
  REVERSE_POWER,
  /** {@code floor(a / b)}. */
  FLOOR_DIVIDE,
  /** {@code floor(b / a)}. */
  REVERSE_FLOOR_DIVIDE,
  /** Remainder with the sign of the divisor, as in NumPy. */
  MOD,
  /** {@code b mod a}. */
  REVERSE_MOD,
  ARCTAN2,
  /** {@code arctan2(b, a)}. */
  REVERSE_ARCTAN2,
  /** {@code a (1 - b²)}: a gradient back through {@code b = tanh(x)}. */
  TANH_GRADIENT,
  /** {@code b (1 - a²)}. */
  REVERSE_TANH_GRADIENT,
  /** {@code a b (1 - b)}: a gradient back through {@code b = sigmoid(x)}. */
  SIGMOID_GRADIENT,
  /** {@code b a (1 - a)}. */
  REVERSE_SIGMOID_GRADIENT,
  /** {@code a} where {@code b > 0}, else 0: a gradient back through {@code b = relu(x)}. */
  RELU_GRADIENT,
  /** {@code b} where {@code a > 0}, else 0. */
  REVERSE_RELU_GRADIENT;

  /** The function that gives {@code f(b, a)} for this {@code f(a, b)}. */
  public BinaryFunction reversed() {
    return switch (this) {
      case ADD, MULTIPLY, MAXIMUM, MINIMUM, SQUARED_DIFFERENCE -> this;
      case SUBTRACT -> REVERSE_SUBTRACT;
      case REVERSE_SUBTRACT -> SUBTRACT;
      case DIVIDE -> REVERSE_DIVIDE;
      case REVERSE_DIVIDE -> DIVIDE;
      case POWER -> REVERSE_POWER;
      case REVERSE_POWER -> POWER;
      case FLOOR_DIVIDE -> REVERSE_FLOOR_DIVIDE;
      case REVERSE_FLOOR_DIVIDE -> FLOOR_DIVIDE;
      case MOD -> REVERSE_MOD;
      case REVERSE_MOD -> MOD;
      case ARCTAN2 -> REVERSE_ARCTAN2;
      case REVERSE_ARCTAN2 -> ARCTAN2;
      case TANH_GRADIENT -> REVERSE_TANH_GRADIENT;
      case REVERSE_TANH_GRADIENT -> TANH_GRADIENT;
      case SIGMOID_GRADIENT -> REVERSE_SIGMOID_GRADIENT;
      case REVERSE_SIGMOID_GRADIENT -> SIGMOID_GRADIENT;
      case RELU_GRADIENT -> REVERSE_RELU_GRADIENT;
      case REVERSE_RELU_GRADIENT -> RELU_GRADIENT;
    };
  }
}
