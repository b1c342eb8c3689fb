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
import org.keras4j.ops.ShapeOps;

/** Repeats planes, rows and columns of volumes. Keras: {@code keras.layers.UpSampling3D}. */
public final class UpSampling3D extends Layer {
  public static final Arg<List<Integer>> SIZE = Arg.tuple("size", 3, 2);
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<UpSampling3D> TYPE =
      LayerType.of("keras.layers", "UpSampling3D", UpSampling3D::new, SIZE, DATA_FORMAT);

  private UpSampling3D(Config config) {
    super(TYPE, config);
  }

  /** A builder for the number of repetitions. */
  public static Builder size(int planes, int rows, int columns) {
    return new Builder().set(SIZE, List.of(planes, rows, columns));
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(5);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    DataFormat format = get(DATA_FORMAT);
    Tensor x = inputs;
    for (int axis : format.spatialAxes(x.rank())) {
      x = ShapeOps.repeat(x, get(SIZE).get(axis - format.spatialAxes(x.rank())[0]), axis);
    }
    return x;
  }

  /** Sets the arguments of a {@link UpSampling3D}. */
  public static final class Builder extends LayerBuilder<Builder, UpSampling3D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
