package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsVectorApi
class ElementwiseProgramTest {
  private static final VectorMath[] BOTH = {new PortableMath(), new VectorApiMath()};

  /** {@code silu(x + bias) * scale - tanh(x)} with the scalar on the left of a subtraction too. */
  private static ElementwiseProgram chain() {
    var program = new ElementwiseProgram.Builder();
    int x = program.array();
    int bias = program.row();
    int scale = program.scalar();
    int silu = program.unary(UnaryFunction.SILU, program.binary(BinaryFunction.ADD, x, bias));
    int scaled = program.binary(BinaryFunction.MULTIPLY, silu, scale);
    int tanh = program.unary(UnaryFunction.TANH, x);
    int difference = program.binary(BinaryFunction.SUBTRACT, scaled, tanh);
    return program.build(program.binary(BinaryFunction.SUBTRACT, scale, difference));
  }

  private static float expected(float x, float bias, float scale) {
    return scale - (FloatActivations.silu(x + bias) * scale - FloatMath.tanh(x));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10, 100, 1000, 1024, 1025, 3000})
  void chainEqualsScalarsOverAnySplit(int columns) {
    int n = columns * Math.max(3, 5000 / columns);
    float[] x = random(n + 1, 1);
    float[] bias = random(columns + 2, 2);
    float[] scale = {9f, 1.5f};
    ElementwiseProgram program = chain();
    float[] scratch = new float[program.scratchSize() + 1];
    for (VectorMath math : BOTH) {
      float[] y = new float[n + 3];
      int split = n / 3 + 1; // in the middle of a row
      float[][] inputs = {x, bias, scale};
      int[] at = {1, 2, 1};
      program.run(math, inputs, at, columns, y, 3, 0, split, scratch, 1);
      program.run(math, inputs, at, columns, y, 3, split, n, scratch, 1);
      for (int i = 0; i < n; i++) {
        assertEquals(expected(x[1 + i], bias[2 + i % columns], 1.5f), y[3 + i]);
      }
    }
  }

  @Test
  void blocksAreReused() {
    assertEquals(2 * ElementwiseProgram.BLOCK, chain().scratchSize());
  }

  /** Rows and scalars alone have no full operand; the program widens them by itself. */
  @Test
  void broadcastOperandsOnly() {
    var builder = new ElementwiseProgram.Builder();
    int row = builder.row();
    int scalar = builder.scalar();
    int difference = builder.binary(BinaryFunction.SUBTRACT, scalar, row);
    ElementwiseProgram program =
        builder.build(
            builder.binary(
                BinaryFunction.ADD, difference, builder.unary(UnaryFunction.SQUARE, row)));
    float[][] inputs = {{1, 2, 3}, {10}};
    float[] scratch = new float[program.scratchSize()];
    for (VectorMath math : BOTH) {
      float[] y = new float[6];
      program.run(math, inputs, new int[2], 3, y, 0, 0, 6, scratch, 0);
      for (int i = 0; i < 6; i++) {
        float v = 1 + i % 3;
        assertEquals(10 - v + v * v, y[i]);
      }
    }
  }

  @Test
  void runAllocatesNothing() {
    ElementwiseProgram program = chain();
    float[][] inputs = {random(10_000, 1), random(100, 2), {2f}};
    int[] at = new int[3];
    float[] y = new float[10_000];
    float[] scratch = new float[program.scratchSize()];
    VectorMath math = new PortableMath(); // the vector loops have their own test
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 20; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      program.run(math, inputs, at, 100, y, 0, 0, y.length, scratch, 0);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least == 0, least + " bytes");
  }

  @Test
  void rejectsUnknownValues() {
    var builder = new ElementwiseProgram.Builder();
    builder.array();
    assertThrows(IllegalArgumentException.class, () -> builder.unary(UnaryFunction.EXP, 1));
    builder.unary(UnaryFunction.EXP, 0);
    assertThrows(IllegalStateException.class, builder::array);
  }

  private static float[] random(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }
}
