package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GetItem;
import org.keras4j.op.MatMul;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Quantiles, differences and correlations of {@code keras.ops}. */
public final class StatisticsOps {
  private StatisticsOps() {}

  /** What stands for a quantile that falls between two elements. */
  public enum Method {
    LINEAR,
    LOWER,
    HIGHER,
    MIDPOINT,
    NEAREST;

    /** By Keras' name, such as {@code "linear"}. */
    public static Method of(String kerasName) {
      return valueOf(kerasName.toUpperCase(Locale.ROOT));
    }
  }

  /** Median. Keras: {@code median}. */
  public static Tensor median(Tensor x, List<Integer> axes, boolean keepDims) {
    return quantile(x, 0.5, axes, Method.LINEAR, keepDims);
  }

  /** Median without NaN. Keras: {@code nanmedian}. */
  public static Tensor nanmedian(Tensor x, List<Integer> axes, boolean keepDims) {
    return nanquantile(x, 0.5, axes, Method.LINEAR, keepDims);
  }

  /** One quantile, {@code q} in [0, 1]. Keras: {@code quantile}. */
  public static Tensor quantile(
      Tensor x, double q, List<Integer> axes, Method method, boolean keepDims) {
    return single(x, q, axes, method, keepDims, false);
  }

  /** Several quantiles, in a new first axis. Keras: {@code quantile}. */
  public static Tensor quantile(
      Tensor x, List<Double> q, List<Integer> axes, Method method, boolean keepDims) {
    return several(x, q, axes, method, keepDims, false);
  }

  /**
   * As the shorter forms, for {@code q} known when the graph runs: a scalar, or a vector for
   * several quantiles in a new first axis.
   */
  public static Tensor quantile(
      Tensor x, Tensor q, List<Integer> axes, Method method, boolean keepDims) {
    return quantiles(x, q, axes, method, keepDims, false);
  }

  /** One quantile of what is not NaN. Keras: {@code nanquantile}. */
  public static Tensor nanquantile(
      Tensor x, double q, List<Integer> axes, Method method, boolean keepDims) {
    return single(x, q, axes, method, keepDims, true);
  }

  /** Several quantiles of what is not NaN, in a new first axis. Keras: {@code nanquantile}. */
  public static Tensor nanquantile(
      Tensor x, List<Double> q, List<Integer> axes, Method method, boolean keepDims) {
    return several(x, q, axes, method, keepDims, true);
  }

  /** As the shorter forms, for {@code q} known when the graph runs. */
  public static Tensor nanquantile(
      Tensor x, Tensor q, List<Integer> axes, Method method, boolean keepDims) {
    return quantiles(x, q, axes, method, keepDims, true);
  }

  /** One quantile, {@code q} in [0, 100]. Keras: {@code percentile}. */
  public static Tensor percentile(
      Tensor x, double q, List<Integer> axes, Method method, boolean keepDims) {
    return quantile(x, q / 100, axes, method, keepDims);
  }

  /** One quantile of what is not NaN, {@code q} in [0, 100]. Keras: {@code nanpercentile}. */
  public static Tensor nanpercentile(
      Tensor x, double q, List<Integer> axes, Method method, boolean keepDims) {
    return nanquantile(x, q / 100, axes, method, keepDims);
  }

  private static Tensor single(
      Tensor x, double q, List<Integer> axes, Method method, boolean keepDims, boolean skipNan) {
    return ShapeOps.squeeze(several(x, List.of(q), axes, method, keepDims, skipNan), 0);
  }

  private static Tensor several(
      Tensor x,
      List<Double> q,
      List<Integer> axes,
      Method method,
      boolean keepDims,
      boolean skipNan) {
    double[] fractions = q.stream().mapToDouble(Double::doubleValue).toArray();
    Tensor each = Constant.of(NDArray.of(fractions, fractions.length));
    return quantiles(x, each, axes, method, keepDims, skipNan);
  }

  private static Tensor quantiles(
      Tensor x, Tensor q, List<Integer> axes, Method method, boolean keepDims, boolean skipNan) {
    Quantile op = new Quantile(Axes.of(x, axes), method, keepDims, skipNan);
    Tensor each = cast(q, DType.FLOAT64);
    return q.rank() == 0
        ? ShapeOps.squeeze(op.emit(floating(x), ShapeOps.expandDims(each, 0)), 0)
        : op.emit(floating(x), each);
  }

