/** Keras' metrics, one class a file, and the functions behind them. */
package org.keras4j.metrics;
