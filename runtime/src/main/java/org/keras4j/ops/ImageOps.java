package org.keras4j.ops;

import static org.keras4j.ops.Arith.add;
import static org.keras4j.ops.Arith.clip;
import static org.keras4j.ops.Arith.compare;
import static org.keras4j.ops.Arith.div;
import static org.keras4j.ops.Arith.max;
import static org.keras4j.ops.Arith.min;
import static org.keras4j.ops.Arith.mul;
import static org.keras4j.ops.Arith.require;
import static org.keras4j.ops.Arith.slice;
import static org.keras4j.ops.Arith.sub;
import static org.keras4j.ops.Arith.where;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Colours, borders, patches and filters of images: one {@code (H, W, C)} or a batch {@code (N, H,
 * W, C)}. Keras: {@code keras.ops.image}; see also {@link ResizeOps} and {@link WarpOps}.
 */
public final class ImageOps {
  private ImageOps() {}

  static void requireImages(Tensor images) {
    require(
        images.rank() == 3 || images.rank() == 4,
        "Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images). Received"
            + " input with shape: images.shape="
            + images.shape());
  }

  /** Brightness, one channel. */
  public static Tensor rgbToGrayscale(Tensor images, DataFormat dataFormat) {
    requireImages(images);
    Tensor x = dataFormat.imageToLast(images);
    require(
        x.dim(-1) == 3 || x.dim(-1) == 1,
        "Invalid channel size: expected 3 (RGB) or 1 (Grayscale). Received input with shape:"
            + " images.shape="
            + images.shape());
    if (x.dim(-1) == 1) {
      return images;
    }
    Tensor f = DTypes.toFloat(x);
    NDArray weights = NDArray.of(new double[] {0.2989, 0.5870, 0.1140}, 3).cast(f.dtype());
    Tensor gray = Arith.sum(mul(f, Constant.of(weights)), true, -1);
    return dataFormat.imageFromLast(DTypes.cast(gray, images.dtype()));
  }

  /** Hue, saturation and value in [0, 1] of colours in [0, 1]. */
  public static Tensor rgbToHsv(Tensor images, DataFormat dataFormat) {
    requireFloatImages(images);
    Tensor x = dataFormat.imageToLast(images);
    Tensor r = slice(x, -1, 0, 1);
    Tensor g = slice(x, -1, 1, 2);
    Tensor b = slice(x, -1, 2, 3);
    Tensor value = max(max(r, g), b);
    Tensor range = sub(value, min(min(r, g), b));
    Tensor bright = compare(CompareOp.GREATER, value, 0);
    Tensor saturation = where(bright, div(range, where(bright, value, 1)), 0);
    Tensor coloured = compare(CompareOp.GREATER, range, 0);
    Tensor sixth = div(Arith.full(range, 1), mul(where(coloured, range, 1), 6));
    Tensor fromBlue = add(mul(sixth, sub(r, g)), 4 / 6.0);
    Tensor fromGreen = add(mul(sixth, sub(b, r)), 2 / 6.0);
    Tensor other = where(compare(CompareOp.EQUAL, g, value), fromGreen, fromBlue);
    Tensor hue = where(compare(CompareOp.EQUAL, r, value), mul(sixth, sub(g, b)), other);
    hue = where(coloured, hue, 0);
    hue = where(compare(CompareOp.LESS, hue, 0), add(hue, 1), hue);
    return dataFormat.imageFromLast(Arith.concat(-1, hue, saturation, value));
  }

  /** The inverse of {@link #rgbToHsv}. */
  public static Tensor hsvToRgb(Tensor images, DataFormat dataFormat) {
    requireFloatImages(images);
    Tensor x = dataFormat.imageToLast(images);
    Tensor hue = mul(slice(x, -1, 0, 1), 6);
    Tensor saturation = slice(x, -1, 1, 2);
    Tensor value = slice(x, -1, 2, 3);
    Tensor red = clip(sub(UnaryOp.ABS.on(sub(hue, 3)), 1), 0, 1);
    Tensor green = clip(sub(2, UnaryOp.ABS.on(sub(hue, 2))), 0, 1);
    Tensor blue = clip(sub(2, UnaryOp.ABS.on(sub(hue, 4))), 0, 1);
    Tensor colours = Arith.concat(-1, red, green, blue);
    Tensor mixed = add(mul(saturation, colours), sub(1, saturation));
    return dataFormat.imageFromLast(mul(mixed, value));
  }

