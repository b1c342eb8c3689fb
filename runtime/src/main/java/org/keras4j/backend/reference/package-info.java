/**
 * A plain interpreter that runs every op on every dtype, one node after the other, with shapes
 * taken from the arrays: the referee of fast kernels, and the fallback for what a static plan
 * cannot hold.
 */
package org.keras4j.backend.reference;
