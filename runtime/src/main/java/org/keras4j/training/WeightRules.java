package org.keras4j.training;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.layers.Layer;
import org.keras4j.layers.WeightArgs;

/** Regularizers and constraints of the weights in a model. */
final class WeightRules {
  private final Map<Variable, WeightArgs> args = new IdentityHashMap<>();

  private WeightRules() {}

  /** The rules of all layers in {@code model}, as far as they are built. */
  static WeightRules of(Layer model) {
    WeightRules rules = new WeightRules();
    rules.collect(model);
    return rules;
  }

  private void collect(Layer layer) {
    for (Variable variable : layer.ownVariables()) {
      args.putIfAbsent(variable, layer.weightArgs(variable));
    }
    layer.sublayers().forEach(this::collect);
  }

  /** The constraint of a variable; null for none. */
  Constraint constraint(Variable variable) {
    WeightArgs found = args.get(variable);
    return found == null ? null : found.constraint();
  }

  /** The penalties on those of {@code variables} that have a regularizer. */
  List<Tensor> penalties(VariableScope scope, List<Variable> variables) {
    List<Tensor> penalties = new ArrayList<>();
    for (Variable variable : variables) {
      WeightArgs found = args.get(variable);
      if (found != null && found.regularizer() != null) {
        penalties.add(found.regularizer().penalty(scope.read(variable)));
      }
    }
    return penalties;
  }
}
