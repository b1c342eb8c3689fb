package org.keras4j.ops;

import static org.keras4j.ops.Arith.add;
import static org.keras4j.ops.Arith.clip;
import static org.keras4j.ops.Arith.compare;
import static org.keras4j.ops.Arith.div;
import static org.keras4j.ops.Arith.mul;
import static org.keras4j.ops.Arith.require;
import static org.keras4j.ops.Arith.reshape;
import static org.keras4j.ops.Arith.slice;
import static org.keras4j.ops.Arith.sub;
import static org.keras4j.ops.Arith.where;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Gather;
import org.keras4j.op.GatherElements;
import org.keras4j.op.Iota;
import org.keras4j.op.Solve;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Images read at other places. Keras: parts of {@code keras.ops.image}. */
public final class WarpOps {
  /** What is read outside the image. */
  public enum FillMode {
    CONSTANT,
    NEAREST,
    WRAP,
    MIRROR,
    REFLECT;

    /** The mode of Keras' name. */
    public static FillMode of(String kerasName) {
      for (FillMode mode : values()) {
        if (mode.name().equalsIgnoreCase(kerasName)) {
          return mode;
        }
      }
      throw new ShapeException(
          "Invalid value for argument `fill_mode`. Received: fill_mode=" + kerasName);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private WarpOps() {}

  /**
   * Each output pixel (x, y) reads the input at {@code ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2)
   * / k)} with {@code k = c0 x + c1 y + 1}. Keras: {@code keras.ops.image.affine_transform}.
   *
   * @param transform {@code (8)} or {@code (N, 8)}: a0, a1, a2, b0, b1, b2, c0, c1
   * @param bilinear whether to interpolate; else the nearest pixel is read
   */
  public static Tensor affineTransform(
      Tensor images,
      Tensor transform,
      boolean bilinear,
      FillMode fillMode,
      double fillValue,
      DataFormat dataFormat) {
    ImageOps.requireImages(images);
    require(
        (transform.rank() == 1 || transform.rank() == 2) && transform.dim(-1) == 8,
        "Invalid transform rank: expected rank 1 (single transform) or rank 2 (batch of"
            + " transforms). Received input with shape: transform.shape="
            + transform.shape());
    boolean single = images.rank() == 3;
    Tensor x = dataFormat.toLast(single ? Arith.expandDims(images, 0) : images);
    Tensor matrix = DTypes.cast(transform, DType.FLOAT32);
    matrix = transform.rank() == 1 ? Arith.expandDims(matrix, 0) : matrix;
    Tensor result = dataFormat.fromLast(project(x, matrix, bilinear, fillMode, fillValue));
    return single ? Arith.squeeze(result, 0) : result;
  }

  /**
   * Moves four points of each image to four others. Keras: {@code
   * keras.ops.image.perspective_transform}.
   *
   * @param startPoints {@code (4, 2)} or {@code (N, 4, 2)}: x and y of each
   */
  public static Tensor perspectiveTransform(
      Tensor images,
      Tensor startPoints,
      Tensor endPoints,
      boolean bilinear,
      double fillValue,
      DataFormat dataFormat) {
    require(
        startPoints.shape().equals(endPoints.shape()) && startPoints.dim(-2) == 4,
        "start_points and end_points must have the same shape, (4, 2) or (N, 4, 2). Received"
            + " start_points.shape="
            + startPoints.shape()
            + ", end_points.shape="
            + endPoints.shape());
    boolean single = startPoints.rank() == 2;
    Tensor start =
        DTypes.cast(single ? Arith.expandDims(startPoints, 0) : startPoints, DType.FLOAT32);
    Tensor end = DTypes.cast(single ? Arith.expandDims(endPoints, 0) : endPoints, DType.FLOAT32);
    Tensor transform = homography(start, end);
    return affineTransform(images, transform, bilinear, FillMode.CONSTANT, fillValue, dataFormat);
  }

  /** The eight coefficients that take each end point to its start point. */
  private static Tensor homography(Tensor start, Tensor end) {
    Tensor startX = slice(start, -1, 0, 1);
    Tensor startY = slice(start, -1, 1, 2);
    Tensor ones = Arith.full(startX, 1);
    Tensor zeros = Arith.full(end, 0);
    Tensor zero = Arith.full(startX, 0);
    Tensor forX = Arith.concat(-1, end, ones, zeros, zero, Arith.neg(mul(startX, end)));
    Tensor forY = Arith.concat(-1, zeros, zero, end, ones, Arith.neg(mul(startY, end)));
    Tensor system = Arith.concat(1, forX, forY);
    Tensor solution = new Solve().on(system, Arith.concat(1, startX, startY));
    return Arith.squeeze(solution, -1);
  }

  private static Tensor project(
      Tensor images, Tensor transform, boolean bilinear, FillMode mode, double fillValue) {
    int height = images.dim(1);
    int width = images.dim(2);
    require(
        height != Shape.UNKNOWN && width != Shape.UNKNOWN,
        "Transforms need images of known size. Received: " + images.shape());
    TensorSpec grid = TensorSpec.of(DType.INT32, 1, height * width);
    Tensor index = new Iota(grid, 1).on();
    Tensor x = DTypes.cast(BinaryOp.MODULO.on(index, Arith.scalar(index, width)), DType.FLOAT32);
    Tensor y =
        DTypes.cast(BinaryOp.FLOOR_DIVIDE.on(index, Arith.scalar(index, width)), DType.FLOAT32);
    Tensor k = add(add(mul(entry(transform, 6), x), mul(entry(transform, 7), y)), 1);
    Tensor atX = div(line(transform, 0, x, y), k);
    Tensor atY = div(line(transform, 3, x, y), k);
    atX = mapped(atX, width, mode);
    atY = mapped(atY, height, mode);
    Sampler sampler = new Sampler(images, fillValue);
    if (!bilinear) {
      return sampler.shaped(sampler.read(rounded(atY), rounded(atX)));
    }
    Tensor left = UnaryOp.FLOOR.on(atX);
    Tensor top = UnaryOp.FLOOR.on(atY);
    Tensor right = sub(atX, left);
    Tensor down = sub(atY, top);
    Tensor upper = sampler.mix(sampler.read(top, left), sampler.read(top, add(left, 1)), right);
    Tensor lower =
        sampler.mix(
            sampler.read(add(top, 1), left), sampler.read(add(top, 1), add(left, 1)), right);
    return sampler.shaped(sampler.mix(upper, lower, down));
  }

  private static Tensor entry(Tensor transform, int index) {
    return slice(transform, 1, index, index + 1);
  }

  private static Tensor line(Tensor transform, int from, Tensor x, Tensor y) {
    Tensor turned = add(mul(entry(transform, from), x), mul(entry(transform, from + 1), y));
    return add(turned, entry(transform, from + 2));
  }

  /** Rounds halves away from zero, as C does. */
  private static Tensor rounded(Tensor x) {
    return mul(UnaryOp.SIGN.on(x), UnaryOp.FLOOR.on(add(UnaryOp.ABS.on(x), 0.5)));
  }

  /** A coordinate brought into the image, as TensorFlow's projective transform does. */
  private static Tensor mapped(Tensor x, int size, FillMode mode) {
    Tensor below = compare(CompareOp.LESS, x, 0);
    Tensor above = compare(CompareOp.GREATER, x, size - 1);
    Tensor result;
    switch (mode) {
      case CONSTANT:
        return x;
      case NEAREST:
        return clip(x, 0, size - 1);
      case WRAP:
        int period = Math.max(size - 1, 1);
        Tensor up = add(mul(add(UnaryOp.TRUNC.on(div(Arith.neg(x), period)), 1), size), x);
        Tensor down = sub(x, mul(UnaryOp.TRUNC.on(div(x, period)), size));
        result = where(below, up, where(above, down, x));
        break;
      case REFLECT:
        int twice = 2 * size;
        Tensor near = add(mul(UnaryOp.TRUNC.on(div(Arith.neg(x), twice)), twice), x);
        Tensor far = compare(CompareOp.LESS, near, -size);
        Tensor fromBelow = where(far, add(near, twice), sub(-1, near));
        Tensor rest = sub(x, mul(UnaryOp.TRUNC.on(div(x, twice)), twice));
        Tensor past = compare(CompareOp.GREATER_EQUAL, rest, size);
        Tensor fromAbove = where(past, sub(twice - 1, rest), rest);
        result = where(below, fromBelow, where(above, fromAbove, x));
        break;
      default:
        throw new ShapeException(
            "Invalid value for argument `fill_mode`. Expected of one (constant, nearest, wrap,"
                + " reflect). Received: fill_mode="
                + mode);
    }
    return clip(result, 0, size - 1);
  }

  /** Reads pixels of a batch of images, a fill value outside. */
  private record Sampler(Tensor images, double fillValue) {
    /** The pixels {@code (N, P, C)} at whole coordinates {@code (N or 1, P)}. */
    Tensor read(Tensor y, Tensor x) {
      int height = images.dim(1);
      int width = images.dim(2);
      Tensor inside =
          Arith.and(
              Arith.and(compare(CompareOp.GREATER_EQUAL, x, 0), compare(CompareOp.LESS, x, width)),
              Arith.and(
                  compare(CompareOp.GREATER_EQUAL, y, 0), compare(CompareOp.LESS, y, height)));
      Tensor row = DTypes.cast(clip(y, 0, height - 1), DType.INT32);
      Tensor column = DTypes.cast(clip(x, 0, width - 1), DType.INT32);
      Tensor place = Arith.expandDims(add(mul(row, width), column), -1);
      Shape result = Shape.of(images.dim(0), height * width, images.dim(3));
      Tensor flat = reshape(images, result);
      Tensor pixels = new GatherElements(1).on(flat, Arith.broadcastTo(place, result));
      return where(Arith.expandDims(inside, -1), pixels, fillValue);
    }

    /** {@code a + (b - a) share}. */
    Tensor mix(Tensor a, Tensor b, Tensor share) {
      Tensor weight = Arith.expandDims(share, -1);
      return add(mul(a, sub(1, weight)), mul(b, weight));
    }

    Tensor shaped(Tensor pixels) {
      return DTypes.cast(reshape(pixels, images.shape()), images.dtype());
    }
  }

  /**
   * The values of an array at coordinates between its elements. Keras: {@code
   * keras.ops.image.map_coordinates}.
   *
   * @param coordinates {@code (rank, ...)}: one coordinate for each axis of {@code inputs}
   * @param order 0 for the nearest element, 1 for linear interpolation
   */
  public static Tensor mapCoordinates(
      Tensor inputs, Tensor coordinates, int order, FillMode fillMode, double fillValue) {
    require(
        coordinates.rank() >= 2 && coordinates.dim(0) == inputs.rank(),
        "First dim of `coordinates` must be the same as the rank of `inputs`. Received inputs with"
            + " shape: "
            + inputs.shape()
            + " and coordinates of shape "
            + coordinates.shape());
    require(order == 0 || order == 1, "map_coordinates currently requires order<=1");
    Tensor at = DTypes.toFloat(coordinates);
    Shape shape = coordinates.shape().slice(1, coordinates.rank());
    Tensor flat = reshape(inputs, inputs.shape().intSize());
    List<Corner> corners = new ArrayList<>(List.of(new Corner(null, null, null)));
    int[] strides = inputs.shape().strides();
    for (int axis = 0; axis < inputs.rank(); axis++) {
      Tensor coordinate = reshape(slice(at, 0, axis, axis + 1), shape);
      List<Corner> next = new ArrayList<>();
      for (Corner corner : corners) {
        next.addAll(
            corner.neighbours(coordinate, order, inputs.dim(axis), strides[axis], fillMode));
      }
      corners = next;
    }
    Tensor sum = null;
    for (Corner corner : corners) {
      Tensor value = DTypes.cast(new Gather(0).on(flat, corner.place()), at.dtype());
      if (fillMode == FillMode.CONSTANT) {
        value = where(corner.inside(), value, fillValue);
      }
      value = corner.weight() == null ? value : mul(value, corner.weight());
      sum = sum == null ? value : add(sum, value);
    }
    Tensor result = inputs.dtype().isInteger() ? UnaryOp.ROUND.on(sum) : sum;
    return DTypes.cast(result, inputs.dtype());
  }

  /**
   * A batch of images {@code (N, H, W, C)} read at places of their own.
   *
   * @param y rows {@code (N, H', W')}, between pixels where {@code order} is 1
   * @param x columns of the same shape
   * @param order 0 for the nearest pixel, 1 for linear interpolation
   */
  public static Tensor sampled(
      Tensor images, Tensor y, Tensor x, int order, FillMode fillMode, double fillValue) {
    int height = images.dim(1);
    int width = images.dim(2);
    Tensor flat = reshape(images, Shape.of(images.dim(0) * height * width, images.dim(3)));
    Tensor first = new Iota(TensorSpec.of(DType.INT32, images.dim(0), 1, 1), 0).on();
    Corner start = new Corner(mul(first, height * width), null, null);
    Tensor sum = null;
    for (Corner row : start.neighbours(y, order, height, width, fillMode)) {
      for (Corner corner : row.neighbours(x, order, width, 1, fillMode)) {
        Tensor value = new Gather(0).on(flat, corner.place());
        if (fillMode == FillMode.CONSTANT) {
          value = where(Arith.expandDims(corner.inside(), -1), value, fillValue);
        }
        value = order == 0 ? value : mul(value, Arith.expandDims(corner.weight(), -1));
        sum = sum == null ? value : add(sum, value);
      }
    }
    return sum;
  }

  /** One of the elements around a coordinate: flat position, weight, whether it exists. */
  private record Corner(Tensor place, Tensor weight, Tensor inside) {
    /** The nearest element along an axis, or the two around a coordinate. */
    List<Corner> neighbours(Tensor coordinate, int order, int size, int stride, FillMode mode) {
      if (order == 0) {
        return List.of(with(UnaryOp.ROUND.on(coordinate), null, size, stride, mode));
      }
      Tensor lower = UnaryOp.FLOOR.on(coordinate);
      Tensor share = sub(coordinate, lower);
      return List.of(
          with(lower, sub(1, share), size, stride, mode),
          with(add(lower, 1), share, size, stride, mode));
    }

    Corner with(Tensor index, Tensor factor, int size, int stride, FillMode mode) {
      Tensor valid =
          Arith.and(
              compare(CompareOp.GREATER_EQUAL, index, 0), compare(CompareOp.LESS, index, size));
      Tensor whole = clip(broughtInside(index, size, mode), 0, size - 1);
      Tensor step = mul(DTypes.cast(whole, DType.INT32), stride);
      return new Corner(
          place == null ? step : add(place, step),
          weight == null ? factor : mul(weight, factor),
          inside == null ? valid : Arith.and(inside, valid));
    }

    private static Tensor broughtInside(Tensor index, int size, FillMode mode) {
      switch (mode) {
        case WRAP:
          return BinaryOp.MODULO.on(index, Arith.scalar(index, size));
        case MIRROR, REFLECT:
          Tensor positive = UnaryOp.ABS.on(index);
          Tensor rest = BinaryOp.MODULO.on(positive, Arith.scalar(index, 2 * size));
          Tensor back = sub(2 * size - (mode == FillMode.REFLECT ? 1 : 0), rest);
          return where(compare(CompareOp.LESS, rest, size), rest, back);
        default:
          return index;
      }
    }
  }
}
