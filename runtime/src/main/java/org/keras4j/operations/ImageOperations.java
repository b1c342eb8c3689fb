package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.Interpolation;
import org.keras4j.ops.ResizeOps;
import org.keras4j.ops.ScaleOps;
import org.keras4j.ops.WarpOps;

/** Operations of {@code keras.src.ops.image}. */
final class ImageOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.image");

  private ImageOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.row(
            "RGBToGrayscale",
            "images",
            a -> ImageOps.rgbToGrayscale(a.tensor("images"), a.dataFormat())),
        ROWS.row("RGBToHSV", "images", a -> ImageOps.rgbToHsv(a.tensor("images"), a.dataFormat())),
        ROWS.row("HSVToRGB", "images", a -> ImageOps.hsvToRgb(a.tensor("images"), a.dataFormat())),
        ROWS.row("Resize", "images", ImageOperations::resize),
        ROWS.row("PadImages", "images", ImageOperations::padImages),
        ROWS.row("CropImages", "images", ImageOperations::cropImages),
        ROWS.row(
            "ExtractPatches",
            "images",
            a ->
                ImageOps.extractPatches(
                    a.tensor("images"),
                    a.integers("size"),
                    a.integers("strides", null),
                    a.integers("dilation_rate", List.of(1)),
                    a.padding(),
                    a.dataFormat())),
        ROWS.row(
            "GaussianBlur",
            "images",
            a ->
                ImageOps.gaussianBlur(
                    a.tensor("images"),
                    a.integers("kernel_size", List.of(3, 3)),
                    a.has("sigma") ? a.numbers("sigma") : List.of(1.0, 1.0),
                    a.dataFormat())),
        ROWS.row(
            "SobelEdges", "images", a -> ImageOps.sobelEdges(a.tensor("images"), a.dataFormat())),
        ROWS.row(
            "AffineTransform",
            "images, transform",
            a ->
                WarpOps.affineTransform(
                    a.tensor("images"),
                    a.tensor("transform"),
                    isBilinear(a),
                    fillMode(a),
                    a.number("fill_value", 0),
                    a.dataFormat())),
        ROWS.row(
            "PerspectiveTransform",
            "images, start_points, end_points",
            a ->
                WarpOps.perspectiveTransform(
                    a.tensor("images"),
                    a.tensor("start_points"),
                    a.tensor("end_points"),
                    isBilinear(a),
                    a.number("fill_value", 0),
                    a.dataFormat())),
        ROWS.row(
            "MapCoordinates",
            "inputs, coordinates",
            a ->
                WarpOps.mapCoordinates(
                    a.tensor("inputs"),
                    a.tensor("coordinates"),
                    a.integer("order", 1),
                    fillMode(a),
                    a.number("fill_value", 0))),
        ROWS.row("SSIM", "image1, image2", ImageOperations::ssim),
        ROWS.row(
            "ScaleAndTranslate",
            "images, output_shape, scale, translation",
            ImageOperations::scaleAndTranslate));
  }

  private static Tensor ssim(OperationArguments a) {
    return ImageOps.ssim(
        a.tensor("image1"),
        a.tensor("image2"),
        a.number("max_val", 1),
        a.integer("filter_size", 11),
        a.number("filter_sigma", 1.5),
        a.number("k1", 0.01),
        a.number("k2", 0.03),
        a.dataFormat());
  }

  private static Tensor scaleAndTranslate(OperationArguments a) {
    return ScaleOps.scaleAndTranslate(
        a.tensor("images"),
        a.shape("output_shape"),
        a.tensor("scale"),
        a.tensor("translation"),
        a.integers("spatial_dims"),
        method(a),
        a.flag("antialias", true));
  }

  /** Keras has several names for a method. */
  private static Interpolation method(OperationArguments a) {
    String name = a.string("method", "linear");
    return switch (name) {
      case "linear", "bilinear", "trilinear", "triangle" -> Interpolation.BILINEAR;
      case "cubic", "bicubic", "tricubic" -> Interpolation.BICUBIC;
      default -> Interpolation.of(name);
    };
  }

  private static boolean isBilinear(OperationArguments a) {
    String name = a.string("interpolation", "bilinear");
    if (!name.equals("bilinear") && !name.equals("nearest")) {
      throw a.wrong("interpolation", "'bilinear' or 'nearest'");
    }
    return name.equals("bilinear");
  }

  private static WarpOps.FillMode fillMode(OperationArguments a) {
    return WarpOps.FillMode.of(a.string("fill_mode", "constant"));
  }

  private static Tensor resize(OperationArguments a) {
    List<Integer> size = a.integers("size");
    ResizeOps.Aspect aspect = ResizeOps.Aspect.STRETCH;
    if (a.flag("crop_to_aspect_ratio", false)) {
      aspect = ResizeOps.Aspect.CROP;
    } else if (a.flag("pad_to_aspect_ratio", false)) {
      aspect = ResizeOps.Aspect.PAD;
    }
    return ResizeOps.resize(
        a.tensor("images"),
        size.get(0),
        size.get(size.size() - 1),
        Interpolation.of(a.string("interpolation", "bilinear")),
        a.flag("antialias", false),
        aspect,
        a.number("fill_value", 0),
        a.dataFormat());
  }

  private static Tensor padImages(OperationArguments a) {
    Tensor images = a.tensor("images");
    int[] rows =
        edges(
            a,
            height(images, a.dataFormat()),
            -1,
            "top_padding",
            "bottom_padding",
            "target_height");
    int[] columns =
        edges(
            a, width(images, a.dataFormat()), -1, "left_padding", "right_padding", "target_width");
    return ImageOps.padImages(images, rows[0], columns[0], rows[1], columns[1], a.dataFormat());
  }

  private static Tensor cropImages(OperationArguments a) {
    Tensor images = a.tensor("images");
    int height = height(images, a.dataFormat());
    int width = width(images, a.dataFormat());
    int[] rows = edges(a, height, 1, "top_cropping", "bottom_cropping", "target_height");
    int[] columns = edges(a, width, 1, "left_cropping", "right_cropping", "target_width");
    return ImageOps.cropImages(
        images,
        rows[0],
        columns[0],
        height - rows[0] - rows[1],
        width - columns[0] - columns[1],
        a.dataFormat());
  }

  /**
   * What goes off (sign 1) or on (sign -1) before and after, of which any one follows from the
   * target size.
   */
  private static int[] edges(
      OperationArguments a, int size, int sign, String before, String after, String target) {
    int all = sign * (size - a.integer(target, 0));
    if (!a.has(before) && !a.has(after)) {
      throw a.wrong(before, "an integer when `" + after + "` is None");
    }
    int first = a.has(before) ? a.integer(before, 0) : all - a.integer(after, 0);
    int last = a.has(after) ? a.integer(after, 0) : all - first;
    return new int[] {first, last};
  }

  private static int height(Tensor images, DataFormat format) {
    return images.dim(format == DataFormat.CHANNELS_FIRST ? -2 : -3);
  }

  private static int width(Tensor images, DataFormat format) {
    return images.dim(format == DataFormat.CHANNELS_FIRST ? -1 : -2);
  }
}
