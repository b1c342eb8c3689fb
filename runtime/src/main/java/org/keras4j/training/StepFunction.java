package org.keras4j.training;

import java.util.Map;
import org.keras4j.graph.Tensor;

/** One step of training or evaluation, as ops: traced once for each signature of batches. */
@FunctionalInterface
public interface StepFunction {
  /** Writes the step, and gives the results that logs show, by name. */
  Map<String, Tensor> trace(StepContext ctx);
}
