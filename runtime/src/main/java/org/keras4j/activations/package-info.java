/** Keras' activation functions, one class a file. */
package org.keras4j.activations;
