package org.keras4j.optimizers;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;

/** Decoupled weight decay, and which variables it leaves alone. */
final class WeightDecay {
  /** Excludes nothing. */
  static final WeightDecay ALL = new WeightDecay(List.of(), List.of());

  private final Set<Variable> excluded = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Pattern> excludedNames;

  /**
   * Decay of all but some variables.
   *
   * @param names regular expressions, searched for in variables' names
   */
  WeightDecay(Collection<Variable> variables, Collection<String> names) {
    excluded.addAll(variables);
    excludedNames = names.stream().map(Pattern::compile).toList();
  }

  boolean appliesTo(Variable variable) {
    return !excluded.contains(variable)
        && excludedNames.stream().noneMatch(name -> name.matcher(variable.name()).find());
  }

  /** Takes a fraction of a variable away, times the learning rate. */
  static void apply(UpdateStep step, Variable variable, double fraction) {
    Tensor loss = MathOps.multiply(step.read(variable), fraction);
    step.assignSub(variable, MathOps.multiply(loss, step.learningRate(variable.dtype())));
  }
}
