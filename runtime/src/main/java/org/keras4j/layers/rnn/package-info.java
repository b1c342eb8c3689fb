/** Keras' recurrent layers and cells, one class a file. */
package org.keras4j.layers.rnn;
