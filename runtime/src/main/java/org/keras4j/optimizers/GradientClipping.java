package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/** Keeps gradients small: each norm, their common norm, or each element. */
record GradientClipping(Double clipnorm, Double globalClipnorm, Double clipvalue) {
  static GradientClipping of(Config config) {
    GradientClipping clipping =
        new GradientClipping(
            config.get(BaseOptimizer.CLIPNORM),
            config.get(BaseOptimizer.GLOBAL_CLIPNORM),
            config.get(BaseOptimizer.CLIPVALUE));
    clipping.requireOne();
    return clipping;
  }

  private void requireOne() {
    int given = 0;
    given += clipnorm == null ? 0 : 1;
    given += clipvalue == null ? 0 : 1;
    given += globalClipnorm == null ? 0 : 1;
    if (given > 1) {
      throw new ConfigException(
          "Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: clipnorm="
              + Text.of(clipnorm)
              + ", clipvalue="
              + Text.of(clipvalue)
              + ", global_clipnorm="
              + Text.of(globalClipnorm));
    }
  }

  List<Tensor> apply(List<Tensor> gradients) {
    if (isSet(clipnorm)) {
      return gradients.stream().map(this::byNorm).toList();
    }
    if (isSet(globalClipnorm)) {
      Tensor scale = globalScale(gradients);
      return gradients.stream().map(gradient -> MathOps.multiply(gradient, scale)).toList();
    }
    if (isSet(clipvalue)) {
      return gradients.stream().map(g -> MathOps.clip(g, -clipvalue, clipvalue)).toList();
    }
    return gradients;
  }

  private static boolean isSet(Double bound) {
    return bound != null && bound > 0;
  }

  private Tensor byNorm(Tensor gradient) {
    Tensor norm = MathOps.sqrt(ReduceOps.sum(MathOps.square(gradient)));
    return MathOps.divide(MathOps.multiply(gradient, clipnorm), MathOps.maximum(norm, clipnorm));
  }

  /** NaN where the norm is not finite, so that the step shows it. */
  private Tensor globalScale(List<Tensor> gradients) {
    Tensor squares = null;
    for (Tensor gradient : gradients) {
      Tensor square = ReduceOps.sum(MathOps.square(gradient));
      squares = squares == null ? square : MathOps.add(squares, square);
    }
    Tensor norm = MathOps.sqrt(squares);
    Tensor scale =
        MathOps.multiply(
            MathOps.minimum(MathOps.divide(1.0, norm), 1.0 / globalClipnorm), globalClipnorm);
    return MathOps.add(scale, MathOps.subtract(norm, norm));
  }
}
