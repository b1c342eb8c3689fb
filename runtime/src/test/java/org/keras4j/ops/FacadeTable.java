package org.keras4j.ops;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GetItem;
import org.keras4j.op.GetItem.Range;
import org.keras4j.op.PadMode;
import org.keras4j.op.ScatterKind;
import org.keras4j.ops.StatisticsOps.Method;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Our spelling of each case of facades.txt. */
final class FacadeTable {
  private static final DType F32 = DType.FLOAT32;
  private static final List<Integer> ONE = List.of(1);

  private final Map<String, Function<Tensor[], Tensor>> functions = new TreeMap<>();

  FacadeTable() {
    elementwise();
    pairs();
    reductions();
    shapes();
    indices();
    ordering();
    creation();
  }

  Function<Tensor[], Tensor> get(String name) {
    return functions.get(name);
  }

  private void put(String name, Function<Tensor[], Tensor> function) {
    functions.put(name, function);
  }

  private void one(String name, Function<Tensor, Tensor> function) {
    functions.put(name, in -> function.apply(in[0]));
  }

  private void elementwise() {
    one("sin", TrigOps::sin);
    one("cos", TrigOps::cos);
    one("tan", TrigOps::tan);
    one("arcsin", TrigOps::arcsin);
    one("arccos", TrigOps::arccos);
    one("arctan", TrigOps::arctan);
    one("sinh", TrigOps::sinh);
    one("cosh", TrigOps::cosh);
    one("tanh", TrigOps::tanh);
    one("arcsinh", TrigOps::arcsinh);
    one("arccosh", TrigOps::arccosh);
    one("arctanh", TrigOps::arctanh);
    one("real", TrigOps::real);
    one("imag", TrigOps::imag);
    one("conjugate", TrigOps::conjugate);
    one("angle", TrigOps::angle);
    one("isneginf", LogicOps::isneginf);
    one("isposinf", LogicOps::isposinf);
    one("sinc", TrigOps::sinc);
    one("deg2rad", TrigOps::deg2rad);
    one("rad2deg", TrigOps::rad2deg);
    one("i0", TrigOps::i0);
    one("exp", MathOps::exp);
    one("exp2", MathOps::exp2);
    one("expm1", MathOps::expm1);
    one("floor", MathOps::floor);
    one("ceil", MathOps::ceil);
    one("cbrt", MathOps::cbrt);
    one("fabs", MathOps::fabs);
    one("absolute", MathOps::absolute);
    one("square", MathOps::square);
    one("trunc", MathOps::trunc);
    one("negative", MathOps::negative);
    one("sign", MathOps::sign);
    one("sqrt", MathOps::sqrt);
    one("rsqrt", MathOps::rsqrt);
    one("log", MathOps::log);
    one("log2", MathOps::log2);
    one("log10", MathOps::log10);
    one("log1p", MathOps::log1p);
    one("erf", MathOps::erf);
    one("erfc", MathOps::erfc);
    one("erfinv", MathOps::erfinv);
    one("isfinite", LogicOps::isfinite);
    one("isinf", LogicOps::isinf);
    one("isnan", LogicOps::isnan);
    one("signbit", LogicOps::signbit);
    one("logical_not", LogicOps::logicalNot);
    one("round_1", x -> MathOps.round(x, 1));
    one("round_-1", x -> MathOps.round(x, -1));
    one("clip", x -> MathOps.clip(x, -1, 1.5));
    one("nan_to_num", x -> LogicOps.nanToNum(x, 0, null, null));
  }

