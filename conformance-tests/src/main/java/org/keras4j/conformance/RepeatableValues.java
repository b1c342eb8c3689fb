package org.keras4j.conformance;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Numbers that come out the same, bit for bit, in any language: the weights and inputs of the large
 * models, whose fixtures store none. The README of the fixtures has the formula.
 */
final class RepeatableValues {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;
  private static final float HALF_RANGE = 8388608f;

  private RepeatableValues() {}

  /** Values of weight number {@code index}, in the order of {@code model.weights}. */
  static NDArray weight(int index, Shape shape, float offset, float scale, boolean absolute) {
    return values(index, shape, offset, scale, absolute);
  }

  /** Values of input number {@code index}, in the order of {@code model.inputs}. */
  static NDArray input(int index, Shape shape, float offset, float scale) {
    return values(-1 - index, shape, offset, scale, false);
  }

  private static NDArray values(
      int stream, Shape shape, float offset, float scale, boolean absolute) {
    float[] values = new float[shape.intSize()];
    long start = GAMMA * (stream + 1);
    for (int i = 0; i < values.length; i++) {
      float u = uniform(start + i);
      // Java never contracts this into a fused multiply-add: both roundings happen.
      values[i] = offset + scale * (absolute ? Math.abs(u) : u);
    }
    return NDArray.wrap(DType.FLOAT32, shape, values);
  }

  /** A value in [-1, 1), exact: SplitMix64's mixer, of which 24 bits are used. */
  private static float uniform(long state) {
    long z = state + GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    long hash = z ^ (z >>> 31);
    return (hash >>> 40) / HALF_RANGE - 1f;
  }
}
