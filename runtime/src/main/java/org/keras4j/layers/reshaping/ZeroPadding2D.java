package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/** Zeros around the rows and columns of images. Keras: {@code keras.layers.ZeroPadding2D}. */
public final class ZeroPadding2D extends BaseZeroPadding {
  /** Amounts before and after each axis. */
  public static final Arg<List<List<Integer>>> PADDING = Edges.arg("padding", 2, 1);

  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<ZeroPadding2D> TYPE =
      LayerType.of("keras.layers", "ZeroPadding2D", ZeroPadding2D::new, PADDING, DATA_FORMAT);

  private ZeroPadding2D(Config config) {
    super(TYPE, config);
  }

  /** A builder for amounts that are the same at both ends of each axis. */
  public static Builder padding(int rows, int columns) {
    return new Builder().set(PADDING, List.of(List.of(rows, rows), List.of(columns, columns)));
  }

  @Override
  List<List<Integer>> padding() {
    return get(PADDING);
  }

  @Override
  DataFormat format() {
    return get(DATA_FORMAT);
  }

  /** Sets the arguments of a {@link ZeroPadding2D}. */
  public static final class Builder extends LayerBuilder<Builder, ZeroPadding2D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
