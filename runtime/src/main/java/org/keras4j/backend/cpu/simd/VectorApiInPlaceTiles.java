package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles that read the left operand where it is, with the Vector API: see {@link
 * MatrixKernels#tileInPlace}.
 *
 * <p>Where each row starts is kept in local variables of its own; the compiled code adds the tap's
 * distance to each, which hides behind the multiplications. A nested loop over taps and channels
 * would box the accumulators. For the accumulators see {@link VectorApiWideTiles}.
 */
final class VectorApiInPlaceTiles {
  private static final VectorSpecies<Float> S = VectorConstants.FLOATS;
  private static final int LANES = S.length();

  private VectorApiInPlaceTiles() {}

  static void tile14x2(
      int depth,
      float[] a,
      int[] starts,
      int startsAt,
      int[] taps,
      int tapsAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int r00 = starts[startsAt];
    int r01 = starts[startsAt + 1];
    int r02 = starts[startsAt + 2];
    int r03 = starts[startsAt + 3];
    int r04 = starts[startsAt + 4];
    int r05 = starts[startsAt + 5];
    int r06 = starts[startsAt + 6];
    int r07 = starts[startsAt + 7];
    int r08 = starts[startsAt + 8];
    int r09 = starts[startsAt + 9];
    int r10 = starts[startsAt + 10];
    int r11 = starts[startsAt + 11];
    int r12 = starts[startsAt + 12];
    int r13 = starts[startsAt + 13];
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
      int tap = taps[tapsAt + i];
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[r00 + tap]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[r01 + tap]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
      x = FloatVector.broadcast(S, a[r02 + tap]);
      c02 = x.fma(p, c02);
      d02 = x.fma(q, d02);
      x = FloatVector.broadcast(S, a[r03 + tap]);
      c03 = x.fma(p, c03);
      d03 = x.fma(q, d03);
      x = FloatVector.broadcast(S, a[r04 + tap]);
      c04 = x.fma(p, c04);
      d04 = x.fma(q, d04);
      x = FloatVector.broadcast(S, a[r05 + tap]);
      c05 = x.fma(p, c05);
      d05 = x.fma(q, d05);
      x = FloatVector.broadcast(S, a[r06 + tap]);
      c06 = x.fma(p, c06);
      d06 = x.fma(q, d06);
      x = FloatVector.broadcast(S, a[r07 + tap]);
      c07 = x.fma(p, c07);
      d07 = x.fma(q, d07);
      x = FloatVector.broadcast(S, a[r08 + tap]);
      c08 = x.fma(p, c08);
      d08 = x.fma(q, d08);
      x = FloatVector.broadcast(S, a[r09 + tap]);
      c09 = x.fma(p, c09);
      d09 = x.fma(q, d09);
      x = FloatVector.broadcast(S, a[r10 + tap]);
      c10 = x.fma(p, c10);
      d10 = x.fma(q, d10);
      x = FloatVector.broadcast(S, a[r11 + tap]);
      c11 = x.fma(p, c11);
      d11 = x.fma(q, d11);
      x = FloatVector.broadcast(S, a[r12 + tap]);
      c12 = x.fma(p, c12);
      d12 = x.fma(q, d12);
      x = FloatVector.broadcast(S, a[r13 + tap]);
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
      int[] starts,
      int startsAt,
      int[] taps,
      int tapsAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int r00 = starts[startsAt];
    int r01 = starts[startsAt + 1];
    int r02 = starts[startsAt + 2];
    int r03 = starts[startsAt + 3];
    int r04 = starts[startsAt + 4];
    int r05 = starts[startsAt + 5];
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
      int tap = taps[tapsAt + i];
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      FloatVector q = FloatVector.fromArray(S, b, bAt + LANES);
      FloatVector x = FloatVector.broadcast(S, a[r00 + tap]);
      c00 = x.fma(p, c00);
      d00 = x.fma(q, d00);
      x = FloatVector.broadcast(S, a[r01 + tap]);
      c01 = x.fma(p, c01);
      d01 = x.fma(q, d01);
      x = FloatVector.broadcast(S, a[r02 + tap]);
      c02 = x.fma(p, c02);
      d02 = x.fma(q, d02);
      x = FloatVector.broadcast(S, a[r03 + tap]);
      c03 = x.fma(p, c03);
      d03 = x.fma(q, d03);
      x = FloatVector.broadcast(S, a[r04 + tap]);
      c04 = x.fma(p, c04);
      d04 = x.fma(q, d04);
      x = FloatVector.broadcast(S, a[r05 + tap]);
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

  static void tile14x1(
      int depth,
      float[] a,
      int[] starts,
      int startsAt,
      int[] taps,
      int tapsAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int r00 = starts[startsAt];
    int r01 = starts[startsAt + 1];
    int r02 = starts[startsAt + 2];
    int r03 = starts[startsAt + 3];
    int r04 = starts[startsAt + 4];
    int r05 = starts[startsAt + 5];
    int r06 = starts[startsAt + 6];
    int r07 = starts[startsAt + 7];
    int r08 = starts[startsAt + 8];
    int r09 = starts[startsAt + 9];
    int r10 = starts[startsAt + 10];
    int r11 = starts[startsAt + 11];
    int r12 = starts[startsAt + 12];
    int r13 = starts[startsAt + 13];
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
      int tap = taps[tapsAt + i];
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[r00 + tap]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[r01 + tap]).fma(p, c01);
      c02 = FloatVector.broadcast(S, a[r02 + tap]).fma(p, c02);
      c03 = FloatVector.broadcast(S, a[r03 + tap]).fma(p, c03);
      c04 = FloatVector.broadcast(S, a[r04 + tap]).fma(p, c04);
      c05 = FloatVector.broadcast(S, a[r05 + tap]).fma(p, c05);
      c06 = FloatVector.broadcast(S, a[r06 + tap]).fma(p, c06);
      c07 = FloatVector.broadcast(S, a[r07 + tap]).fma(p, c07);
      c08 = FloatVector.broadcast(S, a[r08 + tap]).fma(p, c08);
      c09 = FloatVector.broadcast(S, a[r09 + tap]).fma(p, c09);
      c10 = FloatVector.broadcast(S, a[r10 + tap]).fma(p, c10);
      c11 = FloatVector.broadcast(S, a[r11 + tap]).fma(p, c11);
      c12 = FloatVector.broadcast(S, a[r12 + tap]).fma(p, c12);
      c13 = FloatVector.broadcast(S, a[r13 + tap]).fma(p, c13);
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
      int[] starts,
      int startsAt,
      int[] taps,
      int tapsAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    int r00 = starts[startsAt];
    int r01 = starts[startsAt + 1];
    int r02 = starts[startsAt + 2];
    int r03 = starts[startsAt + 3];
    int r04 = starts[startsAt + 4];
    int r05 = starts[startsAt + 5];
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c02 = c00;
    FloatVector c03 = c00;
    FloatVector c04 = c00;
    FloatVector c05 = c00;
    for (int i = 0; i < depth; i++, bAt += bStride) {
      int tap = taps[tapsAt + i];
      FloatVector p = FloatVector.fromArray(S, b, bAt);
      c00 = FloatVector.broadcast(S, a[r00 + tap]).fma(p, c00);
      c01 = FloatVector.broadcast(S, a[r01 + tap]).fma(p, c01);
      c02 = FloatVector.broadcast(S, a[r02 + tap]).fma(p, c02);
      c03 = FloatVector.broadcast(S, a[r03 + tap]).fma(p, c03);
      c04 = FloatVector.broadcast(S, a[r04 + tap]).fma(p, c04);
      c05 = FloatVector.broadcast(S, a[r05 + tap]).fma(p, c05);
    }
    c00.intoArray(c, cAt);
    c01.intoArray(c, cAt + cStride);
    c02.intoArray(c, cAt + 2 * cStride);
    c03.intoArray(c, cAt + 3 * cStride);
    c04.intoArray(c, cAt + 4 * cStride);
    c05.intoArray(c, cAt + 5 * cStride);
  }
}
