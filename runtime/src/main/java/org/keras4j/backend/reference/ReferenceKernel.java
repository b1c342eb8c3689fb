package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.NDArray;

/**
 * Computes one kind of op on arrays. Inputs fit the op (its {@code infer} has been asked) and must
 * not be changed; outputs may share storage with them.
 */
@FunctionalInterface
public interface ReferenceKernel<O extends Op> {
  /**
   * The outputs of {@code op}.
   *
   * @param interpreter for ops that hold functions
   */
  List<NDArray> run(O op, List<NDArray> inputs, ReferenceInterpreter interpreter);
}
