/** Data for training: batches and streams of them. Keras: {@code tf.data}, data adapters. */
package org.keras4j.data;
