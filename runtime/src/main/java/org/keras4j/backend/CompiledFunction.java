package org.keras4j.backend;

/** A function compiled by {@link KernelEnv#compile}: immutable and shareable, as a plan is. */
public interface CompiledFunction {
  /** Memory of its own for one caller. */
  Call open(CommandQueue queue);

  /** One caller's memory. Inputs are kept between runs: what was written once need not be again. */
  interface Call {
    /** Where input {@code index} is to be written. */
    Frame.Operand input(int index);

    /** Where output {@code index} is found after a run, until the next one. */
    Frame.Operand output(int index);

    void run();
  }
}
