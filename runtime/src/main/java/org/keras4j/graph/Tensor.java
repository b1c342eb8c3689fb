package org.keras4j.graph;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A symbolic value: one output of a {@link Node}. It has a type and a shape, and no data. Keras:
 * {@code KerasTensor}. Immutable, compared by identity.
 */
public final class Tensor {
  private final Node node;
  private final int index;
  private final TensorSpec spec;

  Tensor(Node node, int index, TensorSpec spec) {
    this.node = node;
    this.index = index;
    this.spec = spec;
  }

  /** The call that produces this tensor. */
  public Node node() {
    return node;
  }

  /** Which output of {@link #node()} this is. */
  public int index() {
    return index;
  }

  public TensorSpec spec() {
    return spec;
  }

  public DType dtype() {
    return spec.dtype();
  }

  public Shape shape() {
    return spec.shape();
  }

  public int rank() {
    return spec.shape().rank();
  }

  /** Dimension at {@code axis} (negative from the end); {@link Shape#UNKNOWN} when not known. */
  public int dim(int axis) {
    return spec.shape().dim(axis);
  }

  @Override
  public String toString() {
    return "<Tensor shape=" + shape() + ", dtype=" + dtype() + ", op=" + node.op().name() + ">";
  }
}
