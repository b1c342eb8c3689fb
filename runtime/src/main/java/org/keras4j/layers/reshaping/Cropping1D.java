package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/** Cuts off the outermost steps of a sequence. Keras: {@code keras.layers.Cropping1D}. */
public final class Cropping1D extends BaseCropping {
  /** Amounts before and after each axis. */
  public static final Arg<List<List<Integer>>> CROPPING = Edges.arg("cropping", 1, 1);

  public static final LayerType<Cropping1D> TYPE =
      LayerType.of("keras.layers", "Cropping1D", Cropping1D::new, CROPPING);

  private Cropping1D(Config config) {
    super(TYPE, config);
  }

  /** A builder for amounts at the two ends. */
  public static Builder cropping(int before, int after) {
    return new Builder().set(CROPPING, List.of(List.of(before, after)));
  }

  @Override
  List<List<Integer>> cropping() {
    return get(CROPPING);
  }

  @Override
  DataFormat format() {
    return DataFormat.CHANNELS_LAST;
  }

  /** Sets the arguments of a {@link Cropping1D}. */
  public static final class Builder extends LayerBuilder<Builder, Cropping1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