  private void pairs() {
    put("add", in -> MathOps.add(in[0], in[1]));
    put("subtract", in -> MathOps.subtract(in[0], in[1]));
    put("multiply", in -> MathOps.multiply(in[0], in[1]));
    put("divide", in -> MathOps.divide(in[0], in[1]));
    put("divide_no_nan", in -> MathOps.divideNoNan(in[0], in[1]));
    put("maximum", in -> MathOps.maximum(in[0], in[1]));
    put("minimum", in -> MathOps.minimum(in[0], in[1]));
    put("floor_divide", in -> MathOps.floorDivide(in[0], in[1]));
    put("mod", in -> MathOps.mod(in[0], in[1]));
    put("power", in -> MathOps.power(in[0], in[1]));
    put("fmax", in -> MathOps.fmax(in[0], in[1]));
    put("fmin", in -> MathOps.fmin(in[0], in[1]));
    put("fmod", in -> MathOps.fmod(in[0], in[1]));
    put("equal", in -> LogicOps.equal(in[0], in[1]));
    put("less", in -> LogicOps.less(in[0], in[1]));
    put("greater_equal", in -> LogicOps.greaterEqual(in[0], in[1]));
    put("logical_and", in -> LogicOps.logicalAnd(in[0], in[1]));
    put("arctan2", in -> TrigOps.arctan2(in[0], in[1]));
    put("logaddexp", in -> TrigOps.logaddexp(in[0], in[1]));
    put("logaddexp2", in -> TrigOps.logaddexp2(in[0], in[1]));
    put("hypot", in -> TrigOps.hypot(in[0], in[1]));
    put("heaviside", in -> TrigOps.heaviside(in[0], in[1]));
    put("isclose", in -> LogicOps.isclose(in[0], in[1], 1e-5, 1e-8, false));
    put("allclose", in -> LogicOps.allclose(in[0], in[1], 1e-5, 1e-8, false));
    one("add_2", x -> MathOps.add(x, 2));
    one("add_2.5", x -> MathOps.add(x, 2.5));
    one("multiply_2", x -> MathOps.multiply(x, 2));
    one("multiply_2.5", x -> MathOps.multiply(x, 2.5));
    one("divide_2", x -> MathOps.divide(x, 2));
    one("divide_2.5", x -> MathOps.divide(x, 2.5));
    one("maximum_2", x -> MathOps.maximum(x, 2));
    one("maximum_2.5", x -> MathOps.maximum(x, 2.5));
    one("power_2", x -> MathOps.power(x, 2));
    one("power_2.5", x -> MathOps.power(x, 2.5));
    put(
        "select",
        in -> LogicOps.select(List.of(in[0], LogicOps.less(in[1], 0)), List.of(in[1], in[2]), 7));
    put("where", in -> LogicOps.where(in[0], in[1], in[2]));
    put("gcd", in -> LogicOps.gcd(in[0], in[1]));
    put("lcm", in -> LogicOps.lcm(in[0], in[1]));
    put("isin", in -> LogicOps.isin(in[0], in[1], false));
    put("left_shift", in -> LogicOps.bitwiseLeftShift(in[0], in[1]));
    put("right_shift", in -> LogicOps.bitwiseRightShift(in[0], in[1]));
  }

  private void reductions() {
    one("sum", x -> ReduceOps.sum(x, 1));
    one("prod", x -> ReduceOps.prod(x, 1));
    one("max", x -> ReduceOps.max(x, 1));
    one("min", x -> ReduceOps.min(x, 1));
    one("mean", x -> ReduceOps.mean(x, 1));
    one("var", x -> ReduceOps.var(x, 1));
    one("std", x -> ReduceOps.std(x, 1));
    one("any", x -> ReduceOps.any(x, 1));
    one("all", x -> ReduceOps.all(x, 1));
    one("count_nonzero", x -> ReduceOps.countNonzero(x, 1));
    one("sum_all", ReduceOps::sum);
    one("max_all", ReduceOps::max);
    one("mean_all", ReduceOps::mean);
    one("var_all", ReduceOps::var);
    one("sum_keep", x -> ReduceOps.sum(x, List.of(0, -1), true));
    one("max_keep", x -> ReduceOps.max(x, List.of(0, -1), true));
    one("mean_keep", x -> ReduceOps.mean(x, List.of(0, -1), true));
    one("var_keep", x -> ReduceOps.var(x, List.of(0, -1), true));
    one("nansum", x -> NanOps.nansum(x, ONE, false));
    one("nanprod", x -> NanOps.nanprod(x, ONE, false));
    one("nanmax", x -> NanOps.nanmax(x, ONE, false));
    one("nanmin", x -> NanOps.nanmin(x, ONE, false));
    one("nanmean", x -> NanOps.nanmean(x, ONE, false));
    one("nanvar", x -> NanOps.nanvar(x, ONE, false));
    one("nanstd", x -> NanOps.nanstd(x, ONE, false));
    one("nanmedian", x -> StatisticsOps.nanmedian(x, ONE, false));
    one("nanargmax", x -> NanOps.nanargmax(x, 1, false));
    one("logsumexp", x -> ReduceOps.logsumexp(x, ONE, false));
    put("average", in -> ReduceOps.average(in[0], in[1], 1));
    one("ptp", x -> ReduceOps.ptp(x, ONE, false));
    one("argmax", x -> ReduceOps.argmax(x, 1, false));
    one("argmin", x -> ReduceOps.argmin(x, 0, false));
    one("cumsum", x -> ReduceOps.cumsum(x, 1));
    one("cumprod", x -> ReduceOps.cumprod(x, -1));
    one("median", x -> StatisticsOps.median(x, ONE, false));
    for (String method : List.of("linear", "lower", "higher", "midpoint", "nearest")) {
      List<Double> q = List.of(0.1, 0.5, 1.0);
      one("quantile_" + method, x -> StatisticsOps.quantile(x, q, ONE, Method.of(method), false));
    }
    one("quantile_keep", x -> StatisticsOps.quantile(x, 0.3, List.of(0, 2), Method.LINEAR, true));
    one("diff", x -> StatisticsOps.diff(x, 2, 0));
    one("trapezoid", x -> StatisticsOps.trapezoid(x, null, 0.5, 0));
    for (String mode : List.of("valid", "same", "full")) {
      put("correlate_" + mode, in -> StatisticsOps.correlate(in[0], in[1], mode));
    }
  }

