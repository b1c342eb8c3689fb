package org.keras4j.operations;

import java.util.List;
import java.util.function.BinaryOperator;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NanOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.StatisticsOps;

/** Reductions, running sums and statistics of {@code keras.src.ops.numpy}. */
final class NumpyReductionOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyReductionOperations() {}

  @FunctionalInterface
  private interface ArgReduction {
    Tensor apply(Tensor x, int axis, boolean keepDims);
  }

  @FunctionalInterface
  private interface Running {
    Tensor apply(Tensor x, int axis);
  }

  @FunctionalInterface
  private interface Quantile {
    Tensor apply(
        Tensor x, Tensor q, List<Integer> axes, StatisticsOps.Method method, boolean keepDims);
  }

  static List<OperationType> types() {
    return List.of(
        ROWS.reduction("Sum", ReduceOps::sum),
        ROWS.row("Prod", "x", NumpyReductionOperations::prod),
        extreme("Max", ReduceOps::max, MathOps::maximum),
        extreme("Min", ReduceOps::min, MathOps::minimum),
        ROWS.reduction("Amax", ReduceOps::max),
        ROWS.reduction("Amin", ReduceOps::min),
        ROWS.reduction("Any", ReduceOps::any),
        ROWS.reduction("All", ReduceOps::all),
        ROWS.reduction("Mean", ReduceOps::mean),
        ROWS.reduction("Var", ReduceOps::var),
        ROWS.reduction("Std", ReduceOps::std),
        ROWS.reduction("Ptp", ReduceOps::ptp),
        ROWS.reduction("Median", StatisticsOps::median),
        ROWS.row("Average", "x, weights", NumpyReductionOperations::average),
        ROWS.row(
            "CountNonzero",
            "x",
            a -> ReduceOps.countNonzero(a.tensor("x"), axes(a.integersOrNull("axis")))),
        position("Argmax", ReduceOps::argmax),
        position("Argmin", ReduceOps::argmin),
        running("Cumsum", ReduceOps::cumsum),
        running("Cumprod", ReduceOps::cumprod),
        quantile(
            "Quantile",
            1,
            // Keras' node does not pass its method on.
            (x, q, axes, method, keepDims) ->
                StatisticsOps.quantile(x, q, axes, StatisticsOps.Method.LINEAR, keepDims)),
        quantile("Percentile", 100, StatisticsOps::quantile));
  }

  static List<OperationType> ofNumbersOnly() {
    return List.of(
        ROWS.reduction("Nansum", NanOps::nansum),
        ROWS.reduction("Nanprod", NanOps::nanprod),
        ROWS.reduction("Nanmax", NanOps::nanmax),
        ROWS.reduction("Nanmin", NanOps::nanmin),
        ROWS.reduction("Nanmean", NanOps::nanmean),
        ROWS.reduction("Nanvar", NanOps::nanvar),
        ROWS.reduction("Nanstd", NanOps::nanstd),
        ROWS.reduction("Nanmedian", StatisticsOps::nanmedian),
        position("Nanargmax", NanOps::nanargmax),
        position("Nanargmin", NanOps::nanargmin),
        running("Nancumsum", NanOps::nancumsum),
        running("Nancumprod", NanOps::nancumprod),
        quantile("Nanquantile", 1, StatisticsOps::nanquantile),
        quantile("Nanpercentile", 100, StatisticsOps::nanquantile));
  }

  private static int[] axes(int[] given) {
    return given == null ? new int[0] : given;
  }

  private static Tensor prod(OperationArguments a) {
    Tensor x = a.tensor("x");
    return ReduceOps.prod(
        a.has("dtype") ? DTypes.cast(x, a.dtypeOrNull("dtype")) : x,
        a.axesOrNull("axis"),
        a.flag("keepdims", false));
  }

  /** A reduction that may begin with {@code initial} besides the elements. */
  private static OperationType extreme(
      String className, Rows.Reduction function, BinaryOperator<Tensor> with) {
    return ROWS.row(
        className,
        "x",
        a -> {
          Tensor x = a.tensor("x");
          Tensor result = function.apply(x, a.axesOrNull("axis"), a.flag("keepdims", false));
          return a.has("initial")
              ? with.apply(result, DTypes.cast(a.tensor("initial"), result.dtype()))
              : result;
        });
  }

  private static Tensor average(OperationArguments a) {
    return ReduceOps.average(
        a.tensor("x"), a.tensorOrNull("weights"), axes(a.integersOrNull("axis")));
  }

  /** A position along one axis, or for None among all elements. */
  private static OperationType position(String className, ArgReduction function) {
    return ROWS.row(
        className,
        "x",
        a -> {
          Tensor x = a.tensor("x");
          boolean keepDims = a.flag("keepdims", false);
          if (a.has("axis")) {
            return function.apply(x, a.integer("axis", 0), keepDims);
          }
          Tensor position = function.apply(ShapeOps.ravel(x), 0, false);
          for (int i = 0; keepDims && i < x.rank(); i++) {
            position = ShapeOps.expandDims(position, 0);
          }
          return position;
        });
  }

  /** Along one axis, or for None along all elements in a row. */
  private static OperationType running(String className, Running function) {
    return ROWS.row(
        className,
        "x",
        a -> {
          Tensor given = a.tensor("x");
          Tensor x = a.has("dtype") ? DTypes.cast(given, a.dtypeOrNull("dtype")) : given;
          return a.has("axis")
              ? function.apply(x, a.integer("axis", 0))
              : function.apply(ShapeOps.ravel(x), 0);
        });
  }

  /** A quantile, {@code q} between 0 and {@code scale}. */
  private static OperationType quantile(String className, int scale, Quantile function) {
    return ROWS.row(
        className,
        "x, q",
        a -> {
          Tensor q = a.tensor("q");
          return function.apply(
              a.tensor("x"),
              scale == 1 ? q : MathOps.divide(q, scale),
              a.axesOrNull("axis"),
              StatisticsOps.Method.of(a.string("method", "linear")),
              a.flag("keepdims", false));
        });
  }
}
