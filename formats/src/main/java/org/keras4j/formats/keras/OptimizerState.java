package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.graph.Variable;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.tensor.NDArray;

/**
 * Gives an optimizer the variables of a file, whatever their order was in the version that wrote
 * them: iteration, learning rate and slots, of which the first two may be missing, and of which the
 * slots stood kind by kind before Keras 2.11, and stand weight by weight since.
 */
final class OptimizerState {
  private static final System.Logger LOG = System.getLogger(OptimizerState.class.getName());
  private static final String ITERATION = "iteration";
  private static final String LEARNING_RATE = "learning_rate";

  private final List<Variable> trainable;
  private final List<Variable> targets;
  private final List<Variable> slots;
  private final List<StoredVariable> rest;
  private final KerasVersion version;

  private OptimizerState(
      List<Variable> trainable,
      List<Variable> targets,
      List<StoredVariable> stored,
      KerasVersion version) {
    this.trainable = trainable;
    this.targets = targets;
    this.slots = targets.stream().filter(v -> !isCounter(v)).toList();
    this.rest = new ArrayList<>(stored);
    this.version = version;
  }

  /** Builds the optimizer and assigns its variables; warns, as Keras does, when they do not fit. */
  static void restore(
      Optimizer optimizer,
      List<Variable> trainable,
      List<StoredVariable> stored,
      KerasVersion version) {
    optimizer.build(trainable);
    List<Variable> targets = optimizer.variables();
    List<StoredVariable> ordered =
        fits(targets, stored)
            ? stored
            : new OptimizerState(trainable, targets, stored, version).ordered();
    if (ordered == null) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Skipping variable loading for optimizer '"
              + optimizer.name()
              + "', because it has "
              + targets.size()
              + " variables whereas the saved optimizer has "
              + stored.size()
              + " variables. ");
      return;
    }
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      Variable target = targets.get(i);
      StoredVariable found = ordered.get(i);
      values.add(
          found == null
              ? target.value()
              : found.value().reshape(target.shape()).cast(target.dtype()));
    }
    for (int i = 0;
        i < targets.size();
        i++) { // all are read by now: a damaged file changes nothing
      targets.get(i).assign(values.get(i));
    }
  }

  private static boolean isCounter(Variable variable) {
    return variable.name().equals(ITERATION) || variable.name().equals(LEARNING_RATE);
  }

  private static boolean fits(List<Variable> targets, List<StoredVariable> stored) {
    if (targets.size() != stored.size()) {
      return false;
    }
    for (int i = 0; i < targets.size(); i++) {
      if (!targets.get(i).shape().equals(stored.get(i).shape())) {
        return false;
      }
    }
    return true;
  }

  /** What belongs to each target, null for what the file lacks; null when it does not fit. */
  private List<StoredVariable> ordered() {
    StoredVariable iteration = takeIteration();
    StoredVariable rate = takeLearningRate();
    if (slots.isEmpty()) {
      rest.clear(); // Keras 2 kept momenta of SGD without momentum
    }
    while (rest.size() > slots.size() && rest.get(rest.size() - 1).isScalar()) {
      rest.remove(rest.size() - 1); // Keras 2 kept a placeholder for each slot that is not used
    }
    moveSharedScalar();
    interleave();
    List<StoredVariable> aligned = aligned();
    if (aligned == null) {
      return null;
    }
    List<StoredVariable> ordered = new ArrayList<>();
    int slot = 0;
    for (Variable target : targets) {
      boolean isSlot = !isCounter(target);
      StoredVariable counter = target.name().equals(ITERATION) ? iteration : rate;
      ordered.add(isSlot ? aligned.get(slot++) : counter);
    }
    return ordered;
  }

  private StoredVariable takeIteration() {
    return !rest.isEmpty() && rest.get(0).shape().rank() == 0 ? rest.remove(0) : null;
  }

  private StoredVariable takeLearningRate() {
    for (StoredVariable each : rest) {
      if (each.isCalled(LEARNING_RATE)) {
        rest.remove(each);
        return each;
      }
    }
    boolean unnamed = rest.size() == slots.size() + 1 && targets.size() == slots.size() + 2;
    return unnamed && rest.get(0).isScalar() ? rest.remove(0) : null;
  }

  /** Nadam's product of momenta: the first slot before Keras 3.10, the last one since. */
  private void moveSharedScalar() {
    boolean lastExpected = !slots.isEmpty() && slots.get(slots.size() - 1).shape().rank() == 0;
    if (lastExpected
        && !rest.isEmpty()
        && rest.get(0).isScalar()
        && !rest.get(rest.size() - 1).isScalar()) {
      rest.add(rest.remove(0));
    }
  }

  /** Turns slots that stand kind by kind into slots that stand weight by weight. */
  private void interleave() {
    int weights = trainable.size();
    int kinds = kindsTogether();
    if (kinds < 2 || rest.size() < kinds * weights || !isKindByKind()) {
      return;
    }
    StoredVariable[] turned = new StoredVariable[kinds * weights];
    for (int kind = 0; kind < kinds; kind++) {
      for (int weight = 0; weight < weights; weight++) {
        turned[weight * kinds + kind] = rest.get(kind * weights + weight);
      }
    }
    rest.subList(0, turned.length).clear();
    rest.addAll(0, Arrays.asList(turned));
  }

  /** How many slots of the first weight stand together. */
  private int kindsTogether() {
    if (trainable.isEmpty()) {
      return 0;
    }
    String prefix = trainable.get(0).path().replace('/', '_') + "_";
    int kinds = 0;
    while (kinds < slots.size() && slots.get(kinds).name().startsWith(prefix)) {
      kinds++;
    }
    return trainable.size() == 1 ? 0 : kinds;
  }

  /**
   * Optimizers of before Keras 2.11, which later versions of Keras 2 still have as legacy ones. The
   * names of their slots end with the kind, {@code Adam/dense/kernel/m:0}; those of the others
   * begin with it, {@code Adam/m/dense/kernel:0}.
   */
  private boolean isKindByKind() {
    String first = rest.get(0).name();
    String second = rest.get(1).name();
    if (version.isBefore(2, 11)) {
      return first.contains("Variable") || !sameFolder(first, second);
    }
    return version.isBefore(3, 0)
        && first.endsWith(":0")
        && !sameFolder(first, second)
        && !withoutKind(first).equals(withoutKind(second));
  }

  private static boolean sameFolder(String first, String second) {
    int slash = first.lastIndexOf('/');
    return slash > 0
        && slash == second.lastIndexOf('/')
        && first.regionMatches(0, second, 0, slash);
  }

  /** {@code Adam/m/dense/kernel:0} is {@code dense/kernel:0}. */
  private static String withoutKind(String name) {
    int kind = name.indexOf('/') + 1;
    return name.substring(name.indexOf('/', kind) + 1);
  }

  /** One for each slot; numbers of which the file has none keep their initial values. */
  private List<StoredVariable> aligned() {
    List<StoredVariable> aligned = new ArrayList<>();
    int next = 0;
    for (Variable slot : slots) {
      boolean fits = next < rest.size() && slot.shape().equals(rest.get(next).shape());
      if (!fits && slot.shape().rank() > 0) {
        return null;
      }
      aligned.add(fits ? rest.get(next++) : null);
    }
    return next == rest.size() ? aligned : null;
  }
}
