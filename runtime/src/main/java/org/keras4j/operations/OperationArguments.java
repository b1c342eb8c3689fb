package org.keras4j.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

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

  /** The operand {@code name}: a tensor, or a Python number or list made one. */
  public Tensor tensor(String name) {
    Object value = get(name, null);
    if (value != null && Operands.isOperand(value)) {
      return Operands.tensor(value);
    }
    throw wrong(name, "a tensor");
  }

  /** The tensor given for {@code name}, or null for None. */
  public Tensor tensorOrNull(String name) {
    return has(name) ? tensor(name) : null;
  }

  /**
   * Two operands, of which one may be a Python number: it is weak, taking the dtype of the other
   * where that can hold it.
   */
  public Tensor[] operands(String first, String second) {
    Object a = get(first, null);
    Object b = get(second, null);
    if (a instanceof Tensor left && b instanceof Number) {
      return new Tensor[] {left, Operands.tensorBeside(b, left)};
    }
    if (a instanceof Number && b instanceof Tensor right) {
      return new Tensor[] {Operands.tensorBeside(a, right), right};
    }
    return new Tensor[] {tensor(first), tensor(second)};
  }

  /** A list of tensors, numbers in it made tensors; one tensor counts as a list of one. */
  public List<Tensor> tensors(String name) {
    Object value = get(name, null);
    if (value instanceof List<?> list && list.stream().allMatch(Operands::isOperand)) {
      return list.stream().map(Operands::tensor).toList();
    }
    return Structures.tensors(value);
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
    return value == null ? null : integer(name, value, "an integer");
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

  /** A string, as which Python's enumerations are written too; null for None. */
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

  /** A dtype by its Keras name. */
  public DType dtype(String name, DType defaultValue) {
    return has(name) ? dtypeOrNull(name) : defaultValue;
  }

  /** An integer or a list of integers as an array; null for None (for axes: all of them). */
  public int[] integersOrNull(String name) {
    return has(name) ? integers(name).stream().mapToInt(Integer::intValue).toArray() : null;
  }

  /** An integer or a list of integers. */
  public List<Integer> integers(String name) {
    return list(name, "an integer or a list of integers", this::integerIn);
  }

  /** An integer or a list of integers; {@code defaultValue} for None. */
  public List<Integer> integers(String name, List<Integer> defaultValue) {
    return has(name) ? integers(name) : defaultValue;
  }

  /** One axis or several; null for None, which means all of them. */
  public List<Integer> axesOrNull(String name) {
    return integers(name, null);
  }

  /** A number or a list of numbers. */
  public List<Double> numbers(String name) {
    return list(
        name,
        "a number or a list of numbers",
        item -> item instanceof Number n ? n.doubleValue() : null);
  }

  /** A shape; None or -1 among its dimensions is unknown. */
  public Shape shape(String name) {
    List<Integer> dims =
        list(name, "a shape", item -> item == null ? (Integer) Shape.UNKNOWN : integerIn(item));
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The argument {@code data_format}; None means channels last. */
  public DataFormat dataFormat() {
    return DataFormat.of(has("data_format") ? string("data_format", null) : "channels_last");
  }

  /** The argument {@code padding} as a mode. */
  public Padding padding() {
    return Padding.of(string("padding", "valid"));
  }

  private Integer integer(String name, Object value, String expected) {
    Integer integer = integerIn(value);
    if (integer == null) {
      throw wrong(name, expected);
    }
    return integer;
  }

  private Integer integerIn(Object value) {
    return value instanceof Number n && n.doubleValue() == n.intValue() ? n.intValue() : null;
  }

  private <T> List<T> list(String name, String expected, Function<Object, T> read) {
    Object value = get(name, null);
    List<T> result = new ArrayList<>();
    for (Object item : value instanceof List<?> list ? list : Structures.list(value)) {
      T converted = read.apply(item);
      if (converted == null) {
        throw wrong(name, expected);
      }
      result.add(converted);
    }
    return result;
  }

  /** What to throw when {@code name} is not what it must be. */
  public ConfigException wrong(String name, String expected) {
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
