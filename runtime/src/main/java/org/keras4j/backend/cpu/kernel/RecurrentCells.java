package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.Frame;
import org.keras4j.backend.Packed;
import org.keras4j.backend.cpu.simd.Gemm;
import org.keras4j.backend.cpu.simd.GemmSpec;
import org.keras4j.backend.cpu.simd.GruStep;
import org.keras4j.backend.cpu.simd.LstmStep;
import org.keras4j.backend.cpu.simd.PackedB;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.op.RnnActivation;

/** One time step of each kind of recurrent layer. */
final class RecurrentCells {
  private RecurrentCells() {}

  /** A time step for a batch; the states are advanced in place. */
  interface Cell {
    int scratchSize();

    /**
     * Advances all samples.
     *
     * @param x the inputs' share of the gates, rows {@code xStride} apart
     * @param states arrays and positions of the states, the output first
     */
    void run(float[] x, int xAt, int xStride, float[][] states, int[] at, float[] scratch);
  }

  /** Sizes of a layer. */
  record Sizes(int batch, int units) {}

  /** The bulk function of the same meaning, or {@code null}. */
  static UnaryFunction function(RnnActivation activation) {
    return switch (activation) {
      case LINEAR -> null;
      case TANH -> UnaryFunction.TANH;
      case SIGMOID -> UnaryFunction.SIGMOID;
      case RELU -> UnaryFunction.RELU;
      case HARD_SIGMOID -> UnaryFunction.HARD_SIGMOID;
      case SOFTSIGN -> UnaryFunction.SOFTSIGN;
      case SOFTPLUS -> UnaryFunction.SOFTPLUS;
      case EXPONENTIAL -> UnaryFunction.EXP;
      case SILU -> UnaryFunction.SILU;
    };
  }

  /** The recurrent kernel in packed form: shared between sessions if it is a weight. */
  static PackedB pack(Packed<PackedB> weights, Frame frame, int input) {
    if (frame.operand(input).value() != null) {
      return weights.of(frame.operand(input));
    }
    int rows = frame.spec(input).shape().dim(0);
    int columns = frame.spec(input).shape().dim(1);
    return PackedB.of(rows, columns, frame.floats(input), frame.offset(input), columns, false);
  }

  static Cell lstm(
      Sizes sizes,
      PackedB kernel,
      UnaryFunction activation,
      UnaryFunction recurrent,
      CpuDevice device) {
    LstmStep step =
        new LstmStep(sizes.batch, sizes.units, kernel, activation, recurrent, device.pool());
    return new Cell() {
      @Override
      public int scratchSize() {
        return step.scratchSize();
      }

      @Override
      public void run(float[] x, int xAt, int xStride, float[][] s, int[] at, float[] scratch) {
        step.run(x, xAt, xStride, s[0], at[0], s[1], at[1], s[0], at[0], sizes.units, scratch, 0);
      }
    };
  }

  static Cell gru(Sizes sizes, GruStep step) {
    return new Cell() {
      @Override
      public int scratchSize() {
        return step.scratchSize();
      }

      @Override
      public void run(float[] x, int xAt, int xStride, float[][] s, int[] at, float[] scratch) {
        step.run(x, xAt, xStride, s[0], at[0], s[0], at[0], sizes.units, scratch, 0);
      }
    };
  }

  static Cell simple(Sizes sizes, PackedB kernel, UnaryFunction activation, CpuDevice device) {
    int units = sizes.units;
    Gemm gemm =
        new Gemm(GemmSpec.of(sizes.batch, units, units).accumulating(), kernel, device.pool());
    float[] sum = new float[sizes.batch * units];
    return new Cell() {
      @Override
      public int scratchSize() {
        return gemm.scratchSize();
      }

      @Override
      public void run(float[] x, int xAt, int xStride, float[][] s, int[] at, float[] scratch) {
        for (int i = 0; i < sizes.batch; i++) {
          System.arraycopy(x, xAt + i * xStride, sum, i * units, units);
        }
        gemm.run(s[0], at[0], null, 0, sum, 0, scratch, 0);
        device.math().unary(activation, sum, 0, s[0], at[0], sum.length);
      }
    };
  }
}
