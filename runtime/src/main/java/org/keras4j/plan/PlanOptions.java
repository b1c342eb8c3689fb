package org.keras4j.plan;

/**
 * How plans are compiled.
 *
 * @param optimize whether graphs are rewritten (fusion, folding); off is for tests and debugging
 * @param reuseMemory whether tensors that are not needed at the same time share memory
 * @param poison whether memory is overwritten as soon as its tensor is dead: a test's tool, only
 *     for backends on the Java heap
 * @param pinInputs whether inputs stay intact during a run
 * @param profile whether sessions measure the time of each step
 * @param updateInPlace whether variables that the function updates stay in memory of a {@link
 *     ResidentState}, and are written there: what training wants
 */
public record PlanOptions(
    boolean optimize,
    boolean reuseMemory,
    boolean poison,
    boolean pinInputs,
    boolean profile,
    boolean updateInPlace) {
  /** What is right for almost everybody: optimised, memory reused, nothing measured. */
  public static final PlanOptions DEFAULT = new PlanOptions(true, true, false, false, false, false);

  public PlanOptions withOptimize(boolean value) {
    return new PlanOptions(value, reuseMemory, poison, pinInputs, profile, updateInPlace);
  }

  public PlanOptions withReuseMemory(boolean value) {
    return new PlanOptions(optimize, value, poison, pinInputs, profile, updateInPlace);
  }

  public PlanOptions withPoison(boolean value) {
    return new PlanOptions(optimize, reuseMemory, value, pinInputs, profile, updateInPlace);
  }

  public PlanOptions withPinInputs(boolean value) {
    return new PlanOptions(optimize, reuseMemory, poison, value, profile, updateInPlace);
  }

  public PlanOptions withProfile(boolean value) {
    return new PlanOptions(optimize, reuseMemory, poison, pinInputs, value, updateInPlace);
  }

  public PlanOptions withUpdateInPlace(boolean value) {
    return new PlanOptions(optimize, reuseMemory, poison, pinInputs, profile, value);
  }
}
