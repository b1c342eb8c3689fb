/** Keras' private layers of keras.applications, one class a file. */
package org.keras4j.layers.applications;
