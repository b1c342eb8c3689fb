/** Shapes, element types and host data. Nothing here computes. */
package org.keras4j.tensor;
