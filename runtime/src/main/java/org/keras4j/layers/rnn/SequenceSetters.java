package org.keras4j.layers.rnn;

import org.keras4j.config.Arg;

/** The setters of layers that go over a sequence; builders implement it. */
public interface SequenceSetters<B> {
  /** Sets any argument of the layer by its constant. */
  <T> B set(Arg<T> arg, T value);

  /** Whether the output is that of every step, and not of the last; default false. */
  default B returnSequences(boolean value) {
    return set(RnnArgs.RETURN_SEQUENCES, value);
  }

  /** Whether the last states follow the output; default false. */
  default B returnState(boolean value) {
    return set(RnnArgs.RETURN_STATE, value);
  }

  /** Whether steps are taken from the last to the first; default false. */
  default B goBackwards(boolean value) {
    return set(RnnArgs.GO_BACKWARDS, value);
  }

  /** Whether the last states are the first of the next batch, of the same size; default false. */
  default B stateful(boolean value) {
    return set(RnnArgs.STATEFUL, value);
  }

  /** Whether the number of steps must be known; default false. */
  default B unroll(boolean value) {
    return set(RnnArgs.UNROLL, value);
  }

  /** Whether masked steps have zeros for output; default false: the output before. */
  default B zeroOutputForMask(boolean value) {
    return set(RnnArgs.ZERO_OUTPUT_FOR_MASK, value);
  }
}
