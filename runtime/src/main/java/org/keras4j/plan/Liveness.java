package org.keras4j.plan;

import java.util.Arrays;
import java.util.List;

/**
 * When each piece of memory is needed. Tensors are numbered; tensors that share memory (aliases,
 * and results written over an operand) form a group, of which the first tensor is the
 * representative.
 *
 * <p>Time is the index of a node in the plan's order; -1 is before the first.
 */
final class Liveness {
  /** What liveness needs to know of a node. */
  record Use(int[] inputs, int[] outputs, boolean alias, int[] overwritable) {}

  /**
   * Variables that are updated in place.
   *
   * @param states for each update, the tensor of the variable itself
   * @param values for each update, the tensor that becomes its value
   */
  record Updates(int[] states, int[] values) {
    static final Updates NONE = new Updates(new int[0], new int[0]);
  }

  /** Before the first node. */
  static final int BEFORE = -1;

  private final int[] group;
  private final int[] start;
  private final int[] end;

  private Liveness(int[] group, int[] start, int[] end) {
    this.group = group;
    this.start = start;
    this.end = end;
  }

  /**
   * Liveness of {@code tensors} numbered tensors.
   *
   * @param uses the nodes in order
   * @param roots tensors that are needed when all nodes have run
   * @param fixed tensors whose memory must not be written by a node: weights, constants, pinned
   *     inputs
   * @param elements number of elements of each tensor
   * @param storage kind of memory of each tensor
   * @param updates values that are written over the variable where that is possible
   */
  static Liveness of(
      int tensors,
      List<Use> uses,
      int[] roots,
      boolean[] fixed,
      long[] elements,
      int[] storage,
      boolean reuse,
      Updates updates) {
    int[] lastUse = new int[tensors];
    int[] start = new int[tensors];
    Arrays.fill(lastUse, BEFORE);
    Arrays.fill(start, BEFORE);
    for (int time = 0; time < uses.size(); time++) {
      for (int input : uses.get(time).inputs) {
        lastUse[input] = time;
      }
      for (int output : uses.get(time).outputs) {
        lastUse[output] = time;
        start[output] = time;
      }
    }
    for (int root : roots) {
      lastUse[root] = uses.size();
    }
    int[] group = new int[tensors];
    int[] end = lastUse.clone();
    for (int tensor = 0; tensor < tensors; tensor++) {
      group[tensor] = tensor;
      if (fixed[tensor] || !reuse) {
        end[tensor] = uses.size();
      }
    }
    for (int time = 0; time < uses.size(); time++) {
      Use use = uses.get(time);
      int target = updatedState(updates, use, time, group, lastUse);
      if (target >= 0) {
        group[use.outputs[0]] = target;
        continue;
      }
      if (use.alias) {
        target = group[use.inputs[0]];
      } else if (reuse) {
        for (int position : use.overwritable) {
          int input = use.inputs[position];
          if (!fixed[group[input]]
              && end[group[input]] == time
              && elements[input] == elements[use.outputs[0]]
              && storage[input] == storage[use.outputs[0]]
              && !isReadElsewhere(use, group, group[input])) {
            target = group[input];
            break;
          }
        }
      }
      if (target >= 0) {
        group[use.outputs[0]] = target;
        end[target] = Math.max(end[target], end[use.outputs[0]]);
      }
    }
    return new Liveness(group, start, end);
  }

  /**
   * The variable's own tensor, if the node computes its new value and nobody needs the old one any
   * more; else -1.
   */
  private static int updatedState(Updates updates, Use use, int time, int[] group, int[] lastUse) {
    int update = use.alias ? -1 : indexOf(updates.values, use.outputs[0]);
    if (update < 0) {
      return -1;
    }
    int state = updates.states[update];
    int lastRead = BEFORE;
    for (int tensor = 0; tensor < group.length; tensor++) {
      if (group[tensor] == state) {
        lastRead = Math.max(lastRead, lastUse[tensor]);
      }
    }
    boolean isFree = lastRead < time || lastRead == time && !isReadElsewhere(use, group, state);
    return isFree ? state : -1;
  }

  private static int indexOf(int[] values, int wanted) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the node also reads this memory as an operand that must stay intact. */
  private static boolean isReadElsewhere(Use use, int[] group, int candidate) {
    for (int position = 0; position < use.inputs.length; position++) {
      int at = position;
      if (group[use.inputs[at]] == candidate
          && Arrays.stream(use.overwritable).noneMatch(p -> p == at)) {
        return true;
      }
    }
    return false;
  }

  /** The tensor whose memory {@code tensor} uses; itself unless shared. */
  int group(int tensor) {
    return group[tensor];
  }

  /** When the memory of a representative is first written. */
  int start(int representative) {
    return start[representative];
  }

  /** When the memory of a representative is last read. */
  int end(int representative) {
    return end[representative];
  }
}
