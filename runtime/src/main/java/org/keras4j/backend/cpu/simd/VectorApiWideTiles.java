package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles that are two vectors wide, with the Vector API: see {@link MatrixKernels#tile}.
 *
 * <p>Every accumulator is a local variable, so that C2 keeps it in a register: 28 of the 32 that
 * AVX-512 and NEON have, 12 of the 16 of AVX2. Written out because a loop over an array of vectors
 * would box them.
 */
final class VectorApiWideTiles {
  private static final VectorSpecies<Float> S = VectorConstants.FLOATS;
  private static final int LANES = S.length();
  private static final int A = MatrixKernels.A_STRIDE;

  private VectorApiWideTiles() {}

  static void tile14x2(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector d00 = c00;
    FloatVector c01 = c00;
    FloatVector d01 = c00;
    FloatVector c02 = c00;
    FloatVector d02 = c00;
    FloatVector c03 = c00;
    FloatVector d03 = c00;
    FloatVector c04 = c00;
    FloatVector d04 = c00;
    FloatVector c05 = c00;
    FloatVector d05 = c00;
    FloatVector c06 = c00;
    FloatVector d06 = c00;
    FloatVector c07 = c00;
    FloatVector d07 = c00;
    FloatVector c08 = c00;
    FloatVector d08 = c00;
    FloatVector c09 = c00;
    FloatVector d09 = c00;
    FloatVector c10 = c00;
    FloatVector d10 = c00;
    FloatVector c11 = c00;
    FloatVector d11 = c00;
    FloatVector c12 = c00;
    FloatVector d12 = c00;
    FloatVector c13 = c00;
    FloatVector d13 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[aAt + A + i]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
      x = FloatVector.broadcast(S, a[aAt + 2 * A + i]);
      c02 = x.fma(p, c02);
      d02 = x.fma(q, d02);
      x = FloatVector.broadcast(S, a[aAt + 3 * A + i]);
      c03 = x.fma(p, c03);
      d03 = x.fma(q, d03);
      x = FloatVector.broadcast(S, a[aAt + 4 * A + i]);
      c04 = x.fma(p, c04);
      d04 = x.fma(q, d04);
      x = FloatVector.broadcast(S, a[aAt + 5 * A + i]);
      c05 = x.fma(p, c05);
      d05 = x.fma(q, d05);
      x = FloatVector.broadcast(S, a[aAt + 6 * A + i]);
      c06 = x.fma(p, c06);
      d06 = x.fma(q, d06);
      x = FloatVector.broadcast(S, a[aAt + 7 * A + i]);
      c07 = x.fma(p, c07);
      d07 = x.fma(q, d07);
      x = FloatVector.broadcast(S, a[aAt + 8 * A + i]);
      c08 = x.fma(p, c08);
      d08 = x.fma(q, d08);
      x = FloatVector.broadcast(S, a[aAt + 9 * A + i]);
      c09 = x.fma(p, c09);
      d09 = x.fma(q, d09);
      x = FloatVector.broadcast(S, a[aAt + 10 * A + i]);
      c10 = x.fma(p, c10);
      d10 = x.fma(q, d10);
      x = FloatVector.broadcast(S, a[aAt + 11 * A + i]);
      c11 = x.fma(p, c11);
      d11 = x.fma(q, d11);
      x = FloatVector.broadcast(S, a[aAt + 12 * A + i]);
      c12 = x.fma(p, c12);
      d12 = x.fma(q, d12);
      x = FloatVector.broadcast(S, a[aAt + 13 * A + i]);
      c13 = x.fma(p, c13);
      d13 = x.fma(q, d13);
    }
    c00.intoArray(c, cAt);
    d00.intoArray(c, cAt + LANES);
    c01.intoArray(c, cAt + cStride);
    d01.intoArray(c, cAt + cStride + LANES);
    c02.intoArray(c, cAt + 2 * cStride);
    d02.intoArray(c, cAt + 2 * cStride + LANES);
    c03.intoArray(c, cAt + 3 * cStride);
    d03.intoArray(c, cAt + 3 * cStride + LANES);
    c04.intoArray(c, cAt + 4 * cStride);
    d04.intoArray(c, cAt + 4 * cStride + LANES);
    c05.intoArray(c, cAt + 5 * cStride);
    d05.intoArray(c, cAt + 5 * cStride + LANES);
    c06.intoArray(c, cAt + 6 * cStride);
    d06.intoArray(c, cAt + 6 * cStride + LANES);
    c07.intoArray(c, cAt + 7 * cStride);
    d07.intoArray(c, cAt + 7 * cStride + LANES);
    c08.intoArray(c, cAt + 8 * cStride);
    d08.intoArray(c, cAt + 8 * cStride + LANES);
    c09.intoArray(c, cAt + 9 * cStride);
    d09.intoArray(c, cAt + 9 * cStride + LANES);
    c10.intoArray(c, cAt + 10 * cStride);
    d10.intoArray(c, cAt + 10 * cStride + LANES);
    c11.intoArray(c, cAt + 11 * cStride);
    d11.intoArray(c, cAt + 11 * cStride + LANES);
    c12.intoArray(c, cAt + 12 * cStride);
    d12.intoArray(c, cAt + 12 * cStride + LANES);
    c13.intoArray(c, cAt + 13 * cStride);
    d13.intoArray(c, cAt + 13 * cStride + LANES);
  }

  static void tile6x2(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector d00 = c00;
    FloatVector c01 = c00;
    FloatVector d01 = c00;
    FloatVector c02 = c00;
    FloatVector d02 = c00;
    FloatVector c03 = c00;
    FloatVector d03 = c00;
    FloatVector c04 = c00;
    FloatVector d04 = c00;
    FloatVector c05 = c00;
    FloatVector d05 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[aAt + A + i]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
      x = FloatVector.broadcast(S, a[aAt + 2 * A + i]);
      c02 = x.fma(p, c02);
      d02 = x.fma(q, d02);
      x = FloatVector.broadcast(S, a[aAt + 3 * A + i]);
      c03 = x.fma(p, c03);
      d03 = x.fma(q, d03);
      x = FloatVector.broadcast(S, a[aAt + 4 * A + i]);
      c04 = x.fma(p, c04);
      d04 = x.fma(q, d04);
      x = FloatVector.broadcast(S, a[aAt + 5 * A + i]);
      c05 = x.fma(p, c05);
      d05 = x.fma(q, d05);
    }
    c00.intoArray(c, cAt);
    d00.intoArray(c, cAt + LANES);
    c01.intoArray(c, cAt + cStride);
    d01.intoArray(c, cAt + cStride + LANES);
    c02.intoArray(c, cAt + 2 * cStride);
    d02.intoArray(c, cAt + 2 * cStride + LANES);
    c03.intoArray(c, cAt + 3 * cStride);
    d03.intoArray(c, cAt + 3 * cStride + LANES);
    c04.intoArray(c, cAt + 4 * cStride);
    d04.intoArray(c, cAt + 4 * cStride + LANES);
    c05.intoArray(c, cAt + 5 * cStride);
    d05.intoArray(c, cAt + 5 * cStride + LANES);
  }

  static void tile4x2(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector d00 = c00;
    FloatVector c01 = c00;
    FloatVector d01 = c00;
    FloatVector c02 = c00;
    FloatVector d02 = c00;
    FloatVector c03 = c00;
    FloatVector d03 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[aAt + A + i]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
      x = FloatVector.broadcast(S, a[aAt + 2 * A + i]);
      c02 = x.fma(p, c02);
      d02 = x.fma(q, d02);
      x = FloatVector.broadcast(S, a[aAt + 3 * A + i]);
      c03 = x.fma(p, c03);
      d03 = x.fma(q, d03);
    }
    c00.intoArray(c, cAt);
    d00.intoArray(c, cAt + LANES);
    c01.intoArray(c, cAt + cStride);
    d01.intoArray(c, cAt + cStride + LANES);
    c02.intoArray(c, cAt + 2 * cStride);
    d02.intoArray(c, cAt + 2 * cStride + LANES);
    c03.intoArray(c, cAt + 3 * cStride);
    d03.intoArray(c, cAt + 3 * cStride + LANES);
  }

  static void tile2x2(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector d00 = c00;
    FloatVector c01 = c00;
    FloatVector d01 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[aAt + A + i]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
    }
    c00.intoArray(c, cAt);
    d00.intoArray(c, cAt + LANES);
    c01.intoArray(c, cAt + cStride);
    d01.intoArray(c, cAt + cStride + LANES);
  }

  static void tile1x2(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c00 = FloatVector.zero(S);
    FloatVector d00 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
    }
    c00.intoArray(c, cAt);
    d00.intoArray(c, cAt + LANES);
  }

  /** One row by four panels of two vectors. */
  static void strip1x8(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int panel,
      int bStride,
      float[] c,
      int cAt) {
    FloatVector c0 = FloatVector.zero(S);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    int second = bAt + panel;
    int third = second + panel;
    int fourth = third + panel;
    for (int i = 0, p = 0; i < depth; i++, p += bStride) {
      FloatVector x = FloatVector.broadcast(S, a[aAt + i]);
      c0 = x.fma(FloatVector.fromArray(S, b, bAt + p), c0);
      c1 = x.fma(FloatVector.fromArray(S, b, bAt + LANES + p), c1);
      c2 = x.fma(FloatVector.fromArray(S, b, second + p), c2);
      c3 = x.fma(FloatVector.fromArray(S, b, second + LANES + p), c3);
      c4 = x.fma(FloatVector.fromArray(S, b, third + p), c4);
      c5 = x.fma(FloatVector.fromArray(S, b, third + LANES + p), c5);
      c6 = x.fma(FloatVector.fromArray(S, b, fourth + p), c6);
      c7 = x.fma(FloatVector.fromArray(S, b, fourth + LANES + p), c7);
    }
    c0.intoArray(c, cAt);
    c1.intoArray(c, cAt + LANES);
    c2.intoArray(c, cAt + 2 * LANES);
    c3.intoArray(c, cAt + 3 * LANES);
    c4.intoArray(c, cAt + 4 * LANES);
    c5.intoArray(c, cAt + 5 * LANES);
    c6.intoArray(c, cAt + 6 * LANES);
    c7.intoArray(c, cAt + 7 * LANES);
  }
}
