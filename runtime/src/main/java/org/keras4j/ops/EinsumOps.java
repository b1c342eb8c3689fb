package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Iota;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Einstein summation by transposes, sums and matrix products, operands taken from left to right.
 * Keras: {@code keras.ops.einsum}.
 */
public final class EinsumOps {
  /** Labels of the axes that an ellipsis stands for: this minus the distance from its end. */
  private static final int ELLIPSIS_END = '\u2000';

  /** A tensor and the label of each of its axes. */
  private record Labelled(Tensor tensor, List<Integer> labels) {
    int axis(int label) {
      return labels.indexOf(label);
    }

    int dim(int label) {
      return tensor.dim(axis(label));
    }
  }

  private EinsumOps() {}

  /**
   * The product of the operands, summed over labels that the result does not have.
   *
   * @param subscripts such as {@code "abc,cd->abd"}; {@code "..."} stands for any leading axes,
   *     which broadcast; without {@code "->"} the labels that occur once, in alphabetic order
   * @throws ShapeException when subscripts and shapes do not fit
   */
  public static Tensor einsum(String subscripts, Tensor... operands) {
    String text = subscripts.replace(" ", "");
    String[] sides = text.split("->", -1);
    String[] terms = sides[0].split(",", -1);
    Arith.require(
        sides.length <= 2 && terms.length == operands.length,
        "einsum `" + subscripts + "` does not fit " + operands.length + " operands");
    DType dtype =
        DTypes.resultType(Arrays.stream(operands).map(Tensor::dtype).toArray(DType[]::new));
    List<Labelled> inputs = new ArrayList<>();
    for (int i = 0; i < operands.length; i++) {
      Tensor operand = DTypes.cast(operands[i], dtype);
      inputs.add(diagonal(new Labelled(operand, labels(terms[i], operand.rank(), subscripts))));
    }
    List<Integer> output =
        sides.length == 2
            ? outputLabels(sides[1], inputs, subscripts)
            : implicitOutput(terms, inputs);
    broadcast(inputs, subscripts);
    Labelled result = inputs.get(0);
    for (int i = 0; i < inputs.size(); i++) {
      Set<Integer> needed = new HashSet<>(output);
      inputs.subList(i + 1, inputs.size()).forEach(later -> needed.addAll(later.labels()));
      result = i == 0 ? sumOut(result, needed) : contract(result, inputs.get(i), needed);
    }
    return permute(sumOut(result, new HashSet<>(output)), output).tensor();
  }

