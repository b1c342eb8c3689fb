/**
 * Weights in few bits: the forms in which Keras keeps and uses them, by dtype policy. Layers know
 * nothing of them. Keras: {@code keras.quantizers} and {@code keras.dtype_policies}.
 */
package org.keras4j.quantizers;
