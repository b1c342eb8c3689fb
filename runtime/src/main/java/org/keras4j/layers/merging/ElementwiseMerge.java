package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.op.BroadcastTo;
import org.keras4j.ops.ShapeOps;

/**
 * A merge of tensors element by element. Shapes broadcast after the batch axis; tensors of lower
 * rank get axes of one after it.
 */
abstract class ElementwiseMerge extends Merge {
  ElementwiseMerge(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** The merge of tensors of equal rank. */
  abstract Tensor mergeAligned(CallContext ctx, List<Tensor> inputs);

  @Override
  final Tensor merge(CallContext ctx, List<Tensor> inputs) {
    int rank = inputs.stream().mapToInt(Tensor::rank).max().orElse(0);
    return mergeAligned(ctx, inputs.stream().map(input -> align(input, rank)).toList());
  }

  /** The mask of an input, for each of its elements; null for none. */
  static Tensor elementMask(CallContext ctx, Tensor input) {
    Tensor mask = ctx.mask(input);
    return mask == null ? null : new BroadcastTo(input.shape()).on(ShapeOps.expandDims(mask, -1));
  }

  private static Tensor align(Tensor input, int rank) {
    Tensor result = input;
    while (result.rank() < rank) {
      result = ShapeOps.expandDims(result, 1);
    }
    return result;
  }
}
