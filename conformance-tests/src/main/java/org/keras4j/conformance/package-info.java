/**
 * The conformance kit: fixtures made by real Keras, and the suites that any backend runs against
 * them. A backend supplies an {@link org.keras4j.conformance.Evaluator} and inherits every test.
 */
package org.keras4j.conformance;
