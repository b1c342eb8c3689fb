package org.keras4j.layers.core;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Contraction;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.Shape;

/** The last axis of the inputs with the first of a kernel {@code (features, units)}. */
record LastAxisContraction() implements Contraction {
  @Override
  public Tensor product(Tensor inputs, Tensor kernel) {
    return MatMul.PLAIN.on(inputs, kernel);
  }

  @Override
  public List<Integer> inputAxes(int rank) {
    return List.of(rank - 1);
  }

  @Override
  public List<Integer> kernelAxes() {
    return List.of(0);
  }

  @Override
  public Shape scaleShape(Shape kernel) {
    return Shape.of(kernel.dim(1));
  }

  @Override
  public Tensor alongOutputs(Tensor inputScale) {
    return inputScale;
  }

  @Override
  public Tensor alongKernel(Tensor kernelScale, Shape kernel) {
    return kernelScale;
  }
}
