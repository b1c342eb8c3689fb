/**
 * The layer API: what a layer is, how it is described, built, called and registered. The layers
 * themselves are in packages below, laid out as in Keras.
 */
package org.keras4j.layers;
