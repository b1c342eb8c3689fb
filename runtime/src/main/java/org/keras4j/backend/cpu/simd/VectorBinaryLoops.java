package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of the {@link BinaryFunction}s: with two arrays, and with a scalar as second operand.
 * {@link VectorLoop} says what a loop is.
 */
final class VectorBinaryLoops {

  private VectorBinaryLoops() {}

  static void add(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.add(q).intoArray(y, yAt + i);
    }
  }

  static void addScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.add(q).intoArray(y, yAt + i);
    }
  }

  static void subtract(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.sub(q).intoArray(y, yAt + i);
    }
  }

  static void subtractScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.sub(q).intoArray(y, yAt + i);
    }
  }

  static void reverseSubtract(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      q.sub(p).intoArray(y, yAt + i);
    }
  }

  static void reverseSubtractScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      q.sub(p).intoArray(y, yAt + i);
    }
  }

  static void multiply(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(q).intoArray(y, yAt + i);
    }
  }

  static void multiplyScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.mul(q).intoArray(y, yAt + i);
    }
  }

  static void divide(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.div(q).intoArray(y, yAt + i);
    }
  }

  static void divideScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.div(q).intoArray(y, yAt + i);
    }
  }

  static void reverseDivide(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      q.div(p).intoArray(y, yAt + i);
    }
  }

  static void reverseDivideScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      q.div(p).intoArray(y, yAt + i);
    }
  }

  static void maximum(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.max(q).intoArray(y, yAt + i);
    }
  }

  static void maximumScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.max(q).intoArray(y, yAt + i);
    }
  }

  static void minimum(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.min(q).intoArray(y, yAt + i);
    }
  }

  static void minimumScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      p.min(q).intoArray(y, yAt + i);
    }
  }

  static void squaredDifference(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector difference = p.sub(q);
      difference.mul(difference).intoArray(y, yAt + i);
    }
  }

  static void squaredDifferenceScalar(
      float b, float[] a, int aAt, float[] unused, int unusedAt, float[] y, int yAt, int n) {
    FloatVector q = FloatVector.broadcast(FLOATS, b);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector difference = p.sub(q);
      difference.mul(difference).intoArray(y, yAt + i);
    }
  }

  static void tanhGradient(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(one.sub(q.mul(q))).intoArray(y, yAt + i);
    }
  }

  static void sigmoidGradient(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      p.mul(q.mul(one.sub(q))).intoArray(y, yAt + i);
    }
  }

  static void reluGradient(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    FloatVector zero = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector q = FloatVector.fromArray(FLOATS, b, bAt + i);
      zero.blend(p, q.compare(VectorOperators.GT, zero)).intoArray(y, yAt + i);
    }
  }
}
