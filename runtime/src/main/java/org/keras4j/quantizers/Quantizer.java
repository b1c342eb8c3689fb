package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.Configurable;
import org.keras4j.graph.Tensor;

/** Makes few levels of floats. Keras: {@code keras.quantizers.Quantizer}. */
public interface Quantizer extends Configurable {
  /**
   * The levels and the factor that was applied.
   *
   * @param values whole numbers, in the dtype of the tensor that was quantized
   * @param scale what that tensor was multiplied with; size 1 along the axes
   */
  record Quantized(Tensor values, Tensor scale) {}

  /** Quantizes with one factor for all that differs in its position along {@code axes} alone. */
  Quantized quantize(Tensor x, List<Integer> axes);
}
