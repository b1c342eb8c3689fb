/**
 * Keras operations as nodes of functional models, as files have them: one table row an operation,
 * mapping Python's arguments to the functions of {@code org.keras4j.ops}.
 */
package org.keras4j.operations;
