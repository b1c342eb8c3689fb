package org.keras4j.layers.merging;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/** The product of its inputs. Keras: {@code keras.layers.Multiply}. */
public final class Multiply extends ElementwiseMerge {
  public static final LayerType<Multiply> TYPE =
      LayerType.of("keras.layers", "Multiply", Multiply::new);

  private Multiply(Config config) {
    super(TYPE, config);
  }

  /** Masked elements count as one; what is masked in every input gives zero. */
  @Override
  Tensor mergeAligned(CallContext ctx, List<Tensor> inputs) {
    Tensor output = null;
    List<Tensor> masks = new ArrayList<>();
    for (Tensor input : inputs) {
      Tensor mask = elementMask(ctx, input);
      Tensor taken = mask == null ? input : LogicOps.where(mask, input, 1);
      output = output == null ? taken : MathOps.multiply(output, taken);
      if (mask != null) {
        masks.add(mask);
      }
    }
    return masks.size() < inputs.size()
        ? output
        : LogicOps.where(masks.stream().reduce(LogicOps::logicalOr).orElseThrow(), output, 0);
  }
}
