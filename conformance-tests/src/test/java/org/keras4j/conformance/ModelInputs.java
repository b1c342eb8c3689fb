package org.keras4j.conformance;

import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Inputs for models of one float input. */
final class ModelInputs {
  private ModelInputs() {}

  /** A batch of values between -1 and 1, other ones for each size. */
  static NDArray random(Model model, int batch) {
    Shape shape = ((TensorSpec) model.inputSpecs()).shape().withDim(0, batch);
    return RepeatableValues.input(batch, shape, 0, 1);
  }
}
