package org.keras4j.optimizers;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/** The formulas of Adam and its kind. */
final class Moments {
  private Moments() {}

  /** A running mean moved by a fraction towards a value. */
  static Tensor towards(Tensor mean, Tensor value, double fraction) {
    return towards(mean, value, Constant.scalar(mean.dtype(), fraction));
  }

  /** A running mean moved by a fraction, a scalar, towards a value. */
  static Tensor towards(Tensor mean, Tensor value, Tensor fraction) {
    return MathOps.add(mean, MathOps.multiply(MathOps.subtract(value, mean), fraction));
  }

  /** {@code 1 - beta} in a variable's dtype, in which beta is rounded first. */
  static Tensor rounded(double beta, DType dtype) {
    return MathOps.subtract(1.0, Constant.scalar(dtype, beta));
  }

  /** {@code 1 - beta^number}: the share that the mean has seen of what it will see in the end. */
  static Tensor correction(UpdateStep step, double beta, DType dtype) {
    return MathOps.subtract(1.0, MathOps.power(beta, step.number(dtype)));
  }

  /** The learning rate, corrected for both means having begun at zero. */
  static Tensor correctedRate(UpdateStep step, Tensor learningRate, double beta1, double beta2) {
    DType dtype = learningRate.dtype();
    Tensor root = MathOps.sqrt(correction(step, beta2, dtype));
    return MathOps.divide(MathOps.multiply(learningRate, root), correction(step, beta1, dtype));
  }

  /** {@code rate * momentum / (sqrt(velocity) + epsilon)}. */
  static Tensor change(Tensor rate, Tensor momentum, Tensor velocity, double epsilon) {
    Tensor divisor = MathOps.add(MathOps.sqrt(velocity), epsilon);
    return MathOps.divide(MathOps.multiply(momentum, rate), divisor);
  }
}
