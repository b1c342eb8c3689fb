package org.keras4j.backend;

import java.util.function.Function;
import org.keras4j.tensor.NDArray;

/**
 * A copy of a weight in the form that a kernel likes, made once for each value of the weight and
 * shared by all sessions of a plan. A new value gives a new copy, so that a session that still runs
 * on the old one is not disturbed.
 *
 * @param <T> the packed form; never changed once made
 */
public final class Packed<T> {
  private final Function<NDArray, T> pack;
  private Entry<T> latest;

  public Packed(Function<NDArray, T> pack) {
    this.pack = pack;
  }

  /** The packed form of the weight that {@code operand} is bound to. */
  public synchronized T of(Frame.Operand operand) {
    Entry<T> entry = latest;
    if (entry == null || entry.source != operand.value() || entry.version != operand.version()) {
      entry = new Entry<>(operand.value(), operand.version(), pack.apply(operand.value()));
      latest = entry;
    }
    return entry.packed;
  }

  private record Entry<T>(NDArray source, long version, T packed) {}
}