  private static void requireFloatImages(Tensor images) {
    requireImages(images);
    require(
        images.dtype().isFloating(),
        "Invalid images dtype: expected float dtype. Received: images.dtype=" + images.dtype());
  }

  /** Zeros around images. */
  public static Tensor padImages(
      Tensor images, int top, int left, int bottom, int right, DataFormat dataFormat) {
    requireImages(images);
    require(
        Math.min(Math.min(top, bottom), Math.min(left, right)) >= 0,
        "Paddings must be >= 0. Received: " + List.of(top, left, bottom, right));
    Tensor x = dataFormat.imageToLast(images);
    List<Integer> low = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    List<Integer> high = new ArrayList<>(low);
    low.set(x.rank() - 3, top);
    low.set(x.rank() - 2, left);
    high.set(x.rank() - 3, bottom);
    high.set(x.rank() - 2, right);
    return dataFormat.imageFromLast(new Pad(low, high, PadMode.CONSTANT, 0).on(x));
  }

  /** The part of images of a size, from a corner. */
  public static Tensor cropImages(
      Tensor images, int top, int left, int height, int width, DataFormat dataFormat) {
    requireImages(images);
    require(
        Math.min(Math.min(top, left), Math.min(height, width)) >= 0,
        "Croppings and sizes must be >= 0. Received: " + List.of(top, left, height, width));
    Tensor x = dataFormat.imageToLast(images);
    Tensor rows = slice(x, -3, top, top + height);
    return dataFormat.imageFromLast(slice(rows, -2, left, left + width));
  }

  /**
   * Patches as channels: {@code (N, nH, nW, h * w * C)}, or {@code (N, nD, nH, nW, d * h * w * C)}
   * for volumes. Keras: {@code extract_patches}, {@code extract_patches_3d}.
   *
   * @param size of a patch, two or three values
   * @param strides {@code null} for the size
   */
  public static Tensor extractPatches(
      Tensor images,
      List<Integer> size,
      List<Integer> strides,
      List<Integer> dilationRate,
      Padding padding,
      DataFormat dataFormat) {
    int axes = size.size();
    boolean single = images.rank() == axes + 1;
    Tensor batch = single ? Arith.expandDims(images, 0) : images;
    Tensor x = dataFormat.toLast(batch);
    List<Integer> move = strides == null ? size : Windows.perAxis("strides", strides, axes);
    List<Integer> step = Windows.perAxis("dilation_rate", dilationRate, axes);
    ConvSpec spec = Windows.conv(x.shape(), size, move, padding, step, 1);
    List<Tensor> parts = List.of(padded(x, spec));
    for (int i = 0; i < axes; i++) {
      List<Tensor> next = new ArrayList<>();
      for (Tensor part : parts) {
        for (int j = 0; j < size.get(i); j++) {
          next.add(PatchOps.strided(part, i + 1, j, size.get(i), move.get(i), step.get(i)));
        }
      }
      parts = next;
    }
    Tensor patches = dataFormat.fromLast(Arith.concat(-1, parts.toArray(Tensor[]::new)));
    return single ? Arith.squeeze(patches, 0) : patches;
  }

  private static Tensor padded(Tensor x, ConvSpec spec) {
    List<Integer> low = new ArrayList<>(List.of(0));
    low.addAll(spec.padLow());
    low.add(0);
    List<Integer> high = new ArrayList<>(List.of(0));
    high.addAll(spec.padHigh());
    high.add(0);
    return new Pad(low, high, PadMode.CONSTANT, 0).on(x);
  }

  /** Blurs each channel (Keras' defaults: size 3 x 3, sigma 1). */
  public static Tensor gaussianBlur(
      Tensor images, List<Integer> kernelSize, List<Double> sigma, DataFormat dataFormat) {
    requireImages(images);
    double[] across = bell(kernelSize.get(0), sigma.get(0));
    double[] down = bell(kernelSize.get(1), sigma.get(1));
    double[] kernel = new double[across.length * down.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = down[i / across.length] * across[i % across.length];
    }
    boolean single = images.rank() == 3;
    Tensor x = dataFormat.toLast(single ? Arith.expandDims(images, 0) : images);
    Tensor blurred = filter(x, kernel, kernelSize.get(0), kernelSize.get(1), Padding.SAME);
    Tensor result = dataFormat.fromLast(blurred);
    return single ? Arith.squeeze(result, 0) : result;
  }

