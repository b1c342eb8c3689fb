package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;

/**
 * A merge without a neutral element: at a step that is masked in one input the other stands for it.
 * As in Keras, an input without a mask ends the mask of all before it.
 */
abstract class ExtremumMerge extends ElementwiseMerge {
  ExtremumMerge(LayerType<?> type, Config config) {
    super(type, config);
  }

  abstract Tensor extremum(Tensor a, Tensor b);

  @Override
  final Tensor mergeAligned(CallContext ctx, List<Tensor> inputs) {
    Tensor output = inputs.get(0);
    Tensor outputMask = elementMask(ctx, output);
    for (Tensor input : inputs.subList(1, inputs.size())) {
      Tensor mask = elementMask(ctx, input);
      Tensor taken = mask == null ? input : LogicOps.where(mask, input, output);
      Tensor before = outputMask == null ? output : LogicOps.where(outputMask, output, taken);
      outputMask = mask == null || outputMask == null ? null : LogicOps.logicalOr(outputMask, mask);
      output = extremum(before, taken);
    }
    return output;
  }
}
