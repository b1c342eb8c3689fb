package org.keras4j.backend;

import java.util.Objects;
import java.util.Optional;
import org.keras4j.graph.Op;

/**
 * One kernel in a catalogue: the ops that it is for, and how it is prepared.
 *
 * @param opType a class of ops, or {@link Op} itself for adapters that look at every op
 */
public record KernelEntry<O extends Op>(Class<O> opType, Preparation<O> preparation) {
  /** The first phase of a kernel. */
  @FunctionalInterface
  public interface Preparation<O extends Op> {
    /** Accepts or declines the case and picks the algorithm. Runs nothing. */
    Optional<Kernel> prepare(O op, OpSignature signature, KernelEnv env);
  }

  public KernelEntry {
    Objects.requireNonNull(opType, "opType");
    Objects.requireNonNull(preparation, "preparation");
  }

  Optional<Kernel> prepare(Op op, OpSignature signature, KernelEnv env) {
    return opType.isInstance(op)
        ? preparation.prepare(opType.cast(op), signature, env)
        : Optional.empty();
  }
}
