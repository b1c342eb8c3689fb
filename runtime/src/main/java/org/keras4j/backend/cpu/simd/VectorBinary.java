package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link BinaryFunction} over vectors, one per function as in {@link VectorUnary};
 * tails and functions without a vector form are left to {@link PortableBinary}.
 */
final class VectorBinary {

  private VectorBinary() {}

  static void apply(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    int done = n - n % WIDTH;
    switch (f) {
      case ADD -> add(a, aAt, b, bAt, y, yAt, done);
      case SUBTRACT -> subtract(a, aAt, b, bAt, y, yAt, done);
      case REVERSE_SUBTRACT -> reverseSubtract(a, aAt, b, bAt, y, yAt, done);
      case MULTIPLY -> multiply(a, aAt, b, bAt, y, yAt, done);
      case DIVIDE -> divide(a, aAt, b, bAt, y, yAt, done);
      case REVERSE_DIVIDE -> reverseDivide(a, aAt, b, bAt, y, yAt, done);
      case MAXIMUM -> maximum(a, aAt, b, bAt, y, yAt, done);
      case MINIMUM -> minimum(a, aAt, b, bAt, y, yAt, done);
      case SQUARED_DIFFERENCE -> squaredDifference(a, aAt, b, bAt, y, yAt, done);
      case TANH_GRADIENT -> tanhGradient(a, aAt, b, bAt, y, yAt, done);
      case SIGMOID_GRADIENT -> sigmoidGradient(a, aAt, b, bAt, y, yAt, done);
      case RELU_GRADIENT -> reluGradient(a, aAt, b, bAt, y, yAt, done);
      default -> done = 0;
    }
    if (done < n) {
      PortableBinary.apply(f, a, aAt + done, b, bAt + done, y, yAt + done, n - done);
    }
  }

  static void applyScalar(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    int done = n - n % WIDTH;
    switch (f) {
      case ADD -> add(a, aAt, b, y, yAt, done);
      case SUBTRACT -> subtract(a, aAt, b, y, yAt, done);
      case REVERSE_SUBTRACT -> reverseSubtract(a, aAt, b, y, yAt, done);
      case MULTIPLY -> multiply(a, aAt, b, y, yAt, done);
      case DIVIDE -> divide(a, aAt, b, y, yAt, done);
      case REVERSE_DIVIDE -> reverseDivide(a, aAt, b, y, yAt, done);
      case MAXIMUM -> maximum(a, aAt, b, y, yAt, done);
      case MINIMUM -> minimum(a, aAt, b, y, yAt, done);
      case SQUARED_DIFFERENCE -> squaredDifference(a, aAt, b, y, yAt, done);
      default -> done = 0;
    }
    if (done < n) {
      PortableBinary.applyScalar(f, a, aAt + done, b, y, yAt + done, n - done);
    }
  }

  private static void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.add(q).intoArray(y, yAt + i);
    }
  }

  private static void add(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.add(q).intoArray(y, yAt + i);
    }
  }

  private static void subtract(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.sub(q).intoArray(y, yAt + i);
    }
  }

  private static void subtract(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.sub(q).intoArray(y, yAt + i);
    }
  }

  private static void reverseSubtract(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      q.sub(p).intoArray(y, yAt + i);
    }
  }

  private static void reverseSubtract(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      q.sub(p).intoArray(y, yAt + i);
    }
  }

  private static void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(q).intoArray(y, yAt + i);
    }
  }

  private static void multiply(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.mul(q).intoArray(y, yAt + i);
    }
  }

  private static void divide(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.div(q).intoArray(y, yAt + i);
    }
  }

  private static void divide(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.div(q).intoArray(y, yAt + i);
    }
  }

  private static void reverseDivide(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      q.div(p).intoArray(y, yAt + i);
    }
  }

  private static void reverseDivide(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      q.div(p).intoArray(y, yAt + i);
    }
  }

  private static void maximum(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.max(q).intoArray(y, yAt + i);
    }
  }

  private static void maximum(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.max(q).intoArray(y, yAt + i);
    }
  }

  private static void minimum(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.min(q).intoArray(y, yAt + i);
    }
  }

  private static void minimum(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.min(q).intoArray(y, yAt + i);
    }
  }

  private static void squaredDifference(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector difference = p.sub(q);
      difference.mul(difference).intoArray(y, yAt + i);
    }
  }

  private static void squaredDifference(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector difference = p.sub(q);
      difference.mul(difference).intoArray(y, yAt + i);
    }
  }

  private static void tanhGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(one.sub(q.mul(q))).intoArray(y, yAt + i);
    }
  }

  private static void sigmoidGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(q.mul(one.sub(q))).intoArray(y, yAt + i);
    }
  }

  private static void reluGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      zero.blend(p, q.compare(VectorOperators.GT, zero)).intoArray(y, yAt + i);
    }
  }
}
