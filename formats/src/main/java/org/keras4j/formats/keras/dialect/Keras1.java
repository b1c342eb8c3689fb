package org.keras4j.formats.keras.dialect;

/** What Keras 1 wrote otherwise than Keras 2. */
final class Keras1 {
  static final RuleTable RULES = RuleTable.builder().build();

  private Keras1() {}
}
