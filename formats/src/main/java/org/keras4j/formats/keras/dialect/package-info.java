/**
 * Configs of older Keras versions, translated to the current notation before they are read.
 *
 * <p>Each dialect is a table of small rules keyed by class name; {@code Dialects} picks the tables
 * for a version and applies them to every object of a config. A further dialect is a further table.
 */
package org.keras4j.formats.keras.dialect;
