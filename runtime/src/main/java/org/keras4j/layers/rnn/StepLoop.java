package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Reverse;
import org.keras4j.op.Select;
import org.keras4j.op.SequenceOptions;
import org.keras4j.ops.ControlOps;
import org.keras4j.ops.ShapeOps;

/**
 * A cell's step over all time steps, with Keras' masking: where the mask is false, states stay and
 * the output repeats the one before (zeros at first). Keras: {@code keras.src.backend.rnn}.
 */
record StepLoop(BiFunction<Tensor, List<Tensor>, Cell.Step> step, SequenceOptions options) {
  /**
   * Runs the loop.
   *
   * @param sequence {@code (batch, steps, ...)}
   * @param mask bool {@code (batch, steps)}; null for none
   * @param zeroOutput zeros in the shape of an output
   * @return the output, {@code (batch, steps, ...)} or {@code (batch, ...)}, then the last states
   */
  List<Tensor> run(Tensor sequence, List<Tensor> states, Tensor mask, Tensor zeroOutput) {
    boolean carriesOutput = mask != null || !options.returnSequences();
    List<Tensor> init = new ArrayList<>(states);
    if (carriesOutput) {
      init.add(zeroOutput);
    }
    List<Tensor> slices = new ArrayList<>(List.of(ShapeOps.swapaxes(sequence, 0, 1)));
    if (mask != null) {
      slices.add(ShapeOps.swapaxes(mask, 0, 1));
    }
    ControlOps.Step end =
        ControlOps.scan(
            (carry, x) -> one(carry, x, states.size(), zeroOutput),
            init,
            slices,
            null,
            options.goBackwards());
    List<Tensor> results = new ArrayList<>();
    results.add(
        options.returnSequences() ? inOrder(end.outputs().get(0)) : end.carry().get(states.size()));
    results.addAll(end.carry().subList(0, states.size()));
    return results;
  }

  private ControlOps.Step one(
      List<Tensor> carry, List<Tensor> slices, int count, Tensor zeroOutput) {
    List<Tensor> before = carry.subList(0, count);
    Cell.Step step = this.step.apply(slices.get(0), before);
    List<Tensor> states = step.states();
    Tensor output = step.output();
    if (slices.size() > 1) {
      Tensor mask = slices.get(1);
      List<Tensor> after = states;
      states =
          IntStream.range(0, count)
              .mapToObj(i -> select(mask, after.get(i), before.get(i)))
              .toList();
      output = select(mask, output, options.zeroOutputForMask() ? zeroOutput : carry.get(count));
    }
    List<Tensor> next = new ArrayList<>(states);
    if (carry.size() > count) {
      next.add(output);
    }
    return new ControlOps.Step(next, options.returnSequences() ? List.of(output) : List.of());
  }

  private static Tensor select(Tensor mask, Tensor a, Tensor b) {
    int[] axes = IntStream.range(1, a.rank()).toArray();
    return new Select().on(ShapeOps.expandDims(mask, axes), a, b);
  }

  /** Stacked outputs as {@code (batch, steps, ...)}, in the order in which they were computed. */
  private Tensor inOrder(Tensor stacked) {
    Tensor ordered = options.goBackwards() ? new Reverse(List.of(0)).on(stacked) : stacked;
    return ShapeOps.swapaxes(ordered, 0, 1);
  }
}
