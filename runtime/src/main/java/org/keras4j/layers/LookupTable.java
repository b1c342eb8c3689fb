package org.keras4j.layers;

import org.keras4j.graph.Tensor;

/** A table of which rows are taken, however it is kept. */
public interface LookupTable {
  /** Row {@code i} for index {@code i}, in the compute dtype. */
  Tensor take(CallContext ctx, Tensor indices);
}
