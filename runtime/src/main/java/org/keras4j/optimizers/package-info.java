/**
 * Keras' optimizers, one class a file. A step is written as ops over the variables of a {@link
 * org.keras4j.graph.VariableScope}, so that forward pass, gradients and update are one plan.
 */
package org.keras4j.optimizers;
