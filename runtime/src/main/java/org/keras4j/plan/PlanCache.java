package org.keras4j.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Values by input signature and mode, the least recently used one dropped when there are too many.
 * Each value is made once, also when several threads ask at the same time; while one is made,
 * others can be had. Safe for use by several threads.
 *
 * @param <V> what is kept, such as a {@link SessionPool}
 */
public final class PlanCache<V> {
  /**
   * What a plan is good for.
   *
   * @param mode what else distinguishes plans, such as an enum for training and inference
   */
  public record Key(List<TensorSpec> inputs, Object mode) {
    public Key {
      inputs = List.copyOf(inputs);
      Objects.requireNonNull(mode, "mode");
    }

    /** The key for these arrays. */
    public static Key of(List<NDArray> inputs, Object mode) {
      return new Key(inputs.stream().map(NDArray::spec).toList(), mode);
    }
  }

  private final int capacity;
  private final Map<Key, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** A cache of at most {@code capacity} values. */
  public PlanCache(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1. Received: " + capacity);
    }
    this.capacity = capacity;
  }

  /** The value for {@code key}, made now if there is none. A maker that throws leaves no entry. */
  public V get(Key key, Supplier<V> maker) {
    Entry<V> entry;
    synchronized (entries) {
      entry = entries.get(key);
      if (entry == null) {
        entry = new Entry<>();
        entries.put(key, entry);
        if (entries.size() > capacity) {
          entries.remove(entries.keySet().iterator().next());
        }
      }
    }
    try {
      return entry.get(maker);
    } catch (RuntimeException | Error e) {
      synchronized (entries) {
        entries.remove(key, entry);
      }
      throw e;
    }
  }

  /** Number of values kept. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  /** Forgets everything. */
  public void clear() {
    synchronized (entries) {
      entries.clear();
    }
  }

  private static final class Entry<V> {
    private V value;

    private synchronized V get(Supplier<V> maker) {
      if (value == null) {
        value = maker.get();
      }
      return value;
    }
  }
}
