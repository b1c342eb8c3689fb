package org.keras4j.op;

import static org.keras4j.op.GradientCheck.checkTwice;
import static org.keras4j.op.GradientCheck.random;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Gradients of convolutions and pooling, twice: a gradient's gradient uses every adjoint form. */
class WindowGradientTest {
  private static final ConvSpec CAUSAL_1D =
      new ConvSpec(List.of(1), List.of(4), List.of(0), List.of(2), 1);
  private static final ConvSpec STRIDED_2D =
      new ConvSpec(List.of(2, 1), List.of(1, 0), List.of(0, 2), List.of(1, 2), 1);

  private static void conv(ConvSpec spec, NDArray x, NDArray kernel) {
    checkTwice(in -> new Conv(spec).on(in.get(0), in.get(1)), x, kernel);
  }

  @Test
  void conv() {
    conv(CAUSAL_1D, random(1, 2, 6, 3), random(2, 3, 3, 4));
    conv(STRIDED_2D, random(3, 2, 5, 6, 2), random(4, 2, 3, 2, 3));
    conv(STRIDED_2D.withGroups(2), random(3, 2, 5, 6, 4), random(4, 2, 3, 2, 6));
    conv(ConvSpec.valid(3), random(5, 1, 3, 4, 3, 2), random(6, 2, 2, 2, 2, 2));
  }

  @Test
  void convInputGradient() {
    Shape input = Shape.of(2, 5, 6, 2);
    checkTwice(
        in -> new ConvInputGradient(STRIDED_2D, input).on(in.get(0), in.get(1)),
        random(7, 2, 3, 2, 3),
        random(8, 2, 3, 4, 3));
  }

  @Test
  void convKernelGradient() {
    Shape kernel = Shape.of(2, 3, 2, 3);
    checkTwice(
        in -> new ConvKernelGradient(STRIDED_2D, kernel).on(in.get(0), in.get(1)),
        random(9, 2, 5, 6, 2),
        random(10, 2, 3, 4, 3));
  }

  @Test
  void depthwiseConv() {
    checkTwice(
        in -> new DepthwiseConv(STRIDED_2D).on(in.get(0), in.get(1)),
        random(11, 2, 5, 6, 3),
        random(12, 2, 3, 3, 2));
    checkTwice(
        in -> new DepthwiseConv(CAUSAL_1D).on(in.get(0), in.get(1)),
        random(13, 2, 6, 3),
        random(14, 3, 3, 1));
  }

  @Test
  void pooling() {
    PoolSpec spec = new PoolSpec(List.of(3, 2), List.of(2, 1), List.of(1, 0), List.of(1, 1));
    for (PoolKind kind : PoolKind.values()) {
      checkTwice(in -> new Pool(kind, spec).on(Emit.square(in.get(0))), random(15, 2, 5, 4, 3));
    }
  }
}
