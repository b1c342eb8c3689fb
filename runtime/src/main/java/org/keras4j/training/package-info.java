/** Compiling models for training, and the loops of fit and evaluate. Keras: trainers. */
package org.keras4j.training;