  private static Tensor floating(Tensor x) {
    return cast(x, DTypes.resultTypeWithFloat(x.dtype()));
  }

  /** Sorted along the axes made one; elements are then gathered at fractional positions. */
  private record Quantile(List<Integer> axes, Method method, boolean keepDims, boolean skipNan)
      implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      List<Integer> others = new ArrayList<>(Axes.all(x.rank()));
      others.removeAll(axes);
      List<Integer> order = new ArrayList<>(others);
      order.addAll(axes);
      Shape lead = Shape.of(others.stream().mapToInt(x::dim).toArray());
      int count = axes.stream().mapToInt(x::dim).reduce(1, (a, b) -> a * b);
      Tensor lines =
          ShapeOps.reshape(
              ShapeOps.transpose(x, order.stream().mapToInt(i -> i).toArray()),
              lead.insertDim(-1, count));
      Tensor sorted = SortOps.sort(lines, -1);
      Tensor anyNan = ReduceOps.any(LogicOps.isnan(lines), List.of(-1), true);
      Tensor numbers =
          ReduceOps.sum(
              cast(LogicOps.logicalNot(LogicOps.isnan(lines)), DType.FLOAT64), List.of(-1), true);
      Tensor each = in.get(1);
      // Positions among the numbers, which a sort puts before every NaN.
      Tensor last =
          skipNan
              ? MathOps.maximum(MathOps.subtract(numbers, 1), 0.0)
              : CreationOps.fullLike(numbers, count - 1, DType.FLOAT64);
      Tensor values = at(sorted, MathOps.multiply(last, each), last);
      Tensor none = skipNan ? LogicOps.equal(numbers, 0) : anyNan;
      Tensor result = LogicOps.where(none, scalar(x.dtype(), Double.NaN), values);
      Tensor front = ShapeOps.moveaxis(result, -1, 0);
      if (keepDims) {
        for (int axis : axes.stream().sorted().toList()) {
          front = ShapeOps.expandDims(front, axis + 1);
        }
      }
      return List.of(front);
    }

    private Tensor at(Tensor sorted, Tensor position, Tensor last) {
      Tensor lower = pick(sorted, MathOps.floor(position), last);
      Tensor higher = pick(sorted, MathOps.ceil(position), last);
      return switch (method) {
        case LOWER -> lower;
        case HIGHER -> higher;
        case NEAREST -> pick(sorted, MathOps.round(position), last);
        case MIDPOINT -> MathOps.multiply(MathOps.add(lower, higher), 0.5);
        case LINEAR -> {
          // As Keras: from the element above down, also at whole positions.
          Tensor above = MathOps.maximum(MathOps.ceil(position), MathOps.minimum(last, 1.0));
          Tensor below = MathOps.maximum(MathOps.subtract(above, 1), 0.0);
          Tensor fraction = cast(MathOps.subtract(above, position), sorted.dtype());
          yield MathOps.add(
              MathOps.multiply(pick(sorted, above, last), MathOps.subtract(1, fraction)),
              MathOps.multiply(pick(sorted, below, last), fraction));
        }
      };
    }

    private static Tensor pick(Tensor sorted, Tensor position, Tensor last) {
      Tensor inside = MathOps.clip(position, scalar(DType.FLOAT64, 0), last);
      return IndexOps.takeAlongAxis(sorted, cast(inside, DType.INT32), -1);
    }
  }

  /** Correlation of the rows of a matrix with each other. Keras: {@code corrcoef}. */
  public static Tensor corrcoef(Tensor x) {
    Tensor value = MathOps.wideFloat(x);
    Tensor centered = MathOps.subtract(value, ReduceOps.mean(value, List.of(-1), true));
    Tensor covariance = new MatMul(false, true).on(centered, centered);
    Tensor deviation = MathOps.sqrt(ReduceOps.sum(MathOps.square(centered), List.of(-1), true));
    Tensor scale = MathOps.multiply(deviation, ShapeOps.swapaxes(deviation, -1, -2));
    return MathOps.clip(MathOps.divide(covariance, scale), -1.0, 1.0);
  }

  /** Euclidean distance of each vector of {@code a} to each of {@code b}. Keras: {@code cdist}. */
  public static Tensor cdist(Tensor a, Tensor b) {
    if (a.rank() < 2 || b.rank() < 2) {
      throw new ShapeException(
          "`cdist` inputs must have rank >= 2. Received: " + a.shape() + " and " + b.shape());
    }
    Tensor difference = MathOps.subtract(ShapeOps.expandDims(a, -2), ShapeOps.expandDims(b, -3));
    return MathOps.sqrt(ReduceOps.sum(MathOps.square(difference), -1));
  }

  /** Differences of neighbours, {@code n} times over. Keras: {@code diff}. */
  public static Tensor diff(Tensor x, int n, int axis) {
    if (n < 0) {
      throw new ShapeException("Order `n` must be non-negative. Received n=" + n);
    }
    int at = x.shape().axis(axis);
    Tensor result = x;
    for (int i = 0; i < n; i++) {
      Tensor later = along(result, at, 1, null);
      Tensor earlier = along(result, at, null, -1);
      result =
          x.dtype() == DType.BOOL
              ? LogicOps.notEqual(later, earlier)
              : MathOps.subtract(later, earlier);
    }
    return result;
  }

  /** Integral by the trapezoidal rule; {@code x} may be {@code null}. Keras: {@code trapezoid}. */
  public static Tensor trapezoid(Tensor y, Tensor x, double dx, int axis) {
    Tensor value = floating(y);
    int at = y.shape().axis(axis);
    Tensor heights =
        MathOps.multiply(MathOps.add(along(value, at, 1, null), along(value, at, null, -1)), 0.5);
    if (x == null) {
      return ReduceOps.sum(MathOps.multiply(heights, dx), at);
    }
    Tensor widths = diff(cast(x, value.dtype()), 1, x.rank() == 1 ? 0 : axis);
    if (x.rank() == 1) {
      for (int i = at; i < y.rank() - 1; i++) {
        widths = ShapeOps.expandDims(widths, -1);
      }
    }
    return ReduceOps.sum(MathOps.multiply(heights, widths), at);
  }

  private static Tensor along(Tensor x, int axis, Integer start, Integer stop) {
    GetItem.Item[] items = new GetItem.Item[x.rank()];
    for (int i = 0; i < items.length; i++) {
      items[i] = i == axis ? new GetItem.Range(start, stop, null) : GetItem.all();
    }
    return IndexOps.getItem(x, items);
  }

  /**
   * Cross-correlation of two vectors. Keras: {@code correlate}.
   *
   * @param mode "valid", "same" or "full"
   */
  public static Tensor correlate(Tensor a, Tensor b, String mode) {
    if (!List.of("valid", "same", "full").contains(mode)) {
      throw new ShapeException(
          "Invalid mode: '" + mode + "'. Mode must be one of: 'full', 'same', 'valid'.");
    }
    Tensor[] operands = DTypes.promote(a, b);
    return new Correlate(mode).emit(MathOps.wideFloat(operands[0]), MathOps.wideFloat(operands[1]));
  }

  private record Correlate(String mode) implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      int n = in.get(0).dim(0);
      int m = in.get(1).dim(0);
      int pad = mode.equals("valid") ? 0 : m - 1;
      Tensor padded = ShapeOps.pad(in.get(0), List.of(pad), List.of(pad));
      int length = n + 2 * pad - m + 1;
      int[] windows = new int[length * m];
      for (int i = 0; i < windows.length; i++) {
        windows[i] = i / m + i % m;
      }
      Tensor indices = Constant.of(NDArray.of(windows, length, m));
      Tensor products = MathOps.multiply(IndexOps.gather(padded, indices, 0), in.get(1));
      Tensor result = ReduceOps.sum(products, 1);
      if (mode.equals("same")) {
        int start = (length - Math.max(n, m)) / 2;
        result = JoinOps.slice(result, 0, start, start + Math.max(n, m));
      }
      return List.of(result);
    }
  }
}
