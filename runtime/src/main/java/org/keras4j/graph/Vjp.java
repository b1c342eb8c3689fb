package org.keras4j.graph;

import java.util.List;
import java.util.function.IntPredicate;
import org.keras4j.tensor.TensorSpec;

/**
 * What a derivative rule sees: the call, the gradients of its outputs, and which inputs want a
 * gradient. All of it is symbolic.
 */
public final class Vjp {
  /** Differentiates other graphs, for rules of ops that hold functions. */
  public interface Differentiator {
    /**
     * Gradients of {@code outputs}, weighted by {@code cotangents} ({@code null} where there is
     * none), with respect to {@code wanted}; {@code null} where they do not depend on it.
     */
    List<Tensor> gradients(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wanted);
  }

  private final Node node;
  private final List<Tensor> outputGradients;
  private final IntPredicate wanted;
  private final Differentiator differentiator;

  /**
   * A rule's view of one call.
   *
   * @param outputGradients one entry an output, {@code null} where the loss does not depend on it
   * @param wanted whether input {@code i} needs a gradient
   * @param differentiator the engine that asks, for {@link #differentiator()}
   */
  public Vjp(
      Node node, List<Tensor> outputGradients, IntPredicate wanted, Differentiator differentiator) {
    this.node = node;
    this.outputGradients = outputGradients;
    this.wanted = wanted;
    this.differentiator = differentiator;
  }

  public Node node() {
    return node;
  }

  public Tensor in(int index) {
    return node.input(index);
  }

  public TensorSpec inSpec(int index) {
    return node.input(index).spec();
  }

  public Tensor out(int index) {
    return node.outputs().get(index);
  }

  /** The only output. */
  public Tensor out() {
    return node.output();
  }

  /** Gradient of the only output. */
  public Tensor grad() {
    return outputGradients.get(0);
  }

  /** Gradient of output {@code index}, or {@code null} when the loss does not depend on it. */
  public Tensor grad(int index) {
    return outputGradients.get(index);
  }

  /**
   * Whether the gradient of input {@code index} is needed; if not, {@code null} may be returned.
   */
  public boolean wants(int index) {
    return wanted.test(index);
  }

  /** For ops that hold functions, such as loops and branches: differentiates their bodies. */
  public Differentiator differentiator() {
    return differentiator;
  }
}
