package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Tensor;

/**
 * Builds the {@link Scan} that goes back through the time of a recurrent sequence: the meaning of
 * the gradients' ops. Carries are declared first, then sequences, then what stays the same; each
 * declaration gives the number of the body's parameter.
 */
final class BackwardScan {
  private final SequenceOptions options;
  private final List<Tensor> arguments = new ArrayList<>();
  private final List<Tensor> parameters = new ArrayList<>();
  private int carries;
  private int sequences;

  BackwardScan(SequenceOptions options) {
    this.options = options;
  }

  int carry(Tensor initial) {
    carries++;
    return add(initial, false);
  }

  /** A tensor {@code (B, T, ...)} in the order of the inputs. */
  int sequence(Tensor tensor) {
    sequences++;
    List<Integer> order = new ArrayList<>(Emit.range(tensor.rank()));
    order.set(0, 1);
    order.set(1, 0);
    return add(Emit.transpose(tensor, order), true);
  }

  /** A tensor {@code (B, T, ...)} in the order in which steps were taken. */
  int output(Tensor tensor) {
    return sequence(options.goBackwards() ? new Reverse(List.of(1)).on(tensor) : tensor);
  }

  int constant(Tensor tensor) {
    return add(tensor, false);
  }

  private int add(Tensor argument, boolean sliced) {
    arguments.add(argument);
    parameters.add(SequenceScan.parameter(parameters.size(), argument, sliced));
    return parameters.size() - 1;
  }

  /**
   * The gradients: what {@code body} gives for each step, {@code (B, T, ...)}, then the first two
   * carries, or the only one.
   *
   * @param body gives the new carries, then what is stacked
   */
  List<Tensor> run(Function<List<Tensor>, List<Tensor>> body) {
    GraphFunction function = GraphFunction.of(parameters, body.apply(List.copyOf(parameters)));
    int length = arguments.get(carries).dim(0);
    Scan scan = new Scan(function, carries, sequences, length, !options.goBackwards());
    List<Tensor> results = scan.call(arguments);
    List<Tensor> gradients = new ArrayList<>();
    for (int i = carries; i < results.size(); i++) {
      gradients.add(Expr.transpose(results.get(i), 1, 0, 2));
    }
    gradients.addAll(results.subList(0, options.masked() ? carries - 1 : carries));
    return gradients;
  }
}
