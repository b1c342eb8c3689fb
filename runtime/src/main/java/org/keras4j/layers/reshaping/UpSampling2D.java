package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Interpolation;
import org.keras4j.ops.ResizeOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/** Repeats rows and columns of images. Keras: {@code keras.layers.UpSampling2D}. */
public final class UpSampling2D extends Layer {
  public static final Arg<List<Integer>> SIZE = Arg.tuple("size", 2, 2);
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  /** nearest, bilinear, bicubic, lanczos3 or lanczos5. */
  public static final Arg<Interpolation> INTERPOLATION =
      Arg.choice(
          "interpolation", Interpolation.class, Interpolation::toString, Interpolation.NEAREST);

  public static final LayerType<UpSampling2D> TYPE =
      LayerType.of(
          "keras.layers", "UpSampling2D", UpSampling2D::new, SIZE, DATA_FORMAT, INTERPOLATION);

  private UpSampling2D(Config config) {
    super(TYPE, config);
  }

  /** A builder for the number of repetitions. */
  public static Builder size(int rows, int columns) {
    return new Builder().set(SIZE, List.of(rows, columns));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(4);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    DataFormat format = get(DATA_FORMAT);
    int[] axes = format.spatialAxes(inputs.rank());
    int rows = get(SIZE).get(0);
    int columns = get(SIZE).get(1);
    if (get(INTERPOLATION) == Interpolation.NEAREST) {
      return ShapeOps.repeat(ShapeOps.repeat(inputs, rows, axes[0]), columns, axes[1]);
    }
    return format.fromLast(
        ResizeOps.resize(
            format.toLast(inputs),
            times(inputs.dim(axes[0]), rows),
            times(inputs.dim(axes[1]), columns),
            get(INTERPOLATION)));
  }

  private static int times(int size, int factor) {
    return size == Shape.UNKNOWN ? Shape.UNKNOWN : size * factor;
  }

  /** Sets the arguments of a {@link UpSampling2D}. */
  public static final class Builder extends LayerBuilder<Builder, UpSampling2D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }

    /** How new pixels are made; default nearest. */
    public Builder interpolation(Interpolation value) {
      return set(INTERPOLATION, value);
    }
  }
}
