package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.MatMul;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Resizing of images. Keras: {@code keras.ops.image.resize}. */
public final class ResizeOps {
  /** What happens to images of another aspect ratio. */
  public enum Aspect {
    STRETCH,
    /** {@code crop_to_aspect_ratio}: the largest part of the middle that has the ratio. */
    CROP,
    /** {@code pad_to_aspect_ratio}: filled up on both sides. */
    PAD
  }

  /** The whole computation, which waits in the graph while sizes are unknown. */
  private record Resize(
      int height,
      int width,
      Interpolation interpolation,
      boolean antialias,
      Aspect aspect,
      double fillValue)
      implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> inputs) {
      return List.of(resized(this, inputs.get(0)));
    }
  }

  private ResizeOps() {}

  /**
   * Images of another size. Integers are rounded and clipped to their range.
   *
   * @param images one image or a batch
   * @param antialias whether to average when making images smaller
   * @param fillValue of padding, with {@link Aspect#PAD}
   */
  public static Tensor resize(
      Tensor images,
      int height,
      int width,
      Interpolation interpolation,
      boolean antialias,
      Aspect aspect,
      double fillValue,
      DataFormat dataFormat) {
    ImageOps.requireImages(images);
    Tensor last = dataFormat.imageToLast(images);
    Tensor result =
        new Resize(height, width, interpolation, antialias, aspect, fillValue).emit(last);
    return dataFormat.imageFromLast(result);
  }

  /** Without antialiasing, stretched, channels last. */
  public static Tensor resize(Tensor images, int height, int width, Interpolation interpolation) {
    return resize(
        images, height, width, interpolation, false, Aspect.STRETCH, 0, DataFormat.CHANNELS_LAST);
  }

  private static Tensor resized(Resize op, Tensor images) {
    int rows = images.rank() - 3;
    int columns = images.rank() - 2;
    Tensor x = images;
    if (op.aspect() == Aspect.CROP) {
      x = crop(x, rows, cut(x.dim(columns), op.height(), op.width(), x.dim(rows)));
      x = crop(x, columns, cut(images.dim(rows), op.width(), op.height(), x.dim(columns)));
    } else if (op.aspect() == Aspect.PAD) {
      int more = fitting(x.dim(columns), op.height(), op.width()) - x.dim(rows);
      int wider = fitting(x.dim(rows), op.width(), op.height()) - x.dim(columns);
      x = pad(pad(x, rows, more / 2, op.fillValue()), columns, wider / 2, op.fillValue());
    }
    if (op.interpolation() == Interpolation.NEAREST) {
      Tensor tall = Arith.take(x, rows, Interpolation.nearest(x.dim(rows), op.height()));
      return Arith.take(tall, columns, Interpolation.nearest(x.dim(columns), op.width()));
    }
    if (x.dim(rows) == op.height() && x.dim(columns) == op.width()) {
      return x;
    }
    Tensor wide = x.dtype() == DType.FLOAT64 ? x : DTypes.cast(x, DType.FLOAT32);
    Tensor result = weighted(op, op.width(), alongRows(op, wide, rows));
    return back(result, images.dtype());
  }

  private static Tensor alongRows(Resize op, Tensor x, int rows) {
    Shape lead = x.shape().slice(0, rows);
    int row = x.shape().product(rows + 1, x.rank());
    Tensor flat = Arith.reshape(x, lead.concat(Shape.of(x.dim(rows), row)));
    return Arith.reshape(weighted(op, op.height(), flat), x.shape().withDim(rows, op.height()));
  }

  /** Resizes the axis before the last. */
  private static Tensor weighted(Resize op, int size, Tensor x) {
    int input = x.dim(-2);
    double[] weights = op.interpolation().resizeWeights(input, size, op.antialias());
    Tensor matrix = Constant.of(NDArray.of(weights, size, input).cast(x.dtype()));
    return MatMul.PLAIN.on(matrix, x);
  }

  private static Tensor back(Tensor x, DType dtype) {
    if (!dtype.isInteger()) {
      return DTypes.cast(x, dtype);
    }
    int bits = 8 * dtype.bytes();
    boolean unsigned = dtype.kind() == DType.Kind.UNSIGNED;
    double high = Math.pow(2, unsigned ? bits : bits - 1) - 1;
    double low = unsigned ? 0 : -high - 1;
    return DTypes.cast(Arith.clip(UnaryOp.ROUND.on(x), low, high), dtype);
  }

  /** Size that keeps the ratio of the target next to an axis of size {@code other}. */
  private static int fitting(int other, int target, int otherTarget) {
    return (int) ((float) (other * target) / otherTarget);
  }

  private static int cut(int other, int target, int otherTarget, int size) {
    return Math.max(Math.min(size, fitting(other, target, otherTarget)), 1);
  }

  private static Tensor crop(Tensor x, int axis, int size) {
    int start = (x.dim(axis) - size) / 2;
    return x.dim(axis) == size ? x : Arith.slice(x, axis, start, start + size);
  }

  private static Tensor pad(Tensor x, int axis, int amount, double value) {
    if (amount <= 0) {
      return x;
    }
    List<Integer> around = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    around.set(axis, amount);
    return new Pad(around, around, PadMode.CONSTANT, value).on(x);
  }
}
