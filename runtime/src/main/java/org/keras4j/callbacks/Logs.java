package org.keras4j.callbacks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Named results of a step, an epoch or an evaluation: {@code loss}, metrics, {@code val_} and what
 * callbacks add. Keras: the {@code logs} dictionary.
 *
 * <p>The logs of a batch are overwritten by the next batch: take a {@link #copy()} of what must
 * stay.
 */
public final class Logs {
  private final Map<String, NDArray> values;

  public Logs() {
    this(new LinkedHashMap<>());
  }

  private Logs(Map<String, NDArray> values) {
    this.values = values;
  }

  /** Logs over arrays that somebody else fills, such as a step. */
  public static Logs over(Map<String, NDArray> arrays) {
    return new Logs(new LinkedHashMap<>(arrays));
  }

  /** The names, in the order in which they are shown. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  public boolean contains(String name) {
    return values.containsKey(name);
  }

  /**
   * A result of one number.
   *
   * @throws IllegalArgumentException when there is none of that name, or it has several values
   */
  public double get(String name) {
    NDArray value = array(name);
    if (value.size() != 1) {
      throw new IllegalArgumentException(
          "'" + name + "' has several values: " + value + ". Use array(\"" + name + "\")");
    }
    return value.getDouble(0);
  }

  /** A result of any shape. */
  public NDArray array(String name) {
    NDArray value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "No log named '" + name + "'. Available: " + values.keySet());
    }
    return value;
  }

  /** Adds or replaces a result. */
  public void put(String name, double value) {
    values.put(name, NDArray.full(DType.FLOAT64, Shape.SCALAR, value));
  }

  /** Adds or replaces a result. */
  public void put(String name, NDArray value) {
    values.put(name, value);
  }

  /** Adds those of others, with a prefix before each name. */
  public void putAll(String prefix, Logs others) {
    others.values.forEach((name, value) -> values.put(prefix + name, copy(value)));
  }

  /** These results as they are now. */
  public Logs copy() {
    Logs copy = new Logs();
    copy.putAll("", this);
    return copy;
  }

  private static NDArray copy(NDArray value) {
    return value.shape().rank() == 0
        ? value.reshape(1).rows(0, 1).reshape(Shape.SCALAR)
        : value.rows(0, value.shape().dim(0));
  }

  /** The results that are one number. */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value.size() == 1) {
            map.put(name, value.getDouble(0));
          }
        });
    return map;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    values.forEach(
        (name, value) -> {
          text.append(text.length() == 1 ? "" : ", ").append(name).append(": ");
          text.append(value.size() == 1 ? String.valueOf(value.getDouble(0)) : value.toString());
        });
    return text.append("}").toString();
  }
}
