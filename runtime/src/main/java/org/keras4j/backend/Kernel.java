package org.keras4j.backend;

/**
 * How a backend computes one node of a plan: prepared once for the plan, and shared by all of its
 * sessions. Immutable, but for packed copies of weights ({@link Packed}).
 */
@FunctionalInterface
public interface Kernel {
  /**
   * Resolves the operands of one session. Called again when a variable that the node reads has got
   * a new value; the old step is then dropped.
   */
  Step bind(Frame frame);

  /**
   * Whether output 0 may be written into the memory of {@code input}, which then has as many
   * elements of the same storage and is not needed afterwards. True of kernels that read each
   * element before they write the one at the same place.
   */
  default boolean canOverwrite(int input) {
    return false;
  }

  /** Whether output 0 is input 0, element by element: then nothing is run. */
  default boolean isAlias() {
    return false;
  }

  /**
   * Whether this stands in for a kernel that the backend lacks; composites are decomposed instead.
   */
  default boolean isFallback() {
    return false;
  }

  /** What was chosen, for printed plans. */
  default String describe() {
    String name = getClass().getSimpleName();
    int lambda = name.indexOf("$$");
    return lambda < 0 ? name : name.substring(0, lambda);
  }
}
