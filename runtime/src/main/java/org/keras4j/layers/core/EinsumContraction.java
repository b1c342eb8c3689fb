package org.keras4j.layers.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Contraction;
import org.keras4j.ops.EinsumOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * The product that an equation of {@link EinsumDense} means.
 *
 * @param inputs a label for each axis, also for those of an ellipsis
 * @param kernel a label for each axis
 * @param outputs a label for each axis, also for those of an ellipsis
 */
record EinsumContraction(
    String equation, List<Integer> inputs, List<Integer> kernel, List<Integer> outputs)
    implements Contraction {
  private static final String ELLIPSIS = "...";

  /** The product for inputs of a rank that the equation fits. */
  static EinsumContraction of(String equation, int rank) {
    String[] sides = equation.replace(" ", "").split("->");
    String[] terms = sides[0].split(",");
    int elided = rank - terms[0].replace(ELLIPSIS, "").length();
    return new EinsumContraction(
        equation, labels(terms[0], elided), labels(terms[1], 0), labels(sides[1], elided));
  }

  /** Letters by their codes; the axes of an ellipsis by negative numbers. */
  private static List<Integer> labels(String term, int elided) {
    List<Integer> labels = new ArrayList<>();
    term.replace(ELLIPSIS, ".")
        .chars()
        .forEach(
            label -> {
              if (label == '.') {
                IntStream.rangeClosed(1, elided).forEach(axis -> labels.add(-axis));
              } else {
                labels.add(label);
              }
            });
    return List.copyOf(labels);
  }

  @Override
  public Tensor product(Tensor x, Tensor weight) {
    return EinsumOps.einsum(equation, x, weight);
  }

  @Override
  public List<Integer> inputAxes(int rank) {
    return summed(inputs);
  }

  @Override
  public List<Integer> kernelAxes() {
    return summed(kernel);
  }

  private List<Integer> summed(List<Integer> labels) {
    return IntStream.range(0, labels.size())
        .filter(axis -> !outputs.contains(labels.get(axis)))
        .boxed()
        .toList();
  }

  @Override
  public Shape scaleShape(Shape weight) {
    return Shape.of(
        outputs.stream()
            .mapToInt(label -> kernel.contains(label) ? weight.dim(kernel.indexOf(label)) : 1)
            .toArray());
  }

  @Override
  public Tensor alongOutputs(Tensor inputScale) {
    return moved(inputScale, inputs, outputs);
  }

  @Override
  public Tensor alongKernel(Tensor kernelScale, Shape weight) {
    return moved(kernelScale, outputs, kernel);
  }

  /** Axes with labels in both lists put in their new places; all others have size 1. */
  private static Tensor moved(Tensor scale, List<Integer> from, List<Integer> to) {
    List<Integer> kept = from.stream().filter(to::contains).toList();
    int[] gone =
        IntStream.range(0, from.size()).filter(axis -> !to.contains(from.get(axis))).toArray();
    int[] order =
        IntStream.range(0, kept.size())
            .boxed()
            .sorted(Comparator.comparing(axis -> to.indexOf(kept.get(axis))))
            .mapToInt(axis -> axis)
            .toArray();
    int[] added = IntStream.range(0, to.size()).filter(i -> !from.contains(to.get(i))).toArray();
    Tensor moved = gone.length == 0 ? scale : ShapeOps.squeeze(scale, gone);
    moved = order.length < 2 ? moved : ShapeOps.transpose(moved, order);
    return added.length == 0 ? moved : ShapeOps.expandDims(moved, added);
  }
}
