package org.keras4j.operations;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.SortOps;
import org.keras4j.tensor.Shape;

/** Indexing, sorting and counting of {@code keras.src.ops.numpy}. */
final class NumpyIndexOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyIndexOperations() {}

  @FunctionalInterface
  private interface AlongAxis {
    Tensor apply(Tensor x, int axis);
  }

  static List<OperationType> types() {
    return List.of(
        ROWS.row("GetItem", "x, key", ItemKeys::getItem),
        ROWS.row("Take", "x, indices", NumpyIndexOperations::take),
        ROWS.row("TakeAlongAxis", "x, indices", NumpyIndexOperations::takeAlongAxis),
        ROWS.row("Nonzero", "x", a -> IndexOps.nonzero(a.tensor("x"))),
        ROWS.row(
            "UnravelIndex",
            "indices",
            a -> IndexOps.unravelIndex(a.tensor("indices"), a.shape("shape"))),
        sorting("Sort", SortOps::sort),
        sorting("Argsort", SortOps::argsort),
        ROWS.row(
            "Argpartition",
            "x",
            a -> SortOps.argpartition(a.tensor("x"), a.integer("kth", 0), a.integer("axis", -1))),
        ROWS.row(
            "SearchSorted",
            "sorted_sequence, values",
            a ->
                SortOps.searchsorted(
                    a.tensor("sorted_sequence"),
                    a.tensor("values"),
                    a.string("side", "left").equals("right"))),
        ROWS.row(
            "Digitize",
            "x, bins",
            a -> SortOps.searchsorted(a.tensor("bins"), a.tensor("x"), true)),
        ROWS.row("Unique", "x", NumpyIndexOperations::unique),
        ROWS.row(
            "Bincount",
            "x",
            a ->
                SortOps.bincount(
                    a.tensor("x"), a.tensorOrNull("weights"), a.integer("minlength", 0))),
        ROWS.row("Histogram", "x", NumpyIndexOperations::histogram));
  }

  private static Tensor take(OperationArguments a) {
    return a.has("axis")
        ? IndexOps.take(a.tensor("x"), a.tensor("indices"), a.integer("axis", 0))
        : IndexOps.take(a.tensor("x"), a.tensor("indices"));
  }

  private static Tensor takeAlongAxis(OperationArguments a) {
    return a.has("axis")
        ? IndexOps.takeAlongAxis(a.tensor("x"), a.tensor("indices"), a.integer("axis", 0))
        : IndexOps.takeAlongAxis(
            ShapeOps.ravel(a.tensor("x")), ShapeOps.ravel(a.tensor("indices")), 0);
  }

  /** Along one axis (by default the last), or for None all elements in a row. */
  private static OperationType sorting(String className, AlongAxis function) {
    return ROWS.row(
        className,
        "x",
        a ->
            a.get("axis", -1) == null
                ? function.apply(ShapeOps.ravel(a.tensor("x")), 0)
                : function.apply(a.tensor("x"), a.integer("axis", -1)));
  }

  private static Object unique(OperationArguments a) {
    if (a.has("axis")) {
      throw a.wrong("axis", "None (unique slices are not supported)");
    }
    SortOps.UniqueResult all = SortOps.unique(a.tensor("x"));
    List<Tensor> results = new ArrayList<>();
    results.add(sized(a, all.values(), a.tensorOrNull("fill_value"), 0));
    if (a.flag("return_index", false)) {
      results.add(sized(a, all.index(), null, 1));
    }
    if (a.flag("return_inverse", false)) {
      results.add(all.inverse());
    }
    if (a.flag("return_counts", false)) {
      results.add(sized(a, all.counts(), null, 0));
    }
    return results.size() == 1 ? results.get(0) : results;
  }

  /**
   * Cut, or filled up with {@code fill} (null: {@code otherwise}), to the argument {@code size}.
   */
  private static Tensor sized(OperationArguments a, Tensor x, Tensor fill, int otherwise) {
    if (!a.has("size")) {
      return x;
    }
    int size = a.integer("size", 0);
    Tensor value =
        fill == null ? Constant.scalar(x.dtype(), otherwise) : DTypes.cast(fill, x.dtype());
    Tensor more = ShapeOps.broadcastTo(value, Shape.of(size));
    return ShapeOps.slice(JoinOps.concatenate(List.of(x, more), 0), List.of(0), List.of(size));
  }

  private static List<Tensor> histogram(OperationArguments a) {
    double[] range =
        a.has("range")
            ? a.numbers("range").stream().mapToDouble(Double::doubleValue).toArray()
            : null;
    return SortOps.histogram(a.tensor("x"), a.integer("bins", 10), range);
  }
}
