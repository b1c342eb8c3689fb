package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link VectorMath} on the Vector API.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector} ({@code --add-modules
 * jdk.incubator.vector}); callers choose it only where that module is present.
 */
public final class VectorApiMath implements VectorMath {
  private final VectorUnary unary = new VectorUnary();

  @Override
  public void unary(
      UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    unary.apply(f, parameter, x, xAt, y, yAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    VectorBinary.apply(f, a, aAt, b, bAt, y, yAt, n);
  }

  @Override
  public void binaryScalar(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    VectorBinary.applyScalar(f, a, aAt, b, y, yAt, n);
  }

  @Override
  public void affine(float[] x, int xAt, float scale, float shift, float[] y, int yAt, int n) {
    int done = n - n % WIDTH;
    for (int i = 0; i < done; i += WIDTH) {
      FloatVector.fromArray(FLOATS, x, xAt + i).mul(scale).add(shift).intoArray(y, yAt + i);
    }
    for (int i = done; i < n; i++) {
      y[yAt + i] = x[xAt + i] * scale + shift;
    }
  }

  @Override
  public void multiplyAdd(
      float[] x,
      int xAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt,
      int n) {
    int done = n - n % WIDTH;
    for (int i = 0; i < done; i += WIDTH) {
      FloatVector.fromArray(FLOATS, x, xAt + i)
          .mul(FloatVector.fromArray(FLOATS, scale, scaleAt + i))
          .add(FloatVector.fromArray(FLOATS, shift, shiftAt + i))
          .intoArray(y, yAt + i);
    }
    for (int i = done; i < n; i++) {
      y[yAt + i] = x[xAt + i] * scale[scaleAt + i] + shift[shiftAt + i];
    }
  }

  @Override
  public void takeAtMaximum(
      float[] x,
      int xAt,
      float[] max,
      int maxAt,
      float[] rest,
      int restAt,
      float[] y,
      int yAt,
      int n) {
    FloatVector zero = FloatVector.zero(FLOATS);
    int done = n - n % WIDTH;
    for (int i = 0; i < done; i += WIDTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector g = FloatVector.fromArray(FLOATS, rest, restAt + i);
      FloatVector sum = FloatVector.fromArray(FLOATS, y, yAt + i);
      FloatVector m = FloatVector.fromArray(FLOATS, max, maxAt + i);
      VectorMask<Float> holds =
          v.compare(VectorOperators.EQ, m).or(v.compare(VectorOperators.NE, v));
      sum.blend(sum.add(g), holds).intoArray(y, yAt + i);
      g.blend(zero, holds).intoArray(rest, restAt + i);
    }
    for (int i = done; i < n; i++) {
      float v = x[xAt + i];
      if (v == max[maxAt + i] || v != v) {
        y[yAt + i] += rest[restAt + i];
        rest[restAt + i] = 0f;
      }
    }
  }

  @Override
  public void addScaled(float factor, float[] x, int xAt, float[] y, int yAt, int n) {
    int done = n - n % WIDTH;
    for (int i = 0; i < done; i += WIDTH) {
      FloatVector.fromArray(FLOATS, x, xAt + i)
          .mul(factor)
          .add(FloatVector.fromArray(FLOATS, y, yAt + i))
          .intoArray(y, yAt + i);
    }
    for (int i = done; i < n; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }

  @Override
  public float reduce(Reduction f, float[] x, int xAt, int n) {
    return VectorReduction.reduce(f, x, xAt, n);
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    return VectorReduction.dot(a, aAt, b, bAt, n);
  }

  @Override
  public int indexOf(float value, float[] x, int xAt, int n) {
    return VectorReduction.indexOf(value, x, xAt, n);
  }

  @Override
  public void reduceAxis(
      Reduction f, float[] x, int xAt, int outer, int axis, int inner, float[] y, int yAt) {
    VectorReduction.reduceAxis(f, x, xAt, outer, axis, inner, y, yAt);
  }
}
