package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Arguments that are a number or an array.
 *
 * @param shape of the array; that of a scalar for a number
 * @param values in row-major order
 */
record Numbers(Shape shape, List<Double> values) {
  /** Reads a number, nested lists, or an array as Keras serializes it; writes numbers or lists. */
  static final Codec<Numbers> CODEC =
      Codecs.of("a number or nested lists of numbers", Numbers::read, Numbers::write);

  Numbers {
    values = List.copyOf(values);
  }

  static Numbers of(double value) {
    return new Numbers(Shape.SCALAR, List.of(value));
  }

  static Numbers of(List<Double> values) {
    return new Numbers(Shape.of(values.size()), values);
  }

  Tensor constant(DType dtype) {
    NDArray.Builder builder = NDArray.builder(dtype, shape);
    for (int i = 0; i < values.size(); i++) {
      builder.set(i, values.get(i));
    }
    return Constant.of(builder.build());
  }

  private static Numbers read(Object json, ReadContext context) {
    if (json instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> array) {
      return read(array.get("value"), context);
    }
    if (json instanceof Number number) {
      return of(number.doubleValue());
    }
    if (!(json instanceof List<?> list)) {
      return null;
    }
    List<Double> values = new ArrayList<>();
    Shape inner = null;
    for (Object item : list) {
      Numbers numbers = read(item, context);
      if (numbers == null || (inner != null && !inner.equals(numbers.shape))) {
        return null;
      }
      inner = numbers.shape;
      values.addAll(numbers.values);
    }
    Shape outer = Shape.of(list.size());
    return new Numbers(inner == null ? outer : outer.concat(inner), values);
  }

  private static Object write(Numbers numbers) {
    if (numbers.shape.rank() == 0) {
      return numbers.values.get(0);
    }
    int rows = numbers.shape.dim(0);
    int size = rows == 0 ? 0 : numbers.values.size() / rows;
    Shape inner = numbers.shape.slice(1, numbers.shape.rank());
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      list.add(write(new Numbers(inner, numbers.values.subList(i * size, (i + 1) * size))));
    }
    return list;
  }
}
