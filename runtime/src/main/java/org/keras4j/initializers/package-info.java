/** Keras' initializers, one class a file. */
package org.keras4j.initializers;
