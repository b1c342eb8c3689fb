package org.keras4j.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.DType;

/** The arguments of an operation's constructor and call together, found by their Python names. */
public final class OperationArguments {
  private final OperationType operation;
  private final Map<String, Object> constructor;
  private final CallArguments call;

  OperationArguments(OperationType operation, Map<String, Object> constructor, CallArguments call) {
    this.operation = operation;
    this.constructor = constructor;
    this.call = call;
  }

  /** The value given for {@code name}, or {@code defaultValue} when it was not given. */
  public Object get(String name, Object defaultValue) {
    int index = operation.callParameters().indexOf(name);
    if (index >= 0 && index < call.positional().size()) {
      return call.positional().get(index);
    }
    if (call.keywords().containsKey(name)) {
      return call.keywords().get(name);
    }
    return constructor.getOrDefault(name, defaultValue);
  }

  /** Whether a value other than None was given. */
  public boolean has(String name) {
    return get(name, null) != null;
  }

  /** All positional call arguments, for operations of any number of them. */
  public List<Object> positional() {
    return call.positional();
  }

  public Tensor tensor(String name) {
    if (get(name, null) instanceof Tensor tensor) {
      return tensor;
    }
    throw wrong(name, "a tensor");
  }

  /** The tensor given for {@code name}, or null for None. */
  public Tensor tensorOrNull(String name) {
    return has(name) ? tensor(name) : null;
  }

  /** A list of tensors, or all tensors inside a structure. */
  public List<Tensor> tensors(String name) {
    return Structures.tensors(get(name, null));
  }

  public boolean flag(String name, boolean defaultValue) {
    Object value = get(name, defaultValue);
    return value instanceof Boolean b ? b : value instanceof Number n && n.doubleValue() != 0;
  }

  public int integer(String name, int defaultValue) {
    return has(name) ? integerOrNull(name) : defaultValue;
  }

  /** The integer given for {@code name}, or null for None. */
  public Integer integerOrNull(String name) {
    Object value = get(name, null);
    if (value == null) {
      return null;
    }
    if (value instanceof Number n && n.doubleValue() == n.intValue()) {
      return n.intValue();
    }
    throw wrong(name, "an integer");
  }

  public double number(String name, double defaultValue) {
    return has(name) ? numberOrNull(name) : defaultValue;
  }

  /** The number given for {@code name}, or null for None. */
  public Double numberOrNull(String name) {
    Object value = get(name, null);
    if (value == null) {
      return null;
    }
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    throw wrong(name, "a number");
  }

  public String string(String name, String defaultValue) {
    Object value = get(name, defaultValue);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "a string");
  }

  /** A dtype by its Keras name, or null for None. */
  public DType dtypeOrNull(String name) {
    return has(name) ? DType.of(string(name, null)) : null;
  }

  /** An integer or a list of integers as an array; null for None (for axes: all of them). */
  public int[] integersOrNull(String name) {
    Object value = get(name, null);
    if (value == null) {
      return null;
    }
    List<Integer> result = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : List.of(value)) {
      if (!(item instanceof Number n)) {
        throw wrong(name, "an integer or a list of integers");
      }
      result.add(n.intValue());
    }
    return result.stream().mapToInt(Integer::intValue).toArray();
  }

  private ConfigException wrong(String name, String expected) {
    return new ConfigException(
        "Operation "
            + operation
            + ": argument `"
            + name
            + "` must be "
            + expected
            + ". Received: "
            + Text.of(get(name, null)));
  }
}
