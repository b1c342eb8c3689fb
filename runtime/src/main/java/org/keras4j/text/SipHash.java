package org.keras4j.text;

/** SipHash-2-4, a hash with a key of 128 bits: TensorFlow's {@code to_hash_bucket_strong}. */
final class SipHash {
  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(long key0, long key1) {
    v0 = key0 ^ 0x736f6d6570736575L;
    v1 = key1 ^ 0x646f72616e646f6dL;
    v2 = key0 ^ 0x6c7967656e657261L;
    v3 = key1 ^ 0x7465646279746573L;
  }

  static long of(byte[] bytes, long key0, long key1) {
    SipHash hash = new SipHash(key0, key1);
    int whole = bytes.length / 8 * 8;
    for (int at = 0; at < whole; at += 8) {
      hash.add(word(bytes, at, 8));
    }
    long last = word(bytes, whole, bytes.length - whole) | (long) bytes.length << 56;
    hash.add(last);
    return hash.finish();
  }

  private static long word(byte[] bytes, int at, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= (bytes[at + i] & 0xffL) << 8 * i;
    }
    return word;
  }

  private void add(long word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  private long finish() {
    v2 ^= 0xff;
    for (int i = 0; i < 4; i++) {
      round();
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
