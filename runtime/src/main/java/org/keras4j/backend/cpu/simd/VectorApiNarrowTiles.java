package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles that are one vector wide, for the last columns, with the Vector API: see {@link
 * MatrixKernels#tile}.
 *
 * <p>Every accumulator is a local variable, so that C2 keeps it in a register: 28 of the 32 that
 * AVX-512 and NEON have, 12 of the 16 of AVX2. Written out because a loop over an array of vectors
 * would box them.
 */
final class VectorApiNarrowTiles {
  private static final VectorSpecies<Float> S = VectorConstants.FLOATS;
  private static final int LANES = S.length();
  private static final int A = MatrixKernels.A_STRIDE;

  private VectorApiNarrowTiles() {}

  static void tile14x1(
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
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c04 = c00;
    FloatVector c05 = c00;
    FloatVector c06 = c00;
    FloatVector c07 = c00;
    FloatVector c08 = c00;
    FloatVector c09 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c12 = c00;
    FloatVector c13 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[aAt + i]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[aAt + A + i]).fma(p, c01);
      c02 = FloatVector.broadcast(S, a[aAt + 2 * A + i]).fma(p, c02);
      c03 = FloatVector.broadcast(S, a[aAt + 3 * A + i]).fma(p, c03);
      c04 = FloatVector.broadcast(S, a[aAt + 4 * A + i]).fma(p, c04);
      c05 = FloatVector.broadcast(S, a[aAt + 5 * A + i]).fma(p, c05);
      c06 = FloatVector.broadcast(S, a[aAt + 6 * A + i]).fma(p, c06);
      c07 = FloatVector.broadcast(S, a[aAt + 7 * A + i]).fma(p, c07);
      c08 = FloatVector.broadcast(S, a[aAt + 8 * A + i]).fma(p, c08);
      c09 = FloatVector.broadcast(S, a[aAt + 9 * A + i]).fma(p, c09);
      c10 = FloatVector.broadcast(S, a[aAt + 10 * A + i]).fma(p, c10);
      c11 = FloatVector.broadcast(S, a[aAt + 11 * A + i]).fma(p, c11);
      c12 = FloatVector.broadcast(S, a[aAt + 12 * A + i]).fma(p, c12);
      c13 = FloatVector.broadcast(S, a[aAt + 13 * A + i]).fma(p, c13);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + cStride);
    c02.intoArray(c, cAt + 2 * cStride);
    c03.intoArray(c, cAt + 3 * cStride);
    c04.intoArray(c, cAt + 4 * cStride);
    c05.intoArray(c, cAt + 5 * cStride);
    c06.intoArray(c, cAt + 6 * cStride);
    c07.intoArray(c, cAt + 7 * cStride);
    c08.intoArray(c, cAt + 8 * cStride);
    c09.intoArray(c, cAt + 9 * cStride);
    c10.intoArray(c, cAt + 10 * cStride);
    c11.intoArray(c, cAt + 11 * cStride);
    c12.intoArray(c, cAt + 12 * cStride);
    c13.intoArray(c, cAt + 13 * cStride);
  }

  static void tile6x1(
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
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c04 = c00;
    FloatVector c05 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[aAt + i]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[aAt + A + i]).fma(p, c01);
      c02 = FloatVector.broadcast(S, a[aAt + 2 * A + i]).fma(p, c02);
      c03 = FloatVector.broadcast(S, a[aAt + 3 * A + i]).fma(p, c03);
      c04 = FloatVector.broadcast(S, a[aAt + 4 * A + i]).fma(p, c04);
      c05 = FloatVector.broadcast(S, a[aAt + 5 * A + i]).fma(p, c05);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + cStride);
    c02.intoArray(c, cAt + 2 * cStride);
    c03.intoArray(c, cAt + 3 * cStride);
    c04.intoArray(c, cAt + 4 * cStride);
    c05.intoArray(c, cAt + 5 * cStride);
  }

  static void tile4x1(
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
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[aAt + i]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[aAt + A + i]).fma(p, c01);
      c02 = FloatVector.broadcast(S, a[aAt + 2 * A + i]).fma(p, c02);
      c03 = FloatVector.broadcast(S, a[aAt + 3 * A + i]).fma(p, c03);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + cStride);
    c02.intoArray(c, cAt + 2 * cStride);
    c03.intoArray(c, cAt + 3 * cStride);
  }

  static void tile2x1(
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
    FloatVector c01 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[aAt + i]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[aAt + A + i]).fma(p, c01);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + cStride);
  }

  static void tile1x1(
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
    for (int i = 0; i < depth; i++, bAt += bStride) {
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[aAt + i]).fma(p, c00);
    }
    c00.intoArray(c, cAt);
  }
}
