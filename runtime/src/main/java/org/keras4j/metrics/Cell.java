package org.keras4j.metrics;

/** A cell of the confusion matrix of two classes. */
enum Cell {
  TRUE_POSITIVES("true_positives"),
  FALSE_POSITIVES("false_positives"),
  TRUE_NEGATIVES("true_negatives"),
  FALSE_NEGATIVES("false_negatives");

  private final String kerasName;

  Cell(String kerasName) {
    this.kerasName = kerasName;
  }

  /** Name of the variable that counts it. */
  String kerasName() {
    return kerasName;
  }
}
