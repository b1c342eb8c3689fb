package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** The meaning of the recurrent sequence ops: a {@link Scan} over time, with Keras' masking. */
final class SequenceScan {
  /**
   * One time step: new states, of which the first is also the output, then what is to be kept of
   * the step.
   */
  interface Step {
    List<Tensor> apply(Tensor x, List<Tensor> states, List<Tensor> weights);
  }

  private SequenceScan() {}

  /** Checks x {@code (B, T, gates * U)} and the states {@code (B, U)}; gives the outputs' specs. */
  static List<TensorSpec> infer(
      Op op, List<TensorSpec> inputs, SequenceOptions options, int gates, int states, int weights) {
    Expect.count(op, inputs, 1 + states + weights + (options.masked() ? 1 : 0));
    DType dtype = Expect.floats(op, inputs, 0, 1 + states + weights);
    Shape x = Expect.rank(op, inputs, 0, 3);
    Shape recurrent = Expect.rank(op, inputs, 1 + states, 2);
    int units = recurrent.dim(0);
    int wide = units == Shape.UNKNOWN ? Shape.UNKNOWN : gates * units;
    Expect.sameDim(op, inputs, "columns of the recurrent kernel", recurrent.dim(1), wide);
    Expect.sameDim(op, inputs, "sizes of projected input and gates", x.dim(2), wide);
    int batch = x.dim(0);
    for (int i = 1; i <= states; i++) {
      Shape state = Expect.rank(op, inputs, i, 2);
      batch = Expect.sameDim(op, inputs, "batch sizes", batch, state.dim(0));
      Expect.sameDim(op, inputs, "sizes of state and recurrent kernel", state.dim(1), units);
    }
    if (weights == 2) {
      Expect.shape(op, inputs, 2 + states, Shape.of(wide));
    }
    if (options.masked()) {
      TensorSpec mask = inputs.get(inputs.size() - 1);
      Expect.check(mask.dtype() == DType.BOOL, op, "expects a mask of dtype bool", inputs);
      Expect.shape(op, inputs, inputs.size() - 1, Shape.of(batch, x.dim(1)));
    }
    TensorSpec state = TensorSpec.of(dtype, batch, units);
    List<TensorSpec> outputs = new ArrayList<>();
    outputs.add(options.returnSequences() ? TensorSpec.of(dtype, batch, x.dim(1), units) : state);
    for (int i = 0; i < states; i++) {
      outputs.add(state);
    }
    return outputs;
  }

  /**
   * The outputs of stepping over {@code inputs}: sequence or last output, final states, and what is
   * kept of each step, {@code (B, T, ...)} in the order of the inputs and never as half floats.
   */
  static List<Tensor> unroll(
      List<Tensor> inputs, SequenceOptions options, int states, int weights, Step step) {
    DType dtype = inputs.get(0).dtype();
    boolean repeats = options.masked();
    Tensor x = Expr.transpose(Expr.wide(inputs.get(0)), 1, 0, 2);
    List<Tensor> arguments = new ArrayList<>();
    for (int i = 1; i <= states; i++) {
      arguments.add(Expr.wide(inputs.get(i)));
    }
    if (repeats) {
      arguments.add(zeros(arguments.get(0)));
    }
    int carries = arguments.size();
    arguments.add(x);
    if (options.masked()) {
      arguments.add(Expr.transpose(inputs.get(inputs.size() - 1), 1, 0));
    }
    int sequences = arguments.size() - carries;
    for (int i = 1 + states; i <= states + weights; i++) {
      arguments.add(Expr.wide(inputs.get(i)));
    }
    GraphFunction body = body(arguments, carries, sequences, states, options, step);
    Scan scan = new Scan(body, carries, sequences, x.dim(0), options.goBackwards());
    List<Tensor> results = scan.call(arguments);
    List<Tensor> outputs = new ArrayList<>();
    if (options.returnSequences()) {
      Tensor stacked = results.get(carries);
      Tensor inOrder = options.goBackwards() ? new Reverse(List.of(0)).on(stacked) : stacked;
      outputs.add(Expr.transpose(inOrder, 1, 0, 2));
    } else {
      outputs.add(results.get(repeats ? states : 0));
    }
    outputs.addAll(results.subList(0, states));
    List<Tensor> all = new ArrayList<>(outputs.stream().map(t -> Emit.cast(t, dtype)).toList());
    for (int i = carries + (options.returnSequences() ? 1 : 0); i < results.size(); i++) {
      all.add(Expr.transpose(results.get(i), 1, 0, 2));
    }
    return all;
  }

  private static GraphFunction body(
      List<Tensor> arguments,
      int carries,
      int sequences,
      int states,
      SequenceOptions options,
      Step step) {
    List<Tensor> parameters =
        IntStream.range(0, arguments.size())
            .mapToObj(i -> parameter(i, arguments.get(i), i >= carries && i < carries + sequences))
            .toList();
    List<Tensor> before = parameters.subList(0, states);
    List<Tensor> weights = parameters.subList(carries + sequences, parameters.size());
    List<Tensor> after = step.apply(parameters.get(carries), before, weights);
    Tensor output = after.get(0);
    List<Tensor> results = new ArrayList<>(after.subList(0, states));
    if (options.masked()) {
      Tensor mask = parameters.get(carries + 1);
      Tensor column = Emit.reshape(mask, Shape.of(mask.dim(0), 1));
      for (int i = 0; i < states; i++) {
        results.set(i, Emit.select(column, results.get(i), before.get(i)));
      }
      Tensor previous = parameters.get(states);
      output =
          Emit.select(column, output, options.zeroOutputForMask() ? zeros(previous) : previous);
      results.add(output);
    }
    if (options.returnSequences()) {
      results.add(output);
    }
    results.addAll(after.subList(states, after.size()));
    return GraphFunction.of(parameters, results);
  }

  static Tensor parameter(int index, Tensor argument, boolean sliced) {
    TensorSpec spec = argument.spec();
    return Placeholder.of(
        "step_" + index, sliced ? spec.withShape(spec.shape().removeDim(0)) : spec);
  }

  private static Tensor zeros(Tensor like) {
    return new FillLike(like.dtype(), 0).emit(like);
  }
}
