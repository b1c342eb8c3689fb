package org.keras4j.plan;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Buffer;
import org.keras4j.backend.CommandQueue;
import org.keras4j.backend.Memory;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;

/**
 * Memory of variables that plans update in place, shared by the plans that train one model: a step
 * reads and writes weights where they lie, and nothing is copied between steps. Runs exclude each
 * other. A variable that is asked for its value gets a copy from here; one that was assigned from
 * outside is uploaded before the next run.
 */
public final class ResidentState {
  private final Memory memory;
  private final CommandQueue queue;
  private final Map<Variable, Slot> slots = new IdentityHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();

  public ResidentState(Backend backend) {
    this.memory = backend.memory();
    this.queue = backend.openQueue();
  }

  /** The memory of one variable. */
  final class Slot implements Variable.Holder {
    private final Variable variable;
    private final Buffer buffer;
    private long version = -1;

    private Slot(Variable variable) {
      this.variable = variable;
      this.buffer = memory.allocate(variable.dtype().storage(), variable.shape().intSize());
    }

    Buffer buffer() {
      return buffer;
    }

    /** Takes over what was assigned since the last run. */
    void refresh() {
      long current = variable.version();
      if (current != version) {
        memory.write(queue, variable.value(), buffer, 0);
        version = current;
      }
    }

    /** Makes what lies here the variable's value. */
    void publish() {
      version = variable.hold(this);
    }

    @Override
    public NDArray fetch() {
      lock.lock();
      try {
        NDArray copy = NDArray.zeros(variable.dtype(), variable.shape());
        memory.read(queue, buffer, 0, copy);
        return copy;
      } finally {
        lock.unlock();
      }
    }
  }

  /** The memory of a variable, made at the first call. */
  Slot slot(Variable variable) {
    lock.lock();
    try {
      return slots.computeIfAbsent(variable, Slot::new);
    } finally {
      lock.unlock();
    }
  }

  /** Begins a run: nobody else runs or reads until {@link #release}. */
  void acquire() {
    lock.lock();
  }

  void release() {
    lock.unlock();
  }
}
