package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.Frame;
import org.keras4j.backend.cpu.simd.Epilogue;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.backend.fused.WithEpilogue;

/** Turns the optimiser's epilogues into those of products and convolutions. */
final class Epilogues {
  private Epilogues() {}

  /**
   * The epilogue of one call.
   *
   * @param outputOffset elements of the output before the part that the call computes
   */
  static Epilogue of(WithEpilogue fused, Frame frame, int outputOffset, CpuDevice device) {
    Epilogue epilogue = Epilogue.NONE;
    if (fused.bias()) {
      epilogue = epilogue.withBias(frame.floats(2), frame.offset(2));
    }
    if (fused.residual()) {
      int input = fused.residualInput();
      epilogue = epilogue.withResidual(frame.floats(input), frame.offset(input) + outputOffset);
    }
    return switch (fused.function()) {
      case NONE -> epilogue;
      case RELU -> epilogue.withActivation(Epilogue.Activation.RELU);
      case RELU6 -> epilogue.withActivation(Epilogue.Activation.RELU6);
      case TANH -> epilogue.withFunction(rows(UnaryFunction.TANH, device.math()));
      case SIGMOID -> epilogue.withFunction(rows(UnaryFunction.SIGMOID, device.math()));
      case SILU -> epilogue.withFunction(rows(UnaryFunction.SILU, device.math()));
    };
  }

  private static Epilogue.RowFunction rows(UnaryFunction function, VectorMath math) {
    return (c, at, stride, rows, columns, firstColumn) -> {
      for (int row = 0; row < rows; row++) {
        int from = at + row * stride;
        math.unary(function, c, from, c, from, columns);
      }
    };
  }
}
