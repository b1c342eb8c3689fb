package org.keras4j.formats.source;

import java.util.Objects;

/**
 * What the caller allows a file to do. Made by the caller only; without one, {@link #strict()}
 * holds.
 */
public final class LoadPolicy {
  private static final LoadPolicy STRICT = new LoadPolicy(ReadLimits.defaults(), false);
  private static final LoadPolicy TRUSTED = new LoadPolicy(ReadLimits.defaults(), true);

  private final ReadLimits limits;
  private final boolean trustsSource;

  private LoadPolicy(ReadLimits limits, boolean trustsSource) {
    this.limits = Objects.requireNonNull(limits, "limits");
    this.trustsSource = trustsSource;
  }

  /** For a file from anywhere: only this library's own bounded readers touch it. The default. */
  public static LoadPolicy strict() {
    return STRICT;
  }

  /**
   * For a file whose maker the caller trusts: HDF5 layouts that Keras never writes (chunked,
   * compressed, newer) are read too, with a third-party library that hostile bytes can exhaust.
   * Links to other files stay refused.
   */
  public static LoadPolicy trusted() {
    return TRUSTED;
  }

  /** A copy with other limits. */
  public LoadPolicy withLimits(ReadLimits newLimits) {
    return new LoadPolicy(newLimits, trustsSource);
  }

  /** The bounds on what reading may cost. */
  public ReadLimits limits() {
    return limits;
  }

  /** Whether third-party readers may be used. */
  public boolean trustsSource() {
    return trustsSource;
  }
}
