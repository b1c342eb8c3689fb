package org.keras4j.ops;

import static org.keras4j.ops.Arith.add;
import static org.keras4j.ops.Arith.compare;
import static org.keras4j.ops.Arith.div;
import static org.keras4j.ops.Arith.mul;
import static org.keras4j.ops.Arith.sub;
import static org.keras4j.ops.Arith.where;

import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Images scaled and moved by amounts known when the graph runs. */
public final class ScaleOps {
  private ScaleOps() {}

  /**
   * Resamples images: a pixel at x goes to {@code x scale + translation}, pixels being
   * half-centred. Keras: {@code keras.ops.image.scale_and_translate}.
   *
   * @param outputShape of the whole result
   * @param scale one factor for each of {@code spatialDims}
   * @param translation one distance for each of {@code spatialDims}
   * @param method BILINEAR, BICUBIC, LANCZOS3 or LANCZOS5
   * @param antialias whether to average when making images smaller (Keras' default: true)
   */
  public static Tensor scaleAndTranslate(
      Tensor images,
      Shape outputShape,
      Tensor scale,
      Tensor translation,
      List<Integer> spatialDims,
      Interpolation method,
      boolean antialias) {
    if (method == Interpolation.NEAREST) {
      throw new ShapeException(
          "Invalid value for argument `method`. Expected a linear, cubic or Lanczos method."
              + " Received: method=nearest");
    }
    if (spatialDims.isEmpty()) {
      return images;
    }
    boolean integers = !images.dtype().isFloating();
    Tensor result = integers ? DTypes.cast(images, DType.FLOAT32) : images;
    DType compute = DTypes.resultTypeWithFloat(scale.dtype(), translation.dtype());
    for (int i = 0; i < spatialDims.size(); i++) {
      int axis = images.shape().axis(spatialDims.get(i));
      Tensor factor = Arith.slice(DTypes.cast(scale, compute), 0, i, i + 1);
      Tensor distance = Arith.slice(DTypes.cast(translation, compute), 0, i, i + 1);
      Tensor weights =
          weights(images.dim(axis), outputShape.dim(axis), factor, distance, method, antialias);
      Tensor product =
          ProductOps.tensordot(
              result, DTypes.cast(weights, result.dtype()), List.of(axis), List.of(0));
      result = ShapeOps.moveaxis(product, -1, axis);
    }
    if (!integers) {
      return result;
    }
    Tensor low = DTypes.cast(ReduceOps.min(images), DType.FLOAT32);
    Tensor high = DTypes.cast(ReduceOps.max(images), DType.FLOAT32);
    return DTypes.cast(MathOps.clip(UnaryOp.ROUND.on(result), low, high), images.dtype());
  }

  /** {@code (input, output)}: each column says how an output pixel is made; factors are (1). */
  private static Tensor weights(
      int input,
      int output,
      Tensor scale,
      Tensor translation,
      Interpolation method,
      boolean antialias) {
    DType dtype = scale.dtype();
    Tensor inverse = div(Constant.scalar(dtype, 1), scale);
    Tensor out = Creation.iota(dtype, output);
    Tensor sample = sub(sub(mul(add(out, 0.5), inverse), mul(translation, inverse)), 0.5);
    Tensor each = Arith.expandDims(Creation.iota(dtype, input), 1);
    Tensor distance = UnaryOp.ABS.on(sub(Arith.expandDims(sample, 0), each));
    Tensor weights = kernel(method, antialias ? div(distance, Arith.max(inverse, 1)) : distance);
    Tensor sum = Arith.sum(weights, true, 0);
    Tensor something = compare(CompareOp.GREATER, UnaryOp.ABS.on(sum), 1000 * Math.ulp(1f));
    Tensor divisor = where(something, sum, 1);
    Tensor normal = mul(div(weights, divisor), DTypes.cast(something, dtype));
    Tensor inside =
        Arith.and(
            compare(CompareOp.GREATER_EQUAL, sample, -0.5),
            compare(CompareOp.LESS_EQUAL, sample, input - 0.5));
    return mul(normal, Arith.expandDims(DTypes.cast(inside, dtype), 0));
  }

  private static Tensor kernel(Interpolation method, Tensor x) {
    return switch (method) {
      case BICUBIC -> cubic(x);
      case LANCZOS3 -> lanczos(x, 3);
      case LANCZOS5 -> lanczos(x, 5);
      default -> Arith.max(sub(1, x), 0);
    };
  }

  private static Tensor cubic(Tensor x) {
    Tensor near = add(mul(mul(sub(mul(x, 1.5), 2.5), x), x), 1);
    Tensor far = add(mul(sub(mul(add(mul(x, -0.5), 2.5), x), 4), x), 2);
    Tensor both = where(compare(CompareOp.GREATER_EQUAL, x, 1), far, near);
    return where(compare(CompareOp.LESS, x, 2), both, 0);
  }

  private static Tensor lanczos(Tensor x, double radius) {
    Tensor apart = compare(CompareOp.GREATER, x, 1e-3);
    Tensor angle = where(apart, mul(x, Math.PI), 1);
    Tensor sines = mul(UnaryOp.SIN.on(angle), UnaryOp.SIN.on(div(angle, radius)));
    Tensor value = div(mul(sines, radius), mul(angle, angle));
    Tensor weights = where(apart, value, 1);
    return where(compare(CompareOp.LESS_EQUAL, x, radius), weights, 0);
  }
}