  private void shapes() {
    one("expand_dims", x -> ShapeOps.expandDims(x, 0, -1));
    one("squeeze", ShapeOps::squeeze);
    one("moveaxis", x -> ShapeOps.moveaxis(x, List.of(0, 1), List.of(-1, 0)));
    one("swapaxes", x -> ShapeOps.swapaxes(x, 0, -1));
    one("tile", x -> ShapeOps.tile(x, 2, 1, 3));
    one("repeat", x -> ShapeOps.repeat(x, 2, 1));
    one("repeat_list", x -> ShapeOps.repeat(x, List.of(2, 0, 1), 1));
    one("roll", x -> ShapeOps.roll(x, 2));
    one("roll_axis", x -> ShapeOps.roll(x, List.of(-1), ONE));
    for (int turns : new int[] {1, 2, 3}) {
      one("rot90_" + turns, x -> ShapeOps.rot90(x, turns, 0, 2));
    }
    for (PadMode mode : List.of(PadMode.CONSTANT, PadMode.REFLECT, PadMode.SYMMETRIC)) {
      one(
          "pad_" + mode.name().toLowerCase(Locale.ROOT),
          x -> ShapeOps.pad(x, List.of(1, 2), List.of(2, 0), mode, 0));
    }
    put("stack", in -> JoinOps.stack(List.of(in), 1));
    put("concatenate", in -> JoinOps.concatenate(List.of(in), -1));
    one("split", x -> JoinOps.split(x, List.of(1, 3), 1).get(1));
    one("array_split", x -> JoinOps.arraySplit(x, 3, 1).get(0));
    put("meshgrid_xy", in -> JoinOps.meshgrid(List.of(in), false).get(0));
    put("meshgrid_ij", in -> JoinOps.meshgrid(List.of(in), true).get(1));
  }

  private void indices() {
    GetItem.Item all = GetItem.all();
    GetItem.Item dots = new GetItem.Ellipsis();
    GetItem.Item none = new GetItem.NewAxis();
    item(0, new GetItem.At(1));
    item(1, all, new Range(null, null, -1));
    item(2, dots, new GetItem.At(1));
    item(3, none, new GetItem.At(-1), new Range(1, null, null));
    item(4, all, new Range(4, 1, -2));
    item(5, new Range(null, null, 2), dots, none);
    item(6, new Range(-2, null, null), new Range(null, -1, null));
    item(7, all, new Range(3, 1, null));
    put("take", in -> IndexOps.take(in[0], in[1], 1));
    put("take_along_axis", in -> IndexOps.takeAlongAxis(in[0], in[1], 1));
    one("one_hot", x -> IndexOps.oneHot(x, 4, -1, F32));
    one("one_hot_axis", x -> IndexOps.oneHot(x, 4, 1, F32));
    one("multi_hot", x -> IndexOps.multiHot(x, 4, -1, F32));
    put("scatter", in -> IndexOps.scatter(in[0], in[1], Shape.of(3, 2)));
    put("scatter_update", in -> IndexOps.scatterUpdate(in[0], in[1], in[2], ScatterKind.UPDATE));
    put("slice_update", in -> IndexOps.sliceUpdate(in[0], ints(1, 2), in[1]));
    put("segment_sum", in -> IndexOps.segmentSum(in[0], in[1], 4));
    put("segment_max", in -> IndexOps.segmentMax(in[0], in[1], 4));
    put("segment_min", in -> IndexOps.segmentMin(in[0], in[1], 4));
    put("segment_prod", in -> IndexOps.segmentProd(in[0], in[1], 4));
    one("unravel_index", x -> IndexOps.unravelIndex(x, Shape.of(3, 4)).get(1));
    one("nonzero", x -> IndexOps.nonzero(x).get(1));
  }

