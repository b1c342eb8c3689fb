package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.Interpolation;
import org.keras4j.ops.ResizeOps;

/**
 * The middle of images; images that are too small are cropped to the aspect ratio and resized.
 * Keras: {@code keras.layers.CenterCrop}.
 */
public final class CenterCrop extends ImageLayer {
  public static final LayerType<CenterCrop> TYPE =
      LayerType.of(
          "keras.layers",
          "CenterCrop",
          CenterCrop::new,
          HEIGHT,
          WIDTH,
          DATA_FORMAT,
          BOUNDING_BOX_FORMAT);

  private CenterCrop(Config config) {
    super(TYPE, config);
  }

  /** A builder for images of this size. */
  public static Builder of(int height, int width) {
    return new Builder().set(HEIGHT, height).set(WIDTH, width);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    Tensor images = DTypes.cast(input, computeDType());
    return new Crop(get(HEIGHT), get(WIDTH), get(DATA_FORMAT)).emit(images);
  }

  /** Waits in the graph while the size of the images is unknown. */
  private record Crop(int height, int width, DataFormat format) implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> inputs) {
      Tensor images = inputs.get(0);
      int rowAxis = format == DataFormat.CHANNELS_LAST ? -3 : -2;
      int tall = images.dim(rowAxis) - height;
      int wide = images.dim(rowAxis + 1) - width;
      return List.of(
          tall >= 0 && wide >= 0
              ? ImageOps.cropImages(images, tall / 2, wide / 2, height, width, format)
              : ResizeOps.resize(
                  images,
                  height,
                  width,
                  Interpolation.BILINEAR,
                  false,
                  ResizeOps.Aspect.CROP,
                  0,
                  format));
    }
  }

  /** Sets the arguments of a {@link CenterCrop}. */
  public static final class Builder extends ImageBuilder<Builder, CenterCrop> {
    private Builder() {
      super(TYPE);
    }
  }
}
