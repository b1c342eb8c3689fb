package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Arrays with their elements in another order. */
final class Axes {
  private Axes() {}

  /** The array with axis {@code axes[i]} as its i-th axis. */
  static NDArray transpose(NDArray array, int... axes) {
    int[] strides = array.shape().strides();
    int[] dims = new int[axes.length];
    int[] steps = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      dims[i] = array.shape().dim(axes[i]);
      steps[i] = strides[axes[i]];
    }
    NDArray.Builder result = NDArray.builder(array.dtype(), Shape.of(dims));
    int[] place = new int[axes.length];
    for (int i = 0; i < array.size(); i++) {
      int from = 0;
      for (int axis = 0; axis < place.length; axis++) {
        from += place[axis] * steps[axis];
      }
      result.set(i, array.getDouble(from));
      for (int axis = place.length - 1; axis >= 0 && ++place[axis] == dims[axis]; axis--) {
        place[axis] = 0;
      }
    }
    return result.build();
  }

  /** Arrays side by side along the last axis. */
  static NDArray joinLast(List<NDArray> parts) {
    Shape shape = parts.get(0).shape();
    int columns = shape.dim(-1);
    int rows = parts.get(0).size() / Math.max(1, columns);
    NDArray.Builder joined =
        NDArray.builder(parts.get(0).dtype(), shape.withDim(-1, columns * parts.size()));
    for (int part = 0; part < parts.size(); part++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          joined.set(
              (row * parts.size() + part) * columns + column,
              parts.get(part).getDouble(row * columns + column));
        }
      }
    }
    return joined.build();
  }

  /** The array as {@code count} equal parts along the last axis. */
  static List<NDArray> splitLast(NDArray array, int count) {
    int columns = array.shape().dim(-1) / count;
    int rows = array.size() / Math.max(1, columns * count);
    List<NDArray> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      NDArray.Builder builder = NDArray.builder(array.dtype(), array.shape().withDim(-1, columns));
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          builder.set(
              row * columns + column, array.getDouble((row * count + part) * columns + column));
        }
      }
      parts.add(builder.build());
    }
    return parts;
  }

  /** The array turned around along all axes but the last two. */
  static NDArray reversed(NDArray kernel) {
    int block = kernel.shape().dim(-1) * kernel.shape().dim(-2);
    int places = kernel.size() / Math.max(1, block);
    NDArray.Builder turned = NDArray.builder(kernel.dtype(), kernel.shape());
    for (int place = 0; place < places; place++) {
      for (int i = 0; i < block; i++) {
        turned.set((places - 1 - place) * block + i, kernel.getDouble(place * block + i));
      }
    }
    return turned.build();
  }

  /** A list that may be changed, with another first array. */
  static List<NDArray> withFirst(List<NDArray> arrays, NDArray first) {
    List<NDArray> copy = new ArrayList<>(arrays);
    copy.set(0, first);
    return copy;
  }
}
