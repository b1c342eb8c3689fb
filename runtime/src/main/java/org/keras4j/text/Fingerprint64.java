package org.keras4j.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * FarmHash's 64-bit fingerprint, which never changes: TensorFlow's {@code to_hash_bucket_fast}.
 * Published by Google as {@code farmhashna::Hash64}.
 */
final class Fingerprint64 {
  private static final long K0 = 0xc3a5c85c97cb3127L;
  private static final long K1 = 0xb492b66fbe98f273L;
  private static final long K2 = 0x9ae16a3b2f90404fL;
  private static final int BLOCK = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;

  private Fingerprint64(byte[] bytes) {
    this.bytes = bytes;
  }

  static long of(byte[] bytes) {
    Fingerprint64 text = new Fingerprint64(bytes);
    if (bytes.length <= 16) {
      return text.upTo16();
    }
    if (bytes.length <= 32) {
      return text.upTo32();
    }
    return bytes.length <= BLOCK ? text.upTo64() : text.longer();
  }

  /** The fingerprint of two fingerprints: TensorFlow's {@code FingerprintCat64}. */
  static long concat(long first, long second) {
    long multiplier = 0xc6a4a7935bd1e995L;
    long result = first ^ multiplier;
    result ^= shiftMix(second * multiplier) * multiplier;
    result *= multiplier;
    result = shiftMix(result) * multiplier;
    return shiftMix(result);
  }

  private long upTo16() {
    int length = bytes.length;
    long multiplier = K2 + length * 2L;
    if (length >= 8) {
      long a = longAt(0) + K2;
      long b = longAt(length - 8);
      long c = Long.rotateRight(b, 37) * multiplier + a;
      long d = (Long.rotateRight(a, 25) + b) * multiplier;
      return mix(c, d, multiplier);
    }
    if (length >= 4) {
      return mix(length + (intAt(0) << 3), intAt(length - 4), multiplier);
    }
    if (length == 0) {
      return K2;
    }
    int a = bytes[0] & 0xff;
    int b = bytes[length >> 1] & 0xff;
    int c = bytes[length - 1] & 0xff;
    long y = a + (b << 8);
    long z = length + (c << 2);
    return shiftMix(y * K2 ^ z * K0) * K2;
  }

  private long upTo32() {
    int length = bytes.length;
    long multiplier = K2 + length * 2L;
    long a = longAt(0) * K1;
    long b = longAt(8);
    long c = longAt(length - 8) * multiplier;
    long d = longAt(length - 16) * K2;
    return mix(
        Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d,
        a + Long.rotateRight(b + K2, 18) + c,
        multiplier);
  }

  private long upTo64() {
    int length = bytes.length;
    long multiplier = K2 + length * 2L;
    long a = longAt(0) * K2;
    long b = longAt(8);
    long c = longAt(length - 8) * multiplier;
    long d = longAt(length - 16) * K2;
    long y = Long.rotateRight(a + b, 43) + Long.rotateRight(c, 30) + d;
    long z = mix(y, a + Long.rotateRight(b + K2, 18) + c, multiplier);
    long e = longAt(16) * multiplier;
    long f = longAt(24);
    long g = (y + longAt(length - 32)) * multiplier;
    long h = (z + longAt(length - 24)) * multiplier;
    return mix(
        Long.rotateRight(e + f, 43) + Long.rotateRight(g, 30) + h,
        e + Long.rotateRight(f + a, 18) + g,
        multiplier);
  }

  /** Blocks of 64 bytes, of which the last may overlap the one before. */
  private long longer() {
    int length = bytes.length;
    long x = 81 * K2 + longAt(0);
    long y = 81 * K1 + 113;
    long z = shiftMix(y * K2 + 113) * K2;
    long[] v = new long[2];
    long[] w = new long[2];
    int end = (length - 1) / BLOCK * BLOCK;
    for (int at = 0; at != end; at += BLOCK) {
      x = Long.rotateRight(x + y + v[0] + longAt(at + 8), 37) * K1;
      y = Long.rotateRight(y + v[1] + longAt(at + 48), 42) * K1;
      x ^= w[1];
      y += v[0] + longAt(at + 40);
      z = Long.rotateRight(z + w[0], 33) * K1;
      weak(v, at, v[1] * K1, x + w[0]);
      weak(w, at + 32, z + w[1], y + longAt(at + 16));
      long swapped = z;
      z = x;
      x = swapped;
    }
    int last = length - BLOCK;
    long multiplier = K1 + ((z & 0xff) << 1);
    w[0] += (length - 1) & (BLOCK - 1);
    v[0] += w[0];
    w[0] += v[0];
    x = Long.rotateRight(x + y + v[0] + longAt(last + 8), 37) * multiplier;
    y = Long.rotateRight(y + v[1] + longAt(last + 48), 42) * multiplier;
    x ^= w[1] * 9;
    y += v[0] * 9 + longAt(last + 40);
    z = Long.rotateRight(z + w[0], 33) * multiplier;
    weak(v, last, v[1] * multiplier, x + w[0]);
    weak(w, last + 32, z + w[1], y + longAt(last + 16));
    return mix(
        mix(v[0], w[0], multiplier) + shiftMix(y) * K0 + x,
        mix(v[1], w[1], multiplier) + z,
        multiplier);
  }

  /** 32 bytes with two seeds, as two words. */
  private void weak(long[] result, int at, long seedA, long seedB) {
    long a = seedA + longAt(at);
    long b = Long.rotateRight(seedB + a + longAt(at + 24), 21);
    long first = a;
    a += longAt(at + 8) + longAt(at + 16);
    b += Long.rotateRight(a, 44);
    result[0] = a + longAt(at + 24);
    result[1] = b + first;
  }

  private long longAt(int at) {
    return (long) LONGS.get(bytes, at);
  }

  private long intAt(int at) {
    return (int) INTS.get(bytes, at) & 0xffffffffL;
  }

  private static long mix(long u, long v, long multiplier) {
    long a = (u ^ v) * multiplier;
    a ^= a >>> 47;
    long b = (v ^ a) * multiplier;
    b ^= b >>> 47;
    return b * multiplier;
  }

  private static long shiftMix(long value) {
    return value ^ value >>> 47;
  }
}
