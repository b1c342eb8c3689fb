/** The conformance kit: fixtures by real Keras, and suites that any backend runs against them. */
module org.keras4j.conformance {
  requires org.junit.jupiter.api;
  requires org.keras4j.formats;
  requires transitive org.keras4j.runtime;

  exports org.keras4j.conformance;
}
