/** Keras' attention layers, one class a file. */
package org.keras4j.layers.attention;
