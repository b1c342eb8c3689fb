package org.keras4j.backend.cpu.simd;

/** {@link VectorMath} in plain loops, which run anywhere; the JIT compiler vectorises some. */
public final class PortableMath implements VectorMath {

  @Override
  public void unary(
      UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    PortableUnary.apply(f, parameter, x, xAt, y, yAt, n);
  }

  @Override
  public void binary(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    PortableBinary.apply(f, a, aAt, b, bAt, y, yAt, n);
  }

  @Override
  public void binaryScalar(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    PortableBinary.applyScalar(f, a, aAt, b, y, yAt, n);
  }

  @Override
  public void affine(float[] x, int xAt, float scale, float shift, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
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
    for (int i = 0; i < n; i++) {
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
    for (int i = 0; i < n; i++) {
      float v = x[xAt + i];
      if (v == max[maxAt + i] || v != v) {
        y[yAt + i] += rest[restAt + i];
        rest[restAt + i] = 0f;
      }
    }
  }

  @Override
  public void addScaled(float factor, float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }

  @Override
  public float reduce(Reduction f, float[] x, int xAt, int n) {
    return PortableReduction.reduce(f, x, xAt, n);
  }

  @Override
  public float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    return PortableReduction.dot(a, aAt, b, bAt, n);
  }

  @Override
  public int indexOf(float value, float[] x, int xAt, int n) {
    return PortableReduction.indexOf(value, x, xAt, n);
  }

  @Override
  public void reduceAxis(
      Reduction f, float[] x, int xAt, int outer, int axis, int inner, float[] y, int yAt) {
    PortableReduction.reduceAxis(f, x, xAt, outer, axis, inner, y, yAt);
  }
}
