package org.keras4j.layers.merging;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.ops.LogicOps;
import org.keras4j.tensor.ShapeException;

/** What merging layers share: a list of inputs, and the union of their masks. */
abstract class Merge extends Layer {
  Merge(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** The merged inputs. */
  abstract Tensor merge(CallContext ctx, List<Tensor> inputs);

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    return merge(ctx, inputs(arguments));
  }

  private List<Tensor> inputs(CallArguments arguments) {
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    if (!(arguments.inputs() instanceof List<?>) || inputs.isEmpty()) {
      throw new ShapeException(
          "A merge layer should be called on a list of inputs. Received: inputs="
              + Structures.shapes(arguments.inputs())
              + " (not a list of tensors)");
    }
    return inputs;
  }

  /** A step counts if it counts in any input; without a mask on every input there is none. */
  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    List<Tensor> masks = masks(ctx, inputs(arguments));
    return masks.contains(null) ? null : masks.stream().reduce(LogicOps::logicalOr).orElse(null);
  }

  static List<Tensor> masks(CallContext ctx, List<Tensor> inputs) {
    List<Tensor> masks = new ArrayList<>();
    inputs.forEach(input -> masks.add(ctx.mask(input)));
    return masks;
  }
}
