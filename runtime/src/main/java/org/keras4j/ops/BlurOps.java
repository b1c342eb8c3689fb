package org.keras4j.ops;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Iota;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Blurring whose strength is known only when the graph runs; see {@link ImageOps#gaussianBlur}. */
public final class BlurOps {
  private BlurOps() {}

  /**
   * Blurs each channel of a batch, channels last.
   *
   * @param size width and height of the kernel, odd
   * @param sigma {@code (2)}: standard deviations across and down
   */
  public static Tensor gaussianBlur(Tensor images, List<Integer> size, Tensor sigma) {
    int wide = size.get(0);
    int high = size.get(1);
    Tensor across = Arith.reshape(bell(wide, entry(sigma, 0), null), 1, wide);
    Tensor down = Arith.reshape(bell(high, entry(sigma, 1), null), high, 1);
    // Keras lays a kernel that is not square out as (width, height) all the same.
    return filtered(images, Arith.reshape(Arith.mul(down, across), wide, high, 1, 1));
  }

  /**
   * Blurs with a kernel that reaches as far as the strength asks: {@code 3 * int(sigma)} pixels.
   *
   * @param sigma scalar, at most {@code largest}
   */
  public static Tensor wideBlur(Tensor images, Tensor sigma, double largest) {
    int size = 6 * (int) largest + 1;
    Tensor reach = Arith.mul(UnaryOp.FLOOR.on(sigma), 3);
    Tensor bell = bell(size, sigma, reach);
    Tensor down = filtered(images, Arith.reshape(bell, size, 1, 1, 1));
    return filtered(down, Arith.reshape(bell, 1, size, 1, 1));
  }

  private static Tensor entry(Tensor x, int index) {
    return Arith.reshape(Arith.slice(x, 0, index, index + 1), Shape.SCALAR);
  }

  /** Weights that sum to one; none farther from the middle than {@code reach}, if it is given. */
  private static Tensor bell(int size, Tensor sigma, Tensor reach) {
    Tensor index = DTypes.cast(new Iota(TensorSpec.of(DType.INT32, size), 0).on(), sigma.dtype());
    Tensor distance = Arith.sub(index, (size - 1) / 2.0);
    Tensor scaled = Arith.div(distance, sigma);
    Tensor weights = UnaryOp.EXP.on(Arith.mul(Arith.mul(scaled, scaled), -0.5));
    if (reach != null) {
      Tensor near = Arith.compare(CompareOp.LESS_EQUAL, UnaryOp.ABS.on(distance), reach);
      weights = Arith.where(near, weights, 0);
    }
    return Arith.div(weights, Arith.sum(weights, true, 0));
  }

  /** The same filter {@code (rows, columns, 1, 1)} for each channel. */
  private static Tensor filtered(Tensor x, Tensor kernel) {
    Tensor filter = DTypes.cast(kernel, x.dtype());
    Shape shape = Shape.of(kernel.dim(0), kernel.dim(1), x.dim(-1), 1);
    List<Integer> one = List.of(1);
    return ConvolutionOps.depthwiseConv(
        x, Arith.broadcastTo(filter, shape), one, Padding.SAME, DataFormat.CHANNELS_LAST, one);
  }
}
