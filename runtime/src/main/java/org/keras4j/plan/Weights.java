package org.keras4j.plan;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.keras4j.backend.Buffer;
import org.keras4j.backend.Memory;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;

/**
 * The variables that a plan reads, each with the buffer that holds its newest value. Shared by the
 * plan's sessions; a session that runs keeps the snapshots that it started with.
 */
final class Weights {
  /** One value of a variable. */
  record Snapshot(NDArray value, long version, Buffer buffer) {}

  private final List<Variable> variables;
  private final Memory memory;
  private final AtomicReferenceArray<Snapshot> snapshots;

  Weights(List<Variable> variables, Memory memory) {
    this.variables = List.copyOf(variables);
    this.memory = memory;
    this.snapshots = new AtomicReferenceArray<>(variables.size());
  }

  int size() {
    return variables.size();
  }

  List<Variable> variables() {
    return variables;
  }

  /** The newest value of a variable; the same object as long as nobody assigned. */
  Snapshot current(int index) {
    Snapshot snapshot = snapshots.get(index);
    if (snapshot != null && snapshot.version == variables.get(index).version()) {
      return snapshot;
    }
    return refresh(index);
  }

  private synchronized Snapshot refresh(int index) {
    Variable variable = variables.get(index);
    Snapshot old = snapshots.get(index);
    // The version is read first: a value that is assigned in between is then taken again next time.
    long version = variable.version();
    if (old != null && old.version == version) {
      return old;
    }
    NDArray value = variable.value();
    Buffer buffer = old != null && old.value == value ? old.buffer : memory.constant(value);
    Snapshot fresh = new Snapshot(value, version, buffer);
    snapshots.set(index, fresh);
    return fresh;
  }
}
