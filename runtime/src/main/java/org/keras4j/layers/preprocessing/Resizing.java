package org.keras4j.layers.preprocessing;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.Interpolation;
import org.keras4j.ops.ResizeOps;

/** Images of another size, in the dtype they came in. Keras: {@code keras.layers.Resizing}. */
public final class Resizing extends ImageLayer {
  /** Default bilinear. */
  public static final Arg<Interpolation> INTERPOLATION =
      Arg.choice(
          "interpolation", Interpolation.class, Interpolation::toString, Interpolation.BILINEAR);

  /** Whether to crop to the target's aspect ratio before resizing; default false. */
  public static final Arg<Boolean> CROP_TO_ASPECT_RATIO = Arg.bool("crop_to_aspect_ratio", false);

  /** Whether to pad to the target's aspect ratio before resizing; default false. */
  public static final Arg<Boolean> PAD_TO_ASPECT_RATIO = Arg.bool("pad_to_aspect_ratio", false);

  /** How padding is filled: only {@code "constant"}, as in Keras. */
  public static final Arg<String> FILL_MODE =
      Arg.string("fill_mode", "constant").that("constant"::equals, "'constant'");

  /** What padding is filled with; default 0. */
  public static final Arg<Double> FILL_VALUE = Arg.number("fill_value", 0.0);

  /** Whether to average when making images smaller; default false. */
  public static final Arg<Boolean> ANTIALIAS = Arg.bool("antialias", false);

  public static final LayerType<Resizing> TYPE =
      LayerType.of(
          "keras.layers",
          "Resizing",
          Resizing::new,
          HEIGHT,
          WIDTH,
          INTERPOLATION,
          CROP_TO_ASPECT_RATIO,
          PAD_TO_ASPECT_RATIO,
          FILL_MODE,
          FILL_VALUE,
          ANTIALIAS,
          DATA_FORMAT,
          BOUNDING_BOX_FORMAT);

  private Resizing(Config config) {
    super(TYPE, config);
    if (get(CROP_TO_ASPECT_RATIO) && get(PAD_TO_ASPECT_RATIO)) {
      throw new ConfigException(
          "Only one of `pad_to_aspect_ratio` & `crop_to_aspect_ratio` can be `True`.");
    }
  }

  /** A builder for images of this size. */
  public static Builder of(int height, int width) {
    return new Builder().set(HEIGHT, height).set(WIDTH, width);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    ResizeOps.Aspect aspect =
        get(CROP_TO_ASPECT_RATIO)
            ? ResizeOps.Aspect.CROP
            : get(PAD_TO_ASPECT_RATIO) ? ResizeOps.Aspect.PAD : ResizeOps.Aspect.STRETCH;
    return ResizeOps.resize(
        input,
        get(HEIGHT),
        get(WIDTH),
        get(INTERPOLATION),
        get(ANTIALIAS),
        aspect,
        get(FILL_VALUE),
        get(DATA_FORMAT));
  }

  /** Sets the arguments of a {@link Resizing}. */
  public static final class Builder extends ImageBuilder<Builder, Resizing> {
    private Builder() {
      super(TYPE);
    }

    /** Default bilinear. */
    public Builder interpolation(Interpolation value) {
      return set(INTERPOLATION, value);
    }

    /** Whether to crop to the target's aspect ratio before resizing; default false. */
    public Builder cropToAspectRatio(boolean value) {
      return set(CROP_TO_ASPECT_RATIO, value);
    }

    /** Whether to pad to the target's aspect ratio before resizing; default false. */
    public Builder padToAspectRatio(boolean value) {
      return set(PAD_TO_ASPECT_RATIO, value);
    }

    /** Whether to average when making images smaller; default false. */
    public Builder antialias(boolean value) {
      return set(ANTIALIAS, value);
    }
  }
}
