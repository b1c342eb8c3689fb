package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/** Zeros around the steps of a sequence. Keras: {@code keras.layers.ZeroPadding1D}. */
public final class ZeroPadding1D extends BaseZeroPadding {
  /** Amounts before and after each axis. */
  public static final Arg<List<List<Integer>>> PADDING = Edges.arg("padding", 1, 1);

  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<ZeroPadding1D> TYPE =
      LayerType.of("keras.layers", "ZeroPadding1D", ZeroPadding1D::new, PADDING, DATA_FORMAT);

  private ZeroPadding1D(Config config) {
    super(TYPE, config);
  }

  /** A builder for amounts at the two ends. */
  public static Builder padding(int before, int after) {
    return new Builder().set(PADDING, List.of(List.of(before, after)));
  }

  @Override
  List<List<Integer>> padding() {
    return get(PADDING);
  }

  @Override
  DataFormat format() {
    return get(DATA_FORMAT);
  }

  /** Sets the arguments of a {@link ZeroPadding1D}. */
  public static final class Builder extends LayerBuilder<Builder, ZeroPadding1D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
