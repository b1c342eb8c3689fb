package org.keras4j.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Pooling of one spatial axis of channels-last values to a given size: output i pools from {@code
 * floor(i * size / outputs)} to {@code ceil((i + 1) * size / outputs)}. Keras: one axis of {@code
 * keras.ops.adaptive_average_pool} and {@code adaptive_max_pool}.
 *
 * @param axis counted from the front, neither the first nor the last
 */
public record AdaptivePool(PoolKind kind, int axis, int outputs) implements ShapeDependentOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    return List.of(in.get(0).withShape(in.get(0).shape().withDim(axis, outputs)));
  }

  /** All windows of the two sizes that occur, then those that are wanted. */
  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Tensor x = in.get(0);
    int size = x.dim(axis);
    int small = (size + outputs - 1) / outputs;
    int smallWindows = size - small + 1;
    boolean anyBig = false;
    int[] places = new int[outputs];
    for (int i = 0; i < outputs; i++) {
      int start = (int) ((long) i * size / outputs);
      int end = (int) (((long) (i + 1) * size + outputs - 1) / outputs);
      boolean big = end - start > small;
      anyBig |= big;
      places[i] = big ? smallWindows + start : start;
    }
    Tensor windows = slide(x, small);
    if (anyBig) {
      windows = new Concat(axis).on(windows, slide(x, small + 1));
    }
    return List.of(new Gather(axis).on(windows, Constant.of(NDArray.of(places, outputs))));
  }

  private Tensor slide(Tensor x, int window) {
    List<Integer> ones = Collections.nCopies(x.rank() - 2, 1);
    List<Integer> zeros = Collections.nCopies(x.rank() - 2, 0);
    List<Integer> sizes = new ArrayList<>(ones);
    sizes.set(axis - 1, window);
    return new Pool(kind, new PoolSpec(sizes, ones, zeros, zeros)).on(x);
  }
}
