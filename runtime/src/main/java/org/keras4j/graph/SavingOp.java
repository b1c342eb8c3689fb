package org.keras4j.graph;

/**
 * An op that computes what another one does and keeps more of the way there. A derivative rule
 * calls it, with the inputs of the call that it differentiates, to have what only the forward pass
 * can give cheaply. Plans then run this op for both calls.
 */
public interface SavingOp extends Op {
  /** The op whose outputs, on the same inputs, are the first outputs of this one. */
  Op plain();
}
