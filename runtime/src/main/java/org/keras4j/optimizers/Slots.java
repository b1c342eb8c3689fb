package org.keras4j.optimizers;

import java.util.IdentityHashMap;
import java.util.Map;
import org.keras4j.graph.Variable;

/** One kind of slot, such as momenta: a variable of the optimizer for each variable it trains. */
public final class Slots {
  private final Map<Variable, Variable> slots = new IdentityHashMap<>();

  Slots() {}

  void put(Variable variable, Variable slot) {
    slots.put(variable, slot);
  }

  /** The slot of a variable; null where it has none. */
  public Variable of(Variable variable) {
    return slots.get(variable);
  }
}
