package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.ShapeException;

/** The first input less the second. Keras: {@code keras.layers.Subtract}. */
public final class Subtract extends ElementwiseMerge {
  public static final LayerType<Subtract> TYPE =
      LayerType.of("keras.layers", "Subtract", Subtract::new);

  private Subtract(Config config) {
    super(TYPE, config);
  }

  @Override
  Tensor mergeAligned(CallContext ctx, List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          "A `Subtract` layer should be called on exactly 2 inputs. Received: inputs of length "
              + inputs.size());
    }
    return MathOps.subtract(inputs.get(0), inputs.get(1));
  }
}
