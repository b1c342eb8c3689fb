package org.keras4j.layers;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;

/**
 * How a layer multiplies inputs with a kernel, and along which axes: all that is to be known of the
 * layer to keep the kernel in another form.
 */
public interface Contraction {
  /** The product. */
  Tensor product(Tensor inputs, Tensor kernel);

  /** The axes of inputs of that rank over which the product sums, from the front. */
  List<Integer> inputAxes(int rank);

  /** The axes of the kernel over which the product sums, from the front. */
  List<Integer> kernelAxes();

  /** The shape of a factor for each of the kernel's columns, as it lies along the outputs. */
  Shape scaleShape(Shape kernel);

  /** A factor of each row of inputs, which has size 1 along the summed axes, along the outputs. */
  Tensor alongOutputs(Tensor inputScale);

  /** A factor of shape {@link #scaleShape} along the kernel. */
  Tensor alongKernel(Tensor kernelScale, Shape kernel);
}
