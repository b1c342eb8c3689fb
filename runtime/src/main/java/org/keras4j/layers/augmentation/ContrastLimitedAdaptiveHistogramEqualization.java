package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.HistogramOps;
import org.keras4j.tensor.DType;

/**
 * Spreads the values around each pixel over the range, in training and at inference. Keras: {@code
 * keras.layers.ContrastLimitedAdaptiveHistogramEqualization}.
 */
public final class ContrastLimitedAdaptiveHistogramEqualization extends ColorAugmentation<Void> {
  /** How often a value may occur, as a multiple of the average; default 4, 0 for no limit. */
  public static final Arg<Double> CLIP_LIMIT = Arg.number("clip_limit", 4.0);

  /** Number of tiles from top to bottom, and from left to right; default 8. */
  public static final Arg<List<Integer>> TILE_GRID_SIZE = Arg.tuple("tile_grid_size", 2, 8);

  public static final LayerType<ContrastLimitedAdaptiveHistogramEqualization> TYPE =
      LayerType.of(
          "keras.layers",
          "ContrastLimitedAdaptiveHistogramEqualization",
          ContrastLimitedAdaptiveHistogramEqualization::new,
          DATA_FORMAT,
          VALUE_RANGE,
          CLIP_LIMIT,
          TILE_GRID_SIZE,
          BOUNDING_BOX_FORMAT);

  private ContrastLimitedAdaptiveHistogramEqualization(Config config) {
    super(TYPE, config);
  }

  /** A builder for a number of tiles from top to bottom, and from left to right. */
  public static Builder tiles(int rows, int columns) {
    return new Builder().set(TILE_GRID_SIZE, List.of(rows, columns));
  }

  @Override
  boolean alwaysApplies() {
    return true;
  }

  @Override
  int keys() {
    return 0;
  }

  @Override
  Void draw(Draws draws, Batch batch) {
    return null;
  }

  @Override
  Tensor images(Tensor images, Void nothing) {
    Tensor bytes = rescaled(DTypes.cast(images, DType.FLOAT32), get(VALUE_RANGE), BYTES);
    int rows = get(TILE_GRID_SIZE).get(0);
    int columns = get(TILE_GRID_SIZE).get(1);
    Tensor result = HistogramOps.adaptive(bytes, get(CLIP_LIMIT), rows, columns);
    return rescaled(result, BYTES, get(VALUE_RANGE));
  }

  @Override
  Tensor inOutputType(Tensor images, DType given) {
    return DTypes.cast(images, given);
  }

  /** Sets the arguments of a {@link ContrastLimitedAdaptiveHistogramEqualization}. */
  public static final class Builder
      extends ColorBuilder<Builder, ContrastLimitedAdaptiveHistogramEqualization> {
    private Builder() {
      super(TYPE);
    }

    /** How often a value may occur, as a multiple of the average; default 4, 0 for no limit. */
    public Builder clipLimit(double value) {
      return set(CLIP_LIMIT, value);
    }
  }
}