  private static List<Integer> labels(String term, int rank, String subscripts) {
    int dots = term.indexOf("...");
    int named = dots < 0 ? term.length() : term.length() - 3;
    Arith.require(
        dots < 0 ? named == rank : named <= rank,
        "einsum `" + subscripts + "`: `" + term + "` does not fit an operand of rank " + rank);
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < term.length(); i++) {
      if (i == dots) {
        IntStream.range(0, rank - named)
            .forEach(j -> labels.add(ELLIPSIS_END - (rank - named) + j));
        i += 2;
      } else {
        Arith.require(
            Character.isLetter(term.charAt(i)), "einsum `" + subscripts + "`: labels are letters");
        labels.add((int) term.charAt(i));
      }
    }
    return labels;
  }

  private static List<Integer> ellipsis(List<Labelled> inputs) {
    return inputs.stream()
        .flatMap(input -> input.labels().stream())
        .filter(label -> label > 'z')
        .distinct()
        .sorted()
        .toList();
  }

  private static List<Integer> outputLabels(String term, List<Labelled> inputs, String subscripts) {
    List<Integer> around = ellipsis(inputs);
    int dots = term.indexOf("...");
    int rank = dots < 0 ? term.length() : term.length() - 3 + around.size();
    List<Integer> output = labels(term, rank, subscripts);
    for (int label : output) {
      Arith.require(
          inputs.stream().anyMatch(input -> input.labels().contains(label)),
          "einsum `" + subscripts + "`: a label of the result occurs in no operand");
    }
    Arith.require(
        new HashSet<>(output).size() == output.size(),
        "einsum `" + subscripts + "`: a label occurs twice in the result");
    return output;
  }

  private static List<Integer> implicitOutput(String[] terms, List<Labelled> inputs) {
    List<Integer> output = new ArrayList<>(ellipsis(inputs));
    String all = String.join("", terms);
    all.chars()
        .filter(c -> c != '.' && all.indexOf(c) == all.lastIndexOf(c))
        .sorted()
        .forEach(output::add);
    return output;
  }

  /** Keeps the diagonal of axes with the same label. */
  private static Labelled diagonal(Labelled x) {
    for (int i = 0; i < x.labels().size(); i++) {
      int last = x.labels().lastIndexOf(x.labels().get(i));
      if (last == i) {
        continue;
      }
      Shape shape = x.tensor().shape();
      int[] dims = new int[shape.rank()];
      Arrays.fill(dims, 1);
      dims[i] = shape.dim(i);
      dims[last] = shape.dim(last);
      TensorSpec spec = new TensorSpec(DType.INT32, Shape.of(dims));
      Tensor same = CompareOp.EQUAL.on(new Iota(spec, i).on(), new Iota(spec, last).on());
      Tensor kept = Arith.sum(Arith.where(same, x.tensor(), 0), false, last);
      List<Integer> labels = new ArrayList<>(x.labels());
      labels.remove(last);
      return diagonal(new Labelled(kept, labels));
    }
    return x;
  }

  /** Dimensions of equal labels become equal: 1 is repeated. */
  private static void broadcast(List<Labelled> inputs, String subscripts) {
    Map<Integer, Integer> sizes = new HashMap<>();
    for (Labelled input : inputs) {
      for (int label : input.labels()) {
        int dim = input.dim(label);
        int known = sizes.getOrDefault(label, 1);
        Arith.require(
            known == 1
                || dim == 1
                || dim == known
                || dim == Shape.UNKNOWN
                || known == Shape.UNKNOWN,
            "einsum `" + subscripts + "`: dimensions differ for a label: " + known + " vs " + dim);
        sizes.put(label, known == 1 || (known == Shape.UNKNOWN && dim != 1) ? dim : known);
      }
    }
    inputs.replaceAll(
        input -> {
          int[] dims = input.labels().stream().mapToInt(sizes::get).toArray();
          boolean repeats =
              IntStream.range(0, dims.length)
                  .anyMatch(i -> input.tensor().dim(i) == 1 && dims[i] != 1);
          return repeats
              ? new Labelled(Arith.broadcastTo(input.tensor(), Shape.of(dims)), input.labels())
              : input;
        });
  }

  /** Sums over labels that are not needed. */
  private static Labelled sumOut(Labelled x, Set<Integer> needed) {
    int[] axes =
        IntStream.range(0, x.labels().size())
            .filter(i -> !needed.contains(x.labels().get(i)))
            .toArray();
    List<Integer> kept = x.labels().stream().filter(needed::contains).toList();
    return axes.length == 0 ? x : new Labelled(Arith.sum(x.tensor(), false, axes), kept);
  }

  private static Labelled contract(Labelled left, Labelled right, Set<Integer> needed) {
    Set<Integer> leftNeeds = new HashSet<>(needed);
    leftNeeds.addAll(right.labels());
    Set<Integer> rightNeeds = new HashSet<>(needed);
    rightNeeds.addAll(left.labels());
    Labelled a = sumOut(left, leftNeeds);
    Labelled b = sumOut(right, rightNeeds);
    List<Integer> batch = select(a, l -> b.labels().contains(l) && needed.contains(l));
    List<Integer> inner = select(a, l -> b.labels().contains(l) && !needed.contains(l));
    List<Integer> rows = select(a, l -> !b.labels().contains(l));
    List<Integer> columns = select(b, l -> !a.labels().contains(l));
    Tensor x = grouped(a, batch, rows, inner);
    Tensor y = grouped(b, batch, inner, columns);
    Tensor product = MatMul.PLAIN.on(x, y);
    List<Integer> labels = new ArrayList<>(batch);
    labels.addAll(rows);
    labels.addAll(columns);
    int[] dims = labels.stream().mapToInt(l -> (a.labels().contains(l) ? a : b).dim(l)).toArray();
    return new Labelled(Arith.reshape(product, Shape.of(dims)), labels);
  }

  private static List<Integer> select(Labelled x, IntPredicate wanted) {
    return x.labels().stream().filter(wanted::test).toList();
  }

  /** One axis for each group of labels; no batch axis when there is no batch label. */
  private static Tensor grouped(
      Labelled x, List<Integer> batch, List<Integer> rows, List<Integer> columns) {
    Set<Integer> order = new LinkedHashSet<>(batch);
    order.addAll(rows);
    order.addAll(columns);
    Tensor sorted = permute(x, List.copyOf(order)).tensor();
    Shape shape = sorted.shape();
    int first = batch.size();
    int second = first + rows.size();
    Shape matrix = Shape.of(shape.product(first, second), shape.product(second, shape.rank()));
    return Arith.reshape(sorted, shape.slice(0, first).concat(matrix));
  }

  private static Labelled permute(Labelled x, List<Integer> labels) {
    int[] order = labels.stream().mapToInt(x::axis).toArray();
    return new Labelled(Arith.transpose(x.tensor(), order), labels);
  }
}
