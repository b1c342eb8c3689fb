package org.keras4j.op;

/**
 * What the recurrent sequence ops share.
 *
 * @param returnSequences whether the first output is {@code (B, T, U)}, all steps in the order in
 *     which they were computed, and not {@code (B, U)}, the last
 * @param goBackwards whether steps are taken from the last to the first
 * @param masked whether a bool mask {@code (B, T)} is the last input; where it is false, states
 *     stay and the output repeats the one before (zeros at first)
 * @param zeroOutputForMask whether the output of a masked step is zeros instead
 */
public record SequenceOptions(
    boolean returnSequences, boolean goBackwards, boolean masked, boolean zeroOutputForMask) {
  /** All steps, forwards, unmasked. */
  public static final SequenceOptions ALL_STEPS = new SequenceOptions(true, false, false, false);
}
