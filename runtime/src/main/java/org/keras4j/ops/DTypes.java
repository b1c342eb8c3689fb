package org.keras4j.ops;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BitCast;
import org.keras4j.op.Cast;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Keras' type promotion: the least upper bound on a lattice of dtypes, in which Java's {@code int}
 * and {@code double} scalars are weak (they take the other operand's dtype). Keras: {@code
 * keras.backend.result_type}.
 */
public final class DTypes {
  /** Points of the lattice; the two weak types have no dtype of their own. */
  private enum Point {
    BOOL,
    UINT8,
    UINT16,
    UINT32,
    INT8,
    INT16,
    INT32,
    INT64,
    WEAK_INT,
    WEAK_FLOAT,
    BFLOAT16,
    FLOAT16,
    FLOAT32,
    FLOAT64;

    static Point of(DType dtype) {
      return valueOf(dtype.name());
    }
  }

  /** What stands directly above each point. */
  private static final Map<Point, List<Point>> ABOVE =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(Point.BOOL, List.of(Point.WEAK_INT)),
              Map.entry(Point.UINT8, List.of(Point.INT16, Point.UINT16)),
              Map.entry(Point.UINT16, List.of(Point.INT32, Point.UINT32)),
              Map.entry(Point.UINT32, List.of(Point.INT64)),
              Map.entry(Point.WEAK_INT, List.of(Point.UINT8, Point.INT8)),
              Map.entry(Point.INT8, List.of(Point.INT16)),
              Map.entry(Point.INT16, List.of(Point.INT32)),
              Map.entry(Point.INT32, List.of(Point.INT64)),
              Map.entry(Point.INT64, List.of(Point.WEAK_FLOAT)),
              Map.entry(Point.WEAK_FLOAT, List.of(Point.BFLOAT16, Point.FLOAT16)),
              Map.entry(Point.BFLOAT16, List.of(Point.FLOAT32)),
              Map.entry(Point.FLOAT16, List.of(Point.FLOAT32)),
              Map.entry(Point.FLOAT32, List.of(Point.FLOAT64)),
              Map.entry(Point.FLOAT64, List.of())));

  private DTypes() {}

  /** The dtype that operands of the given dtypes are brought to. */
  public static DType resultType(DType... dtypes) {
    return resolve(false, false, dtypes);
  }

  /** As {@link #resultType}, with a weak integer among the operands. */
  public static DType resultTypeWithInt(DType... dtypes) {
    return resolve(true, false, dtypes);
  }

  /** As {@link #resultType}, with a weak float among the operands: never an integer. */
  public static DType resultTypeWithFloat(DType... dtypes) {
    return resolve(false, true, dtypes);
  }

  /** As {@link #resultType}, with the type of a Java scalar: weak float or weak integer. */
  public static DType resultType(Number scalar, DType... dtypes) {
    boolean floating = isFloating(scalar);
    return resolve(!floating, floating, dtypes);
  }

  /** The dtype of a computation that needs floats: Keras' float32 for int64, as most unary ops. */
  public static DType floatType(DType dtype) {
    return dtype == DType.INT64 ? DType.FLOAT32 : resultTypeWithFloat(dtype);
  }

  private static DType resolve(boolean weakInt, boolean weakFloat, DType... dtypes) {
    if (!weakInt && !weakFloat && Arrays.stream(dtypes).distinct().count() == 1) {
      return dtypes[0];
    }
    Set<Point> points = EnumSet.noneOf(Point.class);
    for (DType dtype : dtypes) {
      if (dtype == DType.STRING) {
        throw new ShapeException(
            "Invalid dtype: 'string' is not a valid dtype for Keras type promotion. Received: "
                + Arrays.toString(dtypes));
      }
      points.add(Point.of(dtype));
    }
    if (weakInt) {
      points.add(Point.WEAK_INT);
    }
    if (weakFloat) {
      points.add(Point.WEAK_FLOAT);
    }
    return switch (leastUpperBound(points)) {
      case WEAK_INT -> DType.INT32;
      case WEAK_FLOAT -> DType.FLOAT32;
      case BOOL -> DType.BOOL;
      case UINT8 -> DType.UINT8;
      case UINT16 -> DType.UINT16;
      case UINT32 -> DType.UINT32;
      case INT8 -> DType.INT8;
      case INT16 -> DType.INT16;
      case INT32 -> DType.INT32;
      case INT64 -> DType.INT64;
      case BFLOAT16 -> DType.BFLOAT16;
      case FLOAT16 -> DType.FLOAT16;
      case FLOAT32 -> DType.FLOAT32;
      case FLOAT64 -> DType.FLOAT64;
    };
  }

  private static Point leastUpperBound(Set<Point> points) {
    Set<Point> common = EnumSet.allOf(Point.class);
    points.forEach(point -> common.retainAll(upperBounds(point)));
    for (Point candidate : common) {
      if (upperBounds(candidate).containsAll(common)) {
        return candidate;
      }
    }
    throw new ShapeException(
        "Input dtypes "
            + new TreeSet<>(points)
            + " have no available implicit dtype promotion path. Try explicitly casting inputs to"
            + " the desired output type");
  }

  private static Set<Point> upperBounds(Point point) {
    Set<Point> bounds = EnumSet.of(point);
    ABOVE.get(point).forEach(above -> bounds.addAll(upperBounds(above)));
    return bounds;
  }

  /** {@code x} in another dtype. Keras: {@code keras.ops.cast}. */
  public static Tensor cast(Tensor x, DType dtype) {
    return x.dtype() == dtype ? x : new Cast(dtype).on(x);
  }

  /** {@code x} in another dtype, clipped to its range first. Keras: {@code saturate_cast}. */
  public static Tensor saturateCast(Tensor x, DType dtype) {
    if (dtype == DType.BOOL || x.dtype() == DType.BOOL || x.dtype() == dtype) {
      return cast(x, dtype);
    }
    // Compared in a type that holds both ranges exactly, as a rounded bound could lie outside.
    boolean wide = x.dtype() == DType.INT64 || dtype == DType.INT64;
    DType compute = wide && !x.dtype().isFloating() ? DType.INT64 : DType.FLOAT64;
    double low = Math.max(Limits.lowest(dtype), Limits.lowest(compute));
    double high = Math.min(Limits.highest(dtype), Limits.highest(compute));
    return cast(MathOps.clip(cast(x, compute), low, high), dtype);
  }

  /** The same bytes as another dtype. Keras: {@code view}. */
  public static Tensor view(Tensor x, DType dtype) {
    return new BitCast(dtype).on(x);
  }

  /** {@code x} in the dtype that most functions over floats compute in. */
  static Tensor toFloat(Tensor x) {
    return cast(x, floatType(x.dtype()));
  }

  /** {@code x} with bools as int32, for arithmetic. */
  static Tensor number(Tensor x) {
    return x.dtype() == DType.BOOL ? cast(x, DType.INT32) : x;
  }

  /** Both operands in their common dtype. */
  static Tensor[] promote(Tensor a, Tensor b) {
    DType dtype = resultType(a.dtype(), b.dtype());
    return new Tensor[] {cast(a, dtype), cast(b, dtype)};
  }

  /** A scalar constant of the given dtype. */
  static Tensor scalar(DType dtype, Number value) {
    return isFloating(value)
        ? Constant.scalar(dtype, value.doubleValue())
        : Constant.of(NDArray.builder(dtype, Shape.SCALAR).set(0, value.longValue()).build());
  }

  /** Whether a Java scalar counts as Python's {@code float} rather than {@code int}. */
  static boolean isFloating(Number value) {
    return value instanceof Double || value instanceof Float;
  }
}
