package org.keras4j.plan;

import org.keras4j.tensor.DType;

/** Where a tensor of a plan lies. */
sealed interface Place {
  /** In the arena of each session. */
  record InArena(DType.Storage storage, int slab, int offset) implements Place {}

  /** Constant {@code index} of the plan. */
  record InConstant(int index) implements Place {}

  /** Weight {@code index} of the plan. */
  record InWeight(int index) implements Place {}

  /** Updated variable {@code index} of the plan, in the {@link ResidentState}. */
  record InState(int index) implements Place {}

  /** Nowhere: an input that nothing reads. */
  record Unused() implements Place {}
}
