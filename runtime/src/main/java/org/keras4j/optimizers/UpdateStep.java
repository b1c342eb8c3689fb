package org.keras4j.optimizers;

import java.util.EnumMap;
import java.util.Map;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.op.Cast;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/** One update as it is being written: what all variables have in common, and their values. */
public final class UpdateStep {
  private final VariableScope scope;
  private final Tensor learningRate;
  private final Tensor updates;
  private final Map<DType, Tensor> numbers = new EnumMap<>(DType.class);

  UpdateStep(VariableScope scope, Tensor learningRate, Tensor updates) {
    this.scope = scope;
    this.learningRate = learningRate;
    this.updates = updates;
  }

  /** The learning rate in a variable's dtype: a scalar. */
  public Tensor learningRate(DType dtype) {
    return cast(learningRate, dtype);
  }

  /** The number of this update, from 1 on, in a variable's dtype: a scalar. */
  public Tensor number(DType dtype) {
    return numbers.computeIfAbsent(dtype, type -> cast(MathOps.add(updates, 1), type));
  }

  /** The value of a variable or slot, after what was assigned so far. */
  public Tensor read(Variable variable) {
    return scope.read(variable);
  }

  /**
   * Gives a variable or slot a new value, cast to its dtype.
   *
   * @return the value as the variable has it
   */
  public Tensor assign(Variable variable, Tensor value) {
    Tensor own = cast(value, variable.dtype());
    scope.update(variable, own);
    return own;
  }

  /** Subtracts from a variable's value. */
  public void assignSub(Variable variable, Tensor value) {
    assign(variable, MathOps.subtract(read(variable), cast(value, variable.dtype())));
  }

  static Tensor cast(Tensor tensor, DType dtype) {
    return tensor.dtype() == dtype ? tensor : new Cast(dtype).on(tensor);
  }
}
