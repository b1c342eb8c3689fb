package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.Frame;
import org.keras4j.backend.Packed;
import org.keras4j.backend.cpu.simd.GruStep;
import org.keras4j.backend.cpu.simd.RecurrentKernel;

/** The recurrent kernel of a layer in packed form: shared between sessions if it is a weight. */
final class RecurrentWeights {
  /** Packs the matrix that starts at an index of an array. */
  interface Packing {
    RecurrentKernel[] pack(float[] kernel, int at);
  }

  private final int input;
  private final Packing packing;
  private final Packed<RecurrentKernel[]> shared;

  /**
   * The kernel at an input of the op.
   *
   * @param packing one packed kernel for each phase of a step
   */
  RecurrentWeights(int input, Packing packing) {
    this.input = input;
    this.packing = packing;
    this.shared = new Packed<>(kernel -> packing.pack(kernel.floats(), 0));
  }

  /** A kernel of {@code gates} gates that is multiplied as a whole. */
  static RecurrentWeights whole(int input, int batch, int units, int gates, CpuDevice device) {
    int block = RecurrentKernel.blockUnits(batch, units, gates, device.pool().threads());
    return new RecurrentWeights(
        input,
        (kernel, at) ->
            new RecurrentKernel[] {
              RecurrentKernel.of(units, gates, kernel, at, gates * units, block)
            });
  }

  /** The kernel of a GRU. */
  static RecurrentWeights gru(
      int input, int batch, int units, boolean resetAfter, CpuDevice device) {
    int block = RecurrentKernel.blockUnits(batch, units, 3, device.pool().threads());
    return new RecurrentWeights(
        input, (kernel, at) -> GruStep.kernels(units, resetAfter, kernel, at, block));
  }

  RecurrentKernel[] of(Frame frame) {
    return frame.operand(input).value() != null
        ? shared.of(frame.operand(input))
        : packing.pack(frame.floats(input), frame.offset(input));
  }
}
