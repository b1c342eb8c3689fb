package org.keras4j.metrics;

import java.util.Locale;

/** How {@link AUC} sums up the area between two thresholds. */
public enum AucSummation {
  /** With the mean height; of precision and recall, along their true curve. */
  INTERPOLATION,
  /** With the larger height. */
  MAJORING,
  /** With the smaller height. */
  MINORING;

  /** Name in Keras configs, such as {@code interpolation}. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
