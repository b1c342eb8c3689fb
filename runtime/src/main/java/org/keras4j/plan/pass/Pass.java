package org.keras4j.plan.pass;

import org.keras4j.graph.GraphFunction;

/** A rewrite of a function into one with the same meaning, inputs and updates. Has no state. */
public interface Pass {
  /** Name in messages. */
  default String name() {
    return getClass().getSimpleName();
  }

  GraphFunction apply(GraphFunction function, PassContext context);
}
