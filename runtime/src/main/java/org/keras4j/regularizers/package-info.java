/** Keras' regularizers, one class a file. */
package org.keras4j.regularizers;