  private void item(int number, GetItem.Item... items) {
    one("get_item_" + number, x -> IndexOps.getItem(x, items));
  }

  private static Tensor ints(int... values) {
    return Constant.of(NDArray.of(values, values.length));
  }

  private void ordering() {
    one("sort", x -> SortOps.sort(x, 0));
    one("argsort", x -> SortOps.argsort(x, 1));
    one("top_k", x -> SortOps.topK(x, 2).values());
    one("top_k_indices", x -> SortOps.topK(x, 3).indices());
    put("in_top_k", in -> SortOps.inTopK(in[0], in[1], 2));
    put("searchsorted", in -> SortOps.searchsorted(in[0], in[1], false));
    put("searchsorted_right", in -> SortOps.searchsorted(in[0], in[1], true));
    one("digitize", x -> SortOps.digitize(x, List.of(0.0, 1.0, 2.5)));
    one("bincount", x -> SortOps.bincount(x, null, 3));
    put("bincount_weights", in -> SortOps.bincount(in[0], in[1], 0));
    one("unique", x -> SortOps.unique(x).values());
    one("histogram", x -> SortOps.histogram(x, 4, null).get(0));
    one("histogram_edges", x -> SortOps.histogram(x, 4, new double[] {-1, 1}).get(1));
  }

  private void creation() {
    one("corrcoef", StatisticsOps::corrcoef);
    put("cdist", in -> StatisticsOps.cdist(in[0], in[1]));
    one("percentile", x -> StatisticsOps.percentile(x, 30, List.of(0), Method.LINEAR, false));
    one("saturate_cast", x -> DTypes.saturateCast(x, DType.UINT8));
    one("saturate_cast_int", x -> DTypes.saturateCast(x, DType.INT8));
    one("view", x -> DTypes.view(x, DType.UINT8));
    one("tril", x -> MatrixOps.tril(x, -1));
    one("triu", x -> MatrixOps.triu(x, 1));
    one("diag", x -> MatrixOps.diag(x, -1));
    one("diag_matrix", x -> MatrixOps.diag(x, 1));
    one("diagonal", x -> MatrixOps.diagonal(x, -1, 0, 2));
    one("trace", x -> MatrixOps.trace(x, 1, 0, 1));
    put("outer", in -> MatrixOps.outer(in[0], in[1]));
    put("kron", in -> MatrixOps.kron(in[0], in[1]));
    put("cross", in -> MatrixOps.cross(in[0], in[1], -1, -1, -1));
    put("cross_2", in -> MatrixOps.cross(in[0], in[1], -1, -1, -1));
    one("vander", x -> MatrixOps.vander(x, x.dim(0), false));
    put("tri", in -> CreationOps.tri(3, 4, 1, F32));
    put("eye", in -> CreationOps.eye(3, 4, -1, F32));
    put("linspace", in -> CreationOps.linspace(in[0], in[1], 5, true, null));
    put("linspace_open", in -> CreationOps.linspace(in[0], in[1], 5, false, null));
    put("logspace", in -> CreationOps.logspace(in[0], in[1], 5, true, 10, null));
    put("geomspace", in -> CreationOps.geomspace(in[0], in[1], 5, true, null));
    put("arange", in -> CreationOps.arange(1, 9, 3, DType.INT32));
    put("arange_float", in -> CreationOps.arange(1.0, 2.0, 0.25, F32));
    put("bartlett", in -> CreationOps.bartlett(7));
    put("hamming", in -> CreationOps.hamming(7));
    put("hanning", in -> CreationOps.hanning(7));
    put("blackman", in -> CreationOps.blackman(7));
    put("kaiser", in -> CreationOps.kaiser(7, 3.5));
  }
}
