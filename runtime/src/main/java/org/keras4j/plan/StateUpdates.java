package org.keras4j.plan;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.backend.Buffer;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Memory;
import org.keras4j.graph.GraphFunction;

/** How one session keeps its variables in a {@link ResidentState}. */
final class StateUpdates {
  /** A value that could not be computed in place: it is copied when all nodes have run. */
  private record Copy(int tensor, Buffer staging, Buffer target, int elements) {}

  private final ResidentState resident;
  private final Memory memory;
  private final ResidentState.Slot[] slots;
  private final List<Copy> copies = new ArrayList<>();

  StateUpdates(ExecutionPlan plan, ResidentState resident) {
    this.resident = resident;
    this.memory = plan.backend().memory();
    List<GraphFunction.Update> updates = plan.function().updates();
    this.slots = new ResidentState.Slot[updates.size()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = resident.slot(updates.get(i).variable());
      int value = plan.layout().updates()[i];
      Place place = plan.place(value);
      if (!(place instanceof Place.InState in && in.index() == i)) {
        copies.add(copy(plan, value, place, slots[i].buffer()));
      }
    }
  }

  /** Another variable's old value is set aside first, as that variable is written too. */
  private Copy copy(ExecutionPlan plan, int value, Place place, Buffer target) {
    int elements = plan.spec(value).shape().intSize();
    Buffer staging =
        place instanceof Place.InState ? memory.allocate(target.storage(), elements) : null;
    return new Copy(value, staging, target, elements);
  }

  Buffer buffer(int index) {
    return slots[index].buffer();
  }

  /** Begins a run: nobody else changes or reads the variables until {@link #release}. */
  void acquire() {
    resident.acquire();
  }

  /** Takes over what was assigned to the variables since the last run. */
  void refresh() {
    for (ResidentState.Slot slot : slots) {
      slot.refresh();
    }
  }

  /** Makes the new values those of the variables. */
  void commit(Session session) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      if (copy.staging != null) {
        copy(session, copy, copy.staging);
      }
    }
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      if (copy.staging == null) {
        copy(session, copy, copy.target);
      } else {
        memory.copy(session.queue(), copy.staging, 0, copy.target, 0, copy.elements);
      }
    }
    for (ResidentState.Slot slot : slots) {
      slot.publish();
    }
  }

  private void copy(Session session, Copy copy, Buffer target) {
    Frame.Operand from = session.operand(copy.tensor);
    memory.copy(session.queue(), from.buffer(), from.offset(), target, 0, copy.elements);
  }

  void release() {
    resident.release();
  }
}
