package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import java.lang.invoke.MethodHandles;
import java.util.EnumMap;
import java.util.Map;

/**
 * The vector loop of each {@link BinaryFunction}; tails and functions without a vector form are
 * left to {@link PortableBinary}.
 */
final class VectorBinary {
  private static final Map<BinaryFunction, VectorLoop> ARRAYS = arrays();
  private static final Map<BinaryFunction, VectorLoop> SCALARS = scalars();

  private VectorBinary() {}

  static void apply(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    VectorLoop loop = ARRAYS.get(f);
    int done = loop == null ? 0 : n - n % WIDTH;
    if (done > 0) {
      loop.run(0f, a, aAt, b, bAt, y, yAt, done);
    }
    if (done < n) {
      PortableBinary.apply(f, a, aAt + done, b, bAt + done, y, yAt + done, n - done);
    }
  }

  static void applyScalar(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    VectorLoop loop = SCALARS.get(f);
    int done = loop == null ? 0 : n - n % WIDTH;
    if (done > 0) {
      loop.run(b, a, aAt, a, aAt, y, yAt, done);
    }
    if (done < n) {
      PortableBinary.applyScalar(f, a, aAt + done, b, y, yAt + done, n - done);
    }
  }

  private static Map<BinaryFunction, VectorLoop> arrays() {
    Map<BinaryFunction, VectorLoop> loops = new EnumMap<>(BinaryFunction.class);
    loops.put(BinaryFunction.ADD, loop("add"));
    loops.put(BinaryFunction.SUBTRACT, loop("subtract"));
    loops.put(BinaryFunction.REVERSE_SUBTRACT, loop("reverseSubtract"));
    loops.put(BinaryFunction.MULTIPLY, loop("multiply"));
    loops.put(BinaryFunction.DIVIDE, loop("divide"));
    loops.put(BinaryFunction.REVERSE_DIVIDE, loop("reverseDivide"));
    loops.put(BinaryFunction.MAXIMUM, loop("maximum"));
    loops.put(BinaryFunction.MINIMUM, loop("minimum"));
    loops.put(BinaryFunction.SQUARED_DIFFERENCE, loop("squaredDifference"));
    loops.put(BinaryFunction.TANH_GRADIENT, loop("tanhGradient"));
    loops.put(BinaryFunction.SIGMOID_GRADIENT, loop("sigmoidGradient"));
    loops.put(BinaryFunction.RELU_GRADIENT, loop("reluGradient"));
    return loops;
  }

  private static Map<BinaryFunction, VectorLoop> scalars() {
    Map<BinaryFunction, VectorLoop> loops = new EnumMap<>(BinaryFunction.class);
    loops.put(BinaryFunction.ADD, loop("addScalar"));
    loops.put(BinaryFunction.SUBTRACT, loop("subtractScalar"));
    loops.put(BinaryFunction.REVERSE_SUBTRACT, loop("reverseSubtractScalar"));
    loops.put(BinaryFunction.MULTIPLY, loop("multiplyScalar"));
    loops.put(BinaryFunction.DIVIDE, loop("divideScalar"));
    loops.put(BinaryFunction.REVERSE_DIVIDE, loop("reverseDivideScalar"));
    loops.put(BinaryFunction.MAXIMUM, loop("maximumScalar"));
    loops.put(BinaryFunction.MINIMUM, loop("minimumScalar"));
    loops.put(BinaryFunction.SQUARED_DIFFERENCE, loop("squaredDifferenceScalar"));
    return loops;
  }

  private static VectorLoop loop(String method) {
    return VectorLoop.of(MethodHandles.lookup(), VectorBinaryLoops.class, method);
  }
}
