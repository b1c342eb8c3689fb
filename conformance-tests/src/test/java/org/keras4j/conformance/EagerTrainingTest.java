package org.keras4j.conformance;

import org.keras4j.training.CompileOptions;

/** Trainings by the reference interpreter. */
class EagerTrainingTest extends TrainingSuite {
  @Override
  protected CompileOptions adapt(CompileOptions options) {
    return options.runEagerly(true);
  }
}
