package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.op.Select;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/** Sums gradients up, and updates with their mean every so many steps. */
record GradientAccumulation(Slots accumulators, int steps) {
  /**
   * Writes one step.
   *
   * @param done number of steps before this one
   * @param update writes an update by mean gradients
   */
  void apply(
      VariableScope scope,
      Tensor done,
      List<Variable> variables,
      List<Tensor> gradients,
      BiConsumer<VariableScope, List<Tensor>> update) {
    Tensor position = MathOps.mod(MathOps.add(done, 1), steps);
    Tensor isUpdate = LogicOps.equal(position, 0);
    List<Tensor> means = new ArrayList<>();
    for (int i = 0; i < variables.size(); i++) {
      Variable accumulator = accumulators.of(variables.get(i));
      Tensor sum =
          UpdateStep.cast(
              MathOps.add(gradients.get(i), scope.read(accumulator)), accumulator.dtype());
      means.add(MathOps.divide(sum, steps));
      Tensor zeros = CreationOps.zerosLike(sum);
      scope.update(accumulator, new Select().on(isUpdate, zeros, sum));
    }
    ConditionalScope updating = new ConditionalScope(scope, isUpdate);
    update.accept(updating, means);
    updating.commit();
  }
}
