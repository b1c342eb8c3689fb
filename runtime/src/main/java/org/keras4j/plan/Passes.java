package org.keras4j.plan;

import java.util.List;
import org.keras4j.plan.pass.DecomposeComposites;
import org.keras4j.plan.pass.EliminateCommon;
import org.keras4j.plan.pass.FoldBatchNorm;
import org.keras4j.plan.pass.FoldConstants;
import org.keras4j.plan.pass.FoldPadding;
import org.keras4j.plan.pass.FoldTransposes;
import org.keras4j.plan.pass.FuseElementwise;
import org.keras4j.plan.pass.FuseEpilogue;
import org.keras4j.plan.pass.Pass;
import org.keras4j.plan.pass.ShareSaved;
import org.keras4j.plan.pass.Simplify;
import org.keras4j.plan.pass.SinkWeights;

/** Which passes run, in which order. */
final class Passes {
  private Passes() {}

  /** What a backend cannot do without. */
  static List<Pass> required() {
    return List.of(new DecomposeComposites());
  }

  /** What runs before weights are split off, while they can still be told from data. */
  static List<Pass> beforeHoisting() {
    return List.of(
        new ShareSaved(),
        new FoldBatchNorm(),
        new DecomposeComposites(),
        new FoldConstants(),
        new Simplify(),
        new FoldPadding(),
        new FoldTransposes(),
        new EliminateCommon());
  }

  /** What runs on the remaining function. */
  static List<Pass> afterHoisting() {
    return List.of(new SinkWeights(), new FuseEpilogue(), new FuseElementwise());
  }
}
