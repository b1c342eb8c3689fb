package org.keras4j.models;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a caller allows a file to do to the program that reads it. Immutable, made by the caller
 * only: nothing in a file can change it, and one policy holds for every format.
 *
 * <pre>{@code
 * LoadPolicy policy = LoadPolicy.strict()
 *     .with(Limit.JSON_BYTES, 1 << 20)
 *     .within(Duration.ofSeconds(60))
 *     .sha256("9f86d081884c7d65...");
 * Model model = Model.load(path, LoadOptions.standard().policy(policy));
 * }</pre>
 */
public final class LoadPolicy {
  private static final int SHA256_BYTES = 32;

  private static final LoadPolicy STRICT = new LoadPolicy(defaults(), false, null, null);

  private final Map<Limit, Long> limits;
  private final boolean trustsSource;
  private final Duration deadline;
  private final String sha256;

  private LoadPolicy(
      Map<Limit, Long> limits, boolean trustsSource, Duration deadline, String sha256) {
    this.limits = Collections.unmodifiableMap(limits);
    this.trustsSource = trustsSource;
    this.deadline = deadline;
    this.sha256 = sha256;
  }

  private static Map<Limit, Long> defaults() {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      values.put(limit, limit.defaultValue());
    }
    return values;
  }

  /**
   * For a file from anywhere: only this library's own bounded readers touch it, every limit is at
   * its default, which any model that Keras writes is well inside. Holds where nothing is said.
   */
  public static LoadPolicy strict() {
    return STRICT;
  }

  /** {@link #strict()} with {@link #trusting(boolean)}. */
  public static LoadPolicy trusted() {
    return STRICT.trusting(true);
  }

  /**
   * A copy that trusts the file's maker, or does not. From a trusted source, HDF5 layouts that
   * Keras never writes (chunked, compressed, newer) are read too, with a third-party library that
   * hostile bytes can exhaust. Links to other files stay refused.
   */
  public LoadPolicy trusting(boolean source) {
    return new LoadPolicy(limits, source, deadline, sha256);
  }

  /**
   * A copy with one limit changed.
   *
   * @param bound the most that is allowed, not negative
   */
  public LoadPolicy with(Limit limit, long bound) {
    if (bound < 0) {
      throw new IllegalArgumentException("a limit cannot be negative; received " + bound);
    }
    Map<Limit, Long> copy = new EnumMap<>(limits);
    copy.put(limit, bound);
    return new LoadPolicy(copy, trustsSource, deadline, sha256);
  }

  /**
   * A copy under which loading gives up after {@code time}. There is no such bound by default: a
   * slow disk is not an attack. A server that loads files of others should set one.
   */
  public LoadPolicy within(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a deadline must be positive; received " + time);
    }
    return new LoadPolicy(limits, trustsSource, time, sha256);
  }

  /**
   * A copy that accepts one file only: the one whose bytes have this SHA-256. It is compared before
   * anything in the file is looked at.
   *
   * @param hex 64 hexadecimal digits, as {@code sha256sum} prints them
   */
  public LoadPolicy sha256(String hex) {
    String digits = hex.toLowerCase(Locale.ROOT);
    if (digits.length() != 2 * SHA256_BYTES || !isHex(digits)) {
      throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits; received " + hex);
    }
    return new LoadPolicy(limits, trustsSource, deadline, digits);
  }

  private static boolean isHex(String digits) {
    return digits.chars().allMatch(HexFormat::isHexDigit);
  }

  /** The bound set for {@code limit}. */
  public long limit(Limit limit) {
    return limits.get(Objects.requireNonNull(limit, "limit"));
  }

  /** Whether third-party readers may be used. */
  public boolean trustsSource() {
    return trustsSource;
  }

  /** How long loading may take; empty when there is no bound. */
  public Optional<Duration> deadline() {
    return Optional.ofNullable(deadline);
  }

  /** The SHA-256 that the file must have, in lower case; empty when any file will do. */
  public Optional<String> sha256() {
    return Optional.ofNullable(sha256);
  }

  @Override
  public String toString() {
    return "LoadPolicy[trustsSource="
        + trustsSource
        + ", deadline="
        + deadline
        + ", sha256="
        + sha256
        + ", limits="
        + limits
        + "]";
  }
}
