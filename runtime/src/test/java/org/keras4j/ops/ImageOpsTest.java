package org.keras4j.ops;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.ResizeOps.Aspect;
import org.keras4j.ops.WarpOps.FillMode;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Images against real Keras. */
class ImageOpsTest extends KerasValuesTest {
  private final Tensor image = abs(1, 1, 5, 6, 3);

  @ParameterizedTest
  @EnumSource(Interpolation.class)
  void resize(Interpolation by) {
    same("resize_" + by, ResizeOps.resize(image, 8, 4, by));
    same("antialias_" + by, ResizeOps.resize(image, 3, 2, by, true, Aspect.STRETCH, 0, LAST));
  }

  @Test
  void aspectAndType() {
    Interpolation by = Interpolation.BILINEAR;
    same("resize_crop", ResizeOps.resize(image, 6, 3, by, false, Aspect.CROP, 0, LAST));
    same("resize_pad", ResizeOps.resize(image, 6, 3, by, false, Aspect.PAD, 0.5, LAST));
    Tensor bytes = DTypes.cast(Arith.mul(image, 255), DType.UINT8);
    same("resize_uint8", ResizeOps.resize(bytes, 8, 4, Interpolation.BICUBIC));
  }

  @Test
  void coloursAndFilters() {
    same("grayscale", ImageOps.rgbToGrayscale(image, LAST));
    same("hsv", ImageOps.rgbToHsv(image, LAST), ImageOps.hsvToRgb(image, LAST));
    same("blur", ImageOps.gaussianBlur(image, List.of(3, 3), List.of(1.0, 0.7), LAST));
    same("sobel", ImageOps.sobelEdges(image, LAST));
    List<Integer> one = List.of(1);
    same(
        "patches",
        ImageOps.extractPatches(image, List.of(2, 3), List.of(2, 1), one, Padding.SAME, LAST));
  }

  private static Tensor constant(int[] dims, float... values) {
    return Constant.of(NDArray.of(values, dims));
  }

  private static final float[] TURN = {0.9f, 0.2f, -1.5f, -0.1f, 1.1f, 0.7f, 0.01f, 0.02f};

  @ParameterizedTest
  @ValueSource(strings = {"constant", "nearest", "wrap", "reflect"})
  void affine(String mode) {
    Tensor turn = constant(new int[] {8}, TURN);
    Tensor result = WarpOps.affineTransform(image, turn, true, FillMode.of(mode), 0.25, LAST);
    same("affine_" + mode, result);
  }

  @Test
  void nearestAndPerspective() {
    Tensor turn = constant(new int[] {8}, TURN);
    same("affine_near", WarpOps.affineTransform(image, turn, false, FillMode.CONSTANT, 0.25, LAST));
    int[] points = {4, 2};
    Tensor start = constant(points, 0, 0, 5, 0, 0, 4, 5, 4);
    Tensor end = constant(points, 1, 0, 5, 1, 0, 3, 4, 4);
    same("perspective", WarpOps.perspectiveTransform(image, start, end, true, 0, LAST));
  }

  @ParameterizedTest
  @EnumSource(FillMode.class)
  void mapCoordinates(FillMode mode) {
    Tensor array = x(1, 5, 6);
    Tensor at = Arith.mul(x(2, 2, 3, 4), 4);
    same(
        "map_" + mode,
        WarpOps.mapCoordinates(array, at, 1, mode, 0.25),
        WarpOps.mapCoordinates(array, at, 0, mode, 0.25));
  }
}
