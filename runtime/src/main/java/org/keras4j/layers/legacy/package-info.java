/**
 * Layers of Keras 1 and 2 that Keras 3 has not any more. Files that have them run and train; new
 * models are made of other layers, so that nothing here is public but the catalogue.
 */
package org.keras4j.layers.legacy;
