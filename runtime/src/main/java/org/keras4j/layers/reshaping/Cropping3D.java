package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/**
 * Cuts off the outermost planes, rows and columns of volumes. Keras: {@code
 * keras.layers.Cropping3D}.
 */
public final class Cropping3D extends BaseCropping {
  /** Amounts before and after each axis. */
  public static final Arg<List<List<Integer>>> CROPPING = Edges.arg("cropping", 3, 1);

  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  public static final LayerType<Cropping3D> TYPE =
      LayerType.of("keras.layers", "Cropping3D", Cropping3D::new, CROPPING, DATA_FORMAT);

  private Cropping3D(Config config) {
    super(TYPE, config);
  }

  /** A builder for amounts that are the same at both ends of each axis. */
  public static Builder cropping(int planes, int rows, int columns) {
    return new Builder()
        .set(
            CROPPING,
            List.of(List.of(planes, planes), List.of(rows, rows), List.of(columns, columns)));
  }

  @Override
  List<List<Integer>> cropping() {
    return get(CROPPING);
  }

  @Override
  DataFormat format() {
    return get(DATA_FORMAT);
  }

  /** Sets the arguments of a {@link Cropping3D}. */
  public static final class Builder extends LayerBuilder<Builder, Cropping3D> {
    private Builder() {
      super(TYPE);
    }

    /** Where the channels are; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
