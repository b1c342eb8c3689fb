/** Keras' constraints, one class a file. */
package org.keras4j.constraints;
