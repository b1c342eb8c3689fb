/** Keras' pooling layers, one class a file. */
package org.keras4j.layers.pooling;
