package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;

/** Element-wise functions of float32. */
public final class UnaryF32 implements Kernel {
  public static final KernelEntry<UnaryOp> ENTRY =
      new KernelEntry<>(UnaryOp.class, UnaryF32::prepare);

  private final UnaryFunction function;
  private final int size;
  private final CpuDevice device;

  private UnaryF32(UnaryFunction function, int size, CpuDevice device) {
    this.function = function;
    this.size = size;
    this.device = device;
  }

  private static Optional<Kernel> prepare(UnaryOp op, OpSignature signature, KernelEnv env) {
    UnaryFunction function = function(op);
    if (function == null || !signature.all(DType.FLOAT32)) {
      return Optional.empty();
    }
    int size = signature.outputShape(0).intSize();
    return Optional.of(new UnaryF32(function, size, CpuDevice.of(env)));
  }

  /** The bulk function of the same meaning, or {@code null}. */
  static UnaryFunction function(UnaryOp op) {
    return switch (op) {
      case ABS -> UnaryFunction.ABS;
      case NEGATE -> UnaryFunction.NEGATIVE;
      case SIGN -> UnaryFunction.SIGN;
      case SQUARE -> UnaryFunction.SQUARE;
      case SQRT -> UnaryFunction.SQRT;
      case RSQRT -> UnaryFunction.RSQRT;
      case RECIPROCAL -> UnaryFunction.RECIPROCAL;
      case EXP -> UnaryFunction.EXP;
      case EXPM1 -> UnaryFunction.EXPM1;
      case LOG -> UnaryFunction.LOG;
      case LOG1P -> UnaryFunction.LOG1P;
      case SIN -> UnaryFunction.SIN;
      case COS -> UnaryFunction.COS;
      case TAN -> UnaryFunction.TAN;
      case ASIN -> UnaryFunction.ARCSIN;
      case ACOS -> UnaryFunction.ARCCOS;
      case ATAN -> UnaryFunction.ARCTAN;
      case SINH -> UnaryFunction.SINH;
      case COSH -> UnaryFunction.COSH;
      case ASINH -> UnaryFunction.ARCSINH;
      case ACOSH -> UnaryFunction.ARCCOSH;
      case ATANH -> UnaryFunction.ARCTANH;
      case TANH -> UnaryFunction.TANH;
      case SIGMOID -> UnaryFunction.SIGMOID;
      case SOFTPLUS -> UnaryFunction.SOFTPLUS;
      case ERF -> UnaryFunction.ERF;
      case FLOOR -> UnaryFunction.FLOOR;
      case CEIL -> UnaryFunction.CEIL;
      case ROUND -> UnaryFunction.ROUND;
      case TRUNC -> UnaryFunction.TRUNC;
      case RELU -> UnaryFunction.RELU;
      default -> null;
    };
  }

  /** Cost of one element, compared with an addition. */
  static int cost(UnaryFunction function) {
    return switch (function) {
      case ABS, NEGATIVE, SIGN, SQUARE, SQRT, RSQRT, RECIPROCAL -> 1;
      case FLOOR, CEIL, ROUND, TRUNC, RELU -> 1;
      default -> 8;
    };
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] y = frame.floats(1);
    int yAt = frame.offset(1);
    return device.loop(
        size,
        cost(function),
        (from, to) -> device.math().unary(function, x, xAt + from, y, yAt + from, to - from));
  }

  @Override
  public boolean canOverwrite(int input) {
    return true;
  }

  @Override
  public String describe() {
    return "UnaryF32 " + function;
  }
}
