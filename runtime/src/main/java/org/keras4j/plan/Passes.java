package org.keras4j.plan;

import java.util.List;
import org.keras4j.plan.pass.DecomposeComposites;
import org.keras4j.plan.pass.Pass;

/** Which passes run, in which order. */
final class Passes {
  private Passes() {}

  /** What a backend cannot do without. */
  static List<Pass> required() {
    return List.of(new DecomposeComposites());
  }

  /** Everything. */
  static List<Pass> optimizing() {
    return List.of(new DecomposeComposites());
  }
}
