/**
 * Ops that the optimiser makes and no layer does: several ops that a backend may run in one pass
 * over memory. Each decomposes into the ops that it was made of.
 */
package org.keras4j.backend.fused;
