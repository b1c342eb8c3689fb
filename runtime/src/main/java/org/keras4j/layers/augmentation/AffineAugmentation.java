package org.keras4j.layers.augmentation;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.WarpOps;
import org.keras4j.ops.WarpOps.FillMode;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** A layer that reads each image at other places, by a matrix drawn for it. */
abstract class AffineAugmentation extends Augmentation<Tensor> {
  /** What is read outside the image; default reflect. */
  public static final Arg<FillMode> FILL_MODE =
      Arg.choice("fill_mode", FillMode.class, FillMode::toString, FillMode.REFLECT)
          .that(
              mode -> mode != FillMode.MIRROR, "one of ('reflect', 'wrap', 'constant', 'nearest')");

  /** What is read between pixels; default bilinear. */
  public static final Arg<Sampling> INTERPOLATION =
      Arg.choice("interpolation", Sampling.class, Sampling::toString, Sampling.BILINEAR);

  /** What is outside the image with a constant fill mode; default 0. */
  public static final Arg<Double> FILL_VALUE = Arg.number("fill_value", 0.0);

  AffineAugmentation(LayerType<?> type, Config config) {
    super(type, config);
  }

  @Override
  final Tensor images(Tensor images, Tensor matrix) {
    return transformed(images, matrix, get(INTERPOLATION));
  }

  @Override
  final Tensor masks(Tensor masks, Tensor matrix) {
    return transformed(masks, matrix, Sampling.NEAREST);
  }

  @Override
  final Boxes boxes(Boxes boxes, Tensor matrix, Batch batch) {
    throw Boxes.refused(type());
  }

  private Tensor transformed(Tensor images, Tensor matrix, Sampling sampling) {
    return WarpOps.affineTransform(
        images,
        matrix,
        sampling == Sampling.BILINEAR,
        get(FILL_MODE),
        get(FILL_VALUE),
        DataFormat.CHANNELS_LAST);
  }

  /** {@code (images, 8)} of eight columns: tensors {@code (images, 1)}, and numbers. */
  static Tensor matrix(int images, Object... entries) {
    List<Tensor> columns = new ArrayList<>();
    for (Object entry : entries) {
      columns.add(
          entry instanceof Tensor column
              ? column
              : CreationOps.full(
                  Shape.of(images, 1), ((Number) entry).doubleValue(), DType.FLOAT32));
    }
    return JoinOps.concatenate(columns, 1);
  }

  /** The setters of layers that read images at other places. */
  abstract static class AffineBuilder<B extends AffineBuilder<B, L>, L extends AffineAugmentation>
      extends AugmentationBuilder<B, L> {
    AffineBuilder(LayerType<L> type) {
      super(type);
    }

    /** What is read outside the image; default reflect. */
    public final B fillMode(FillMode value) {
      return set(FILL_MODE, value);
    }

    /** What is read between pixels; default bilinear. */
    public final B interpolation(Sampling value) {
      return set(INTERPOLATION, value);
    }

    /** What is outside the image with a constant fill mode; default 0. */
    public final B fillValue(double value) {
      return set(FILL_VALUE, value);
    }
  }
}
