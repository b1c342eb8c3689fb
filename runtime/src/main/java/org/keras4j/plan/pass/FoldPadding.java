package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;

/**
 * Zeros around the input of a convolution become the convolution's own padding, which costs no
 * copy. Keras' applications put a {@code ZeroPadding2D} before each convolution of stride two.
 */
public final class FoldPadding implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    return Rewrites.nodes(function, FoldPadding::fold);
  }

  private static List<Tensor> fold(Node node, List<Tensor> inputs) {
    if (!(node.op() instanceof Conv || node.op() instanceof DepthwiseConv)
        || !(inputs.get(0).node().op() instanceof Pad pad)
        || !isSpatialZeros(pad)) {
      return Graphs.rebuild(node, inputs);
    }
    List<Tensor> unpadded = new ArrayList<>(inputs);
    unpadded.set(0, inputs.get(0).node().input(0));
    return padded(node.op(), pad).call(unpadded);
  }

  private static boolean isSpatialZeros(Pad pad) {
    int channels = pad.low().size() - 1;
    return pad.mode() == PadMode.CONSTANT
        && pad.value() == 0
        && pad.low().get(0) == 0
        && pad.high().get(0) == 0
        && pad.low().get(channels) == 0
        && pad.high().get(channels) == 0
        && Collections.min(pad.low()) >= 0
        && Collections.min(pad.high()) >= 0;
  }

  private static Op padded(Op op, Pad pad) {
    return op instanceof Conv conv
        ? new Conv(widened(conv.spec(), pad))
        : new DepthwiseConv(widened(((DepthwiseConv) op).spec(), pad));
  }

  private static ConvSpec widened(ConvSpec spec, Pad pad) {
    return new ConvSpec(
        spec.strides(),
        sum(spec.padLow(), pad.low()),
        sum(spec.padHigh(), pad.high()),
        spec.dilations(),
        spec.groups());
  }

  /** Padding of the spatial axes: the second list counts the batch too. */
  private static List<Integer> sum(List<Integer> own, List<Integer> around) {
    List<Integer> total = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      total.add(own.get(i) + around.get(i + 1));
    }
    return total;
  }
}
