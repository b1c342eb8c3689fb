package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.op.GetItem;
import org.keras4j.ops.IndexOps;

/** {@code x[key]}: what Python allows between the brackets. */
final class ItemKeys {
  private ItemKeys() {}

  /** A key that is a list is a tuple in Python: one part an axis. */
  static Tensor getItem(OperationArguments a) {
    Tensor x = a.tensor("x");
    Object key = a.get("key", null);
    if (key instanceof Tensor indices) {
      return IndexOps.take(x, indices, 0);
    }
    List<?> parts = key instanceof List<?> list ? list : Structures.list(key);
    return IndexOps.getItem(
        x, parts.stream().map(part -> item(a, part)).toArray(GetItem.Item[]::new));
  }

  private static GetItem.Item item(OperationArguments a, Object part) {
    if (part == null) {
      return new GetItem.NewAxis();
    }
    if (part == SliceIndex.ELLIPSIS) {
      return new GetItem.Ellipsis();
    }
    if (part instanceof SliceIndex slice) {
      return new GetItem.Range(
          bound(a, slice.start()), bound(a, slice.stop()), bound(a, slice.step()));
    }
    return new GetItem.At(bound(a, part));
  }

  private static Integer bound(OperationArguments a, Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Number n && n.doubleValue() == n.longValue()) {
      // Python's bounds may lie far outside, such as sys.maxsize for "to the end".
      return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, n.longValue()));
    }
    throw a.wrong("key", "made of integers, slices of integers, None and Ellipsis");
  }
}
