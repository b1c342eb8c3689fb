package org.keras4j.layers.augmentation;

import java.util.Iterator;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.RandomOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Random numbers from a list of keys, each used once. */
final class Draws {
  private final Iterator<Tensor> keys;

  Draws(List<Tensor> keys) {
    this.keys = keys.iterator();
  }

  /** Uniform floats in [low, high). */
  Tensor uniform(double low, double high, int... dims) {
    return RandomOps.uniform(keys.next(), Shape.of(dims), low, high, DType.FLOAT32);
  }

  /** Uniform floats between the ends of a factor. */
  Tensor uniform(Factor factor, int... dims) {
    return uniform(factor.lower(), factor.upper(), dims);
  }

  /** Uniform integers in [low, high). */
  Tensor integers(int low, int high, int... dims) {
    return RandomOps.randint(keys.next(), Shape.of(dims), low, high, DType.INT32);
  }

  /** Floats of the standard normal distribution. */
  Tensor normal(int... dims) {
    return RandomOps.normal(keys.next(), Shape.of(dims), 0, 1, DType.FLOAT32);
  }

  /** Beta-distributed floats with both parameters the same. */
  Tensor beta(Tensor alpha, int... dims) {
    return RandomOps.beta(keys.next(), Shape.of(dims), alpha, alpha, DType.FLOAT32);
  }

  /** Gamma-distributed floats. */
  Tensor gamma(Tensor alpha, int... dims) {
    return RandomOps.gamma(keys.next(), Shape.of(dims), alpha, DType.FLOAT32);
  }

  /** The integers from 0 to {@code count} in random order. */
  Tensor order(int count) {
    return RandomOps.shuffle(keys.next(), CreationOps.arange(count, DType.INT32), 0);
  }

  /** Whether each image is chosen: with a probability between the ends of {@code factor}. */
  Tensor chosen(Factor factor, int images) {
    Tensor probability = uniform(factor, images);
    return perImage(LogicOps.less(uniform(0, 1, images), probability));
  }

  /** {@code count} keys of one. */
  List<Tensor> split(int count) {
    return RandomOps.split(keys.next(), count);
  }

  /** One value an image, to be combined with a batch of images. */
  static Tensor perImage(Tensor values) {
    return ShapeOps.reshape(values, values.dim(0), 1, 1, 1);
  }
}
