/**
 * What happens around training steps: progress, logs, checkpoints, early stopping. Keras: {@code
 * keras.callbacks}. The only package of this module that writes files and to the terminal.
 */
package org.keras4j.callbacks;
