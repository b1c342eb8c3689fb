package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LSTM and GRU steps against Keras' cell formulas in double. */
class RecurrentStepTest {
  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  private static VectorMath math(MatrixKernels kernels) {
    return kernels instanceof PortableMatrixKernels ? new PortableMath() : new VectorApiMath();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** {@code h · u}, column by column, in double. */
  private static double[] product(double[] h, float[] u, int columns) {
    double[] out = new double[columns];
    for (int p = 0; p < h.length; p++) {
      for (int j = 0; j < columns; j++) {
        out[j] += h[p] * u[p * columns + j];
      }
    }
    return out;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void lstm(MatrixKernels kernels) {
    Random random = new Random(1);
    int steps = 5;
    for (int batch : new int[] {1, 3, 70}) {
      for (int units : new int[] {1, 7, 16, 100}) {
        float[] u = TestKernels.random(random, units * 4 * units);
        float[] gates = TestKernels.random(random, batch * steps * 4 * units);
        float[] h = TestKernels.random(random, batch * units);
        float[] c = TestKernels.random(random, batch * units);
        float[] expected = new float[batch * steps * units];
        double[] carry = new double[batch * units];
        for (int b = 0; b < batch; b++) {
          double[] state = new double[units];
          for (int j = 0; j < units; j++) {
            state[j] = h[b * units + j];
            carry[b * units + j] = c[b * units + j];
          }
          for (int t = 0; t < steps; t++) {
            double[] z = product(state, u, 4 * units);
            int x = (b * steps + t) * 4 * units;
            for (int j = 0; j < units; j++) {
              double i = sigmoid(z[j] + gates[x + j]);
              double f = sigmoid(z[units + j] + gates[x + units + j]);
              double g = Math.tanh(z[2 * units + j] + gates[x + 2 * units + j]);
              double o = sigmoid(z[3 * units + j] + gates[x + 3 * units + j]);
              carry[b * units + j] = f * carry[b * units + j] + i * g;
              state[j] = o * Math.tanh(carry[b * units + j]);
              expected[(b * steps + t) * units + j] = (float) state[j];
            }
          }
        }
        int block = batch == 3 ? 16 : RecurrentKernel.blockUnits(batch, units, 4, 2);
        LstmStep step =
            new LstmStep(
                kernels,
                math(kernels),
                batch,
                RecurrentKernel.of(kernels, units, 4, u, 0, 4 * units, block),
                UnaryFunction.TANH,
                UnaryFunction.SIGMOID,
                2);
        int size = batch * units;
        float[] work = new float[4 * size + step.scratchSize()];
        System.arraycopy(h, 0, work, 0, size);
        System.arraycopy(c, 0, work, size, size);
        float[] out = new float[batch * steps * units];
        for (int t = 0; t < steps; t++) {
          int before = t % 2 * 2 * size;
          int after = (t + 1) % 2 * 2 * size;
          int x = t * 4 * units;
          run(step, gates, x, steps * 4 * units, work, before, after, 4 * size);
          for (int b = 0; b < batch; b++) {
            System.arraycopy(work, after + b * units, out, (b * steps + t) * units, units);
          }
        }
        assertArrayEquals(expected, out, 1e-5f);
        int last = steps % 2 * 2 * size + size;
        for (int j = 0; j < carry.length; j++) {
          assertEquals((float) carry[j], work[last + j], 1e-5f);
        }
      }
    }
  }

  private static void run(
      RecurrentStep step,
      float[] x,
      int xAt,
      int xStride,
      float[] work,
      int before,
      int after,
      int scratchAt) {
    for (int phase = 0; phase < step.phases(); phase++) {
      for (int task = step.tasks() - 1; task >= 0; task--) {
        step.run(phase, task, x, xAt, xStride, work, before, after, scratchAt);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gru(MatrixKernels kernels) {
    Random random = new Random(2);
    for (int round = 0; round < 32; round++) {
      boolean resetAfter = round % 2 == 0;
      boolean useBias = resetAfter && round % 4 == 0;
      int batch = 1 + random.nextInt(70);
      int units = 1 + random.nextInt(130);
      int width = 3 * units;
      float[] u = TestKernels.random(random, units * width);
      float[] x = TestKernels.random(random, batch * (width + 4));
      float[] h = TestKernels.random(random, batch * units);
      float[] bias = TestKernels.random(random, width + 1);
      float[] expected = new float[batch * units];
      for (int b = 0; b < batch; b++) {
        double[] state = new double[units];
        for (int j = 0; j < units; j++) {
          state[j] = h[b * units + j];
        }
        double[] z = product(state, u, width);
        double[] update = new double[units];
        double[] reset = new double[units];
        double[] limited = new double[units];
        for (int j = 0; j < units; j++) {
          double bz = useBias ? bias[1 + j] : 0;
          double br = useBias ? bias[1 + units + j] : 0;
          update[j] = sigmoid(z[j] + bz + x[b * (width + 4) + j]);
          reset[j] = sigmoid(z[units + j] + br + x[b * (width + 4) + units + j]);
          limited[j] = reset[j] * state[j];
        }
        double[] afterReset = product(limited, u, width);
        for (int j = 0; j < units; j++) {
          double bh = useBias ? bias[1 + 2 * units + j] : 0;
          double recurrent =
              resetAfter ? reset[j] * (z[2 * units + j] + bh) : afterReset[2 * units + j];
          double candidate = Math.tanh(recurrent + x[b * (width + 4) + 2 * units + j]);
          expected[b * units + j] = (float) (update[j] * state[j] + (1 - update[j]) * candidate);
        }
      }
      int block = RecurrentKernel.blockUnits(batch, units, 3, 2);
      GruStep step =
          new GruStep(
              kernels,
              math(kernels),
              batch,
              GruStep.kernels(kernels, units, resetAfter, u, 0, block),
              useBias ? bias : null,
              1,
              UnaryFunction.TANH,
              UnaryFunction.SIGMOID,
              2);
      int size = batch * units;
      float[] work = new float[2 * size + step.scratchSize()];
      System.arraycopy(h, 0, work, 0, size);
      run(step, x, 0, width + 4, work, 0, size, 2 * size);
      assertArrayEquals(expected, Arrays.copyOfRange(work, size, 2 * size), 1e-5f);
    }
  }
}
