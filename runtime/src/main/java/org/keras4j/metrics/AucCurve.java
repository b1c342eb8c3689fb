package org.keras4j.metrics;

/** The curve under which {@link AUC} measures the area. */
public enum AucCurve {
  /** Recall over the rate of false positives. */
  ROC,
  /** Precision over recall. */
  PR,
  /** Precision gain over recall gain. */
  PRGAIN
}
