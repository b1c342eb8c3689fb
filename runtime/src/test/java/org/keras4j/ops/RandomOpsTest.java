package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Moments of the distributions; bounds are four standard errors. */
class RandomOpsTest {
  private static final int COUNT = 4000;
  private static final Shape SHAPE = Shape.of(COUNT);
  private static final DType F32 = DType.FLOAT32;

  private final Tensor key = RandomOps.key(11);

  private static double[] run(Tensor x) {
    return ReferenceInterpreter.standard().evaluate(x).toDoubleArray();
  }

  private static void assertMoments(double mean, double variance, Tensor sample) {
    double[] values = run(sample);
    double average = Arrays.stream(values).average().orElseThrow();
    double error = Math.sqrt(variance / values.length);
    assertEquals(mean, average, 4 * error);
    double spread = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    // The largest kurtosis here is 15, of the gamma distribution with alpha 0.5.
    assertEquals(variance, spread, 4 * variance * Math.sqrt(14.0 / values.length));
  }

  private static Tensor scalar(double value) {
    return Constant.scalar(DType.FLOAT64, value);
  }

  @Test
  void moments() {
    assertMoments(1, 4.0 / 3, RandomOps.uniform(key, SHAPE, -1, 3, F32));
    assertMoments(2, 9, RandomOps.normal(key, SHAPE, 2, 3, F32));
    assertMoments(0, 0.7737413, RandomOps.truncatedNormal(key, SHAPE, 0, 1, F32));
    assertMoments(2.5, 2.5, RandomOps.gamma(key, SHAPE, scalar(2.5), F32));
    assertMoments(0.5, 0.5, RandomOps.gamma(key, SHAPE, scalar(0.5), F32));
    assertMoments(0.4, 0.04, RandomOps.beta(key, SHAPE, scalar(2), scalar(3), F32));
    assertMoments(6, 4.2, RandomOps.binomial(key, SHAPE, scalar(20), scalar(0.3), 25, DType.INT32));
    assertMoments(4.5, 8.25, RandomOps.randint(key, SHAPE, 0, 10, DType.INT32));
  }

  @Test
  void boundsAreKept() {
    double[] truncated = run(RandomOps.truncatedNormal(key, SHAPE, 1, 0.5, F32));
    assertTrue(Arrays.stream(truncated).allMatch(v -> v >= 0 && v <= 2));
    double[] integers = run(RandomOps.randint(key, SHAPE, -2, 3, DType.INT8));
    assertEquals(-2, Arrays.stream(integers).min().orElseThrow());
    assertEquals(2, Arrays.stream(integers).max().orElseThrow());
  }

  @Test
  void categoricalFollowsTheLogits() {
    Tensor logits = Constant.of(NDArray.of(new float[] {0, (float) Math.log(3)}, 1, 2));
    Tensor drawn = RandomOps.categorical(key, logits, COUNT, DType.INT32);
    assertEquals(Shape.of(1, COUNT), drawn.shape());
    assertMoments(0.75, 0.1875, drawn);
  }

  @Test
  void dropoutKeepsTheMean() {
    Tensor x = CreationOps.ones(Shape.of(COUNT, 2), F32);
    double[] values = run(RandomOps.dropout(key, x, 0.25, Shape.of(COUNT, 1)));
    double dropped = 0;
    for (int i = 0; i < values.length; i += 2) {
      assertEquals(values[i], values[i + 1]);
      dropped += values[i] == 0 ? 1 : 0;
      assertTrue(values[i] == 0 || Math.abs(values[i] - 4.0 / 3) < 1e-6);
    }
    assertEquals(0.25, dropped / COUNT, 4 * Math.sqrt(0.1875 / COUNT));
  }

  @Test
  void keysDecideTheValues() {
    Tensor again = RandomOps.key(11);
    double[] first = run(RandomOps.uniform(key, Shape.of(8), 0, 1, F32));
    assertEquals(
        Arrays.toString(first),
        Arrays.toString(run(RandomOps.uniform(again, Shape.of(8), 0, 1, F32))));
    List<Tensor> keys = RandomOps.split(key, 2);
    assertNotEquals(
        Arrays.toString(run(RandomOps.uniform(keys.get(0), Shape.of(8), 0, 1, F32))),
        Arrays.toString(run(RandomOps.uniform(keys.get(1), Shape.of(8), 0, 1, F32))));
  }

  @Test
  void shuffleKeepsTheElements() {
    double[] shuffled = run(RandomOps.shuffle(key, CreationOps.arange(100, F32), 0));
    double[] sorted = shuffled.clone();
    Arrays.sort(sorted);
    assertEquals(99, sorted[99]);
    assertEquals(4950, Arrays.stream(sorted).sum());
    assertNotEquals(Arrays.toString(sorted), Arrays.toString(shuffled));
  }
}