  private static double[] bell(int size, double sigma) {
    double[] weights = new double[size];
    double sum = 0;
    for (int i = 0; i < size; i++) {
      double distance = (i - (size - 1) / 2.0) / sigma;
      weights[i] = Math.exp(-0.5 * distance * distance);
      sum += weights[i];
    }
    for (int i = 0; i < size; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /**
   * Each pixel of a batch, channels last, averaged with its neighbours, which weigh a fifth of it.
   */
  public static Tensor smoothed(Tensor images) {
    double[] kernel = new double[9];
    Arrays.fill(kernel, 1 / 13.0);
    kernel[4] = 5 / 13.0;
    return filter(images, kernel, 3, 3, Padding.SAME);
  }

  /** Vertical and horizontal derivatives of each channel, as a new last axis. */
  public static Tensor sobelEdges(Tensor images, DataFormat dataFormat) {
    require(images.rank() == 4, "sobel_edges expects a batch of images. Received: " + images);
    Tensor x = dataFormat.toLast(images);
    List<Integer> around = List.of(0, 1, 1, 0);
    Tensor reflected = new Pad(around, around, PadMode.REFLECT, 0).on(x);
    double[] vertical = {-1, -2, -1, 0, 0, 0, 1, 2, 1};
    double[] horizontal = {-1, 0, 1, -2, 0, 2, -1, 0, 1};
    Tensor dy = dataFormat.fromLast(filter(reflected, vertical, 3, 3, Padding.VALID));
    Tensor dx = dataFormat.fromLast(filter(reflected, horizontal, 3, 3, Padding.VALID));
    return Arith.concat(-1, Arith.expandDims(dy, -1), Arith.expandDims(dx, -1));
  }

  /**
   * Structural similarity of two images or batches, one value an image. Keras: {@code
   * keras.ops.image.ssim} (defaults: maxVal 1, filterSize 11, filterSigma 1.5, k1 0.01, k2 0.03).
   *
   * @param maxVal the range of the values
   * @param filterSize of the Gaussian window, whose standard deviation is {@code filterSigma}
   */
  public static Tensor ssim(
      Tensor image1,
      Tensor image2,
      double maxVal,
      int filterSize,
      double filterSigma,
      double k1,
      double k2,
      DataFormat dataFormat) {
    requireImages(image1);
    requireImages(image2);
    boolean single = image1.rank() == 3;
    Tensor a = DTypes.toFloat(dataFormat.toLast(single ? Arith.expandDims(image1, 0) : image1));
    Tensor b = DTypes.toFloat(dataFormat.toLast(single ? Arith.expandDims(image2, 0) : image2));
    double[] bell = bell(filterSize, filterSigma);
    double[] kernel = new double[filterSize * filterSize];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = bell[i / filterSize] * bell[i % filterSize];
    }
    UnaryOperator<Tensor> mean = x -> filter(x, kernel, filterSize, filterSize, Padding.VALID);
    Tensor meanA = mean.apply(a);
    Tensor meanB = mean.apply(b);
    Tensor squareA = Arith.mul(meanA, meanA);
    Tensor squareB = Arith.mul(meanB, meanB);
    Tensor product = Arith.mul(meanA, meanB);
    Tensor varianceA = Arith.sub(mean.apply(Arith.mul(a, a)), squareA);
    Tensor varianceB = Arith.sub(mean.apply(Arith.mul(b, b)), squareB);
    Tensor covariance = Arith.sub(mean.apply(Arith.mul(a, b)), product);
    double c1 = k1 * maxVal * k1 * maxVal;
    double c2 = k2 * maxVal * k2 * maxVal;
    Tensor luminance =
        Arith.div(Arith.add(Arith.mul(product, 2), c1), Arith.add(Arith.add(squareA, squareB), c1));
    Tensor contrast =
        Arith.div(
            Arith.add(Arith.mul(covariance, 2), c2),
            Arith.add(Arith.add(varianceA, varianceB), c2));
    Tensor result = Arith.mean(Arith.mul(luminance, contrast), false, 1, 2, 3);
    return DTypes.cast(single ? Arith.squeeze(result, 0) : result, image1.dtype());
  }

  /** The same filter for each channel of channels-last images. */
  private static Tensor filter(Tensor x, double[] kernel, int rows, int columns, Padding padding) {
    Tensor f = DTypes.toFloat(x);
    NDArray weights = NDArray.of(kernel, rows, columns, 1, 1).cast(f.dtype());
    Shape shape = Shape.of(rows, columns, x.dim(-1), 1);
    List<Integer> one = List.of(1);
    return ConvolutionOps.depthwiseConv(
        f,
        Arith.broadcastTo(Constant.of(weights), shape),
        one,
        padding,
        DataFormat.CHANNELS_LAST,
        one);
  }
}
