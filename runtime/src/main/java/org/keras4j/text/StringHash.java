package org.keras4j.text;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Which of some buckets a string falls in, as in TensorFlow: by FarmHash's fingerprint, or by
 * SipHash where there is a key.
 *
 * @param key two numbers; empty for FarmHash
 */
public record StringHash(List<Long> key) {
  /** Without a key: the same buckets for everyone. */
  public static final StringHash FARM = new StringHash(List.of());

  /** The key that TensorFlow crosses features with, unless told otherwise. */
  private static final long CROSSING_KEY = 0xDECAFCAFFEL;

  public StringHash {
    key = List.copyOf(key);
    if (!key.isEmpty() && key.size() != 2) {
      throw new IllegalArgumentException("A key has 2 numbers. Received: " + key);
    }
  }

  /** The bucket of a string's UTF-8 bytes. */
  public long bucket(String text, long buckets) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long hash = key.isEmpty() ? Fingerprint64.of(bytes) : SipHash.of(bytes, key.get(0), key.get(1));
    return Long.remainderUnsigned(hash, buckets);
  }

  /**
   * The bucket of several features together.
   *
   * @param features strings and integers
   */
  public static long cross(List<Object> features, long buckets) {
    long hash = CROSSING_KEY;
    for (Object feature : features) {
      long own =
          feature instanceof String text
              ? Fingerprint64.of(text.getBytes(StandardCharsets.UTF_8))
              : ((Number) feature).longValue();
      hash = Fingerprint64.concat(hash, own);
    }
    return Long.remainderUnsigned(hash, buckets);
  }
}
