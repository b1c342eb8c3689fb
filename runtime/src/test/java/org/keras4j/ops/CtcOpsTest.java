package org.keras4j.ops;

import org.junit.jupiter.api.Test;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GradientCheck;
import org.keras4j.tensor.NDArray;

/** Connectionist temporal classification against real Keras, and its gradient. */
class CtcOpsTest extends KerasValuesTest {
  private static final Tensor LABELS =
      Constant.of(NDArray.of(new int[] {1, 2, 0, 0, 3, 3, 1, 0}, 2, 4));
  private static final Tensor LABEL_LENGTHS = Constant.of(NDArray.of(new int[] {2, 3}));
  private static final Tensor LENGTHS = Constant.of(NDArray.of(new int[] {7, 6}));

  private static Tensor logits() {
    return Constant.of(values(2, 1, 2, 7, 4));
  }

  @Test
  void loss() {
    same("ctc_loss", CtcOps.ctcLoss(LABELS, logits(), LABEL_LENGTHS, LENGTHS, 0));
    GradientCheck.checkOne(
        in -> CtcOps.ctcLoss(LABELS, in.get(0), LABEL_LENGTHS, LENGTHS, 0),
        GradientCheck.random(1, 2, 7, 4));
  }

  @Test
  void decoding() {
    same("ctc_greedy", CtcOps.ctcGreedyDecode(logits(), LENGTHS, true, 0));
    same("ctc_unmerged", CtcOps.ctcGreedyDecode(logits(), LENGTHS, false, 0));
    same("ctc_beam", CtcOps.ctcBeamSearchDecode(logits(), LENGTHS, 20, 3, 0));
  }
}
