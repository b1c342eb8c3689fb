package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The most probable label sequences by prefix beam search. Inputs: logits {@code (B, T, C)} and
 * int32 lengths {@code (B)}. Outputs: int32 labels {@code (topPaths, B, T)}, -1 after the end, and
 * log probabilities {@code (B, topPaths)}. It has no gradient.
 *
 * @param beamWidth prefixes kept after each step
 * @param topPaths results
 * @param blank the class that stands for no label
 */
public record CtcBeamSearch(int beamWidth, int topPaths, int blank) implements Op {
  public CtcBeamSearch {
    if (topPaths < 1 || beamWidth < topPaths || blank < 0) {
      throw new ShapeException(
          "ctc_decode needs 1 <= top_paths <= beam_width. Received: top_paths="
              + topPaths
              + ", beam_width="
              + beamWidth);
    }
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = Expect.floats(this, inputs, 0, 1);
    Shape logits = Expect.rank(this, inputs, 0, 3);
    Expect.shape(this, inputs, 1, Shape.of(logits.dim(0)));
    OpChecks.integers(this, "lengths", inputs.get(1));
    return List.of(
        TensorSpec.of(DType.INT32, topPaths, logits.dim(0), logits.dim(1)),
        TensorSpec.of(dtype, logits.dim(0), topPaths));
  }
}
