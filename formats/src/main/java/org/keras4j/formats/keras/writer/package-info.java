/** Writes models and weights in the formats of Keras. */
package org.keras4j.formats.keras.writer;
