package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/**
 * Zeros around the planes, rows and columns of volumes. Keras: {@code keras.layers.ZeroPadding3D}.
 */
public final class ZeroPadding3D extends BaseZeroPadding {
  /** Amounts before and after each axis. */
  public static final Arg<List<List<Integer>>> PADDING = Edges.arg("padding", 3, 1);

  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<ZeroPadding3D> TYPE =
      LayerType.of("keras.layers", "ZeroPadding3D", ZeroPadding3D::new, PADDING, DATA_FORMAT);

  private ZeroPadding3D(Config config) {
    super(TYPE, config);
  }

  /** A builder for amounts that are the same at both ends of each axis. */
  public static Builder padding(int planes, int rows, int columns) {
    return new Builder()
        .set(
            PADDING,
            List.of(List.of(planes, planes), List.of(rows, rows), List.of(columns, columns)));
  }

  @Override
  List<List<Integer>> padding() {
    return get(PADDING);
  }

  @Override
  DataFormat format() {
    return get(DATA_FORMAT);
  }

  /** Sets the arguments of a {@link ZeroPadding3D}. */
  public static final class Builder extends LayerBuilder<Builder, ZeroPadding3D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
