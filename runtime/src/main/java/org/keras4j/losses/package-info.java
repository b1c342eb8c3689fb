/** Keras' losses, one class a file, and the functions behind them. */
package org.keras4j.losses;
