/** Keras' learning rate schedules, one class a file. */
package org.keras4j.optimizers.schedules;
