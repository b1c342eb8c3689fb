package org.keras4j.layers.regularization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** What layers with noise do in training, where Keras gives no values to compare with. */
class NoiseLayersTest {
  private static final int ROWS = 200;
  private static final int COLUMNS = 100;

  /** The output for ones; updates of the random state are kept. */
  private static float[] train(Layer layer, Shape shape) {
    Tensor input = Placeholder.of("x", new TensorSpec(DType.FLOAT32, shape));
    Trace trace = Trace.training();
    Tensor output = (Tensor) trace.call(layer, CallArguments.of(input));
    GraphFunction function = trace.function(List.of(input), List.of(output));
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    NDArray ones = NDArray.full(DType.FLOAT32, shape, 1);
    float[] result = interpreter.run(function, List.of(ones)).outputs().get(0).floats();
    function
        .updates()
        .forEach(
            update -> {
              GraphFunction next = GraphFunction.of(List.of(input), List.of(update.value()));
              NDArray value = interpreter.run(next, List.of(ones)).outputs().get(0);
              update.variable().assign(value);
            });
    return result;
  }

  private static float[] train(Layer layer) {
    return train(layer, Shape.of(ROWS, COLUMNS));
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  @Test
  void dropoutZeroesAFractionAndScalesTheRest() {
    float[] y = train(Dropout.rate(0.3).build());
    int zeros = 0;
    for (float value : y) {
      zeros += value == 0 ? 1 : 0;
      assertTrue(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6, "neither 0 nor scaled: " + value);
    }
    // Five standard deviations of a binomial of 20000 draws.
    assertEquals(0.3, (double) zeros / y.length, 0.0163);
  }

  @Test
  void everyStepDrawsAnew() {
    Dropout layer = Dropout.rate(0.5).seed(3).build();
    float[] first = train(layer);
    assertFalse(Arrays.equals(first, train(layer)));
    assertArrayEquals(first, train(Dropout.rate(0.5).seed(3).build()));
  }

  @Test
  void successiveDrawsAreIndependent() {
    for (double rate : new double[] {0.1, 0.5, 0.75}) {
      Dropout layer = Dropout.rate(rate).build();
      float[] first = train(layer);
      float[] second = train(layer);
      int equal = 0;
      for (int i = 0; i < first.length; i++) {
        equal += (first[i] == 0) == (second[i] == 0) ? 1 : 0;
      }
      // Keras 3.15.1 has 0.8174, 0.4979 and 0.6218 for 40000 draws; the margin is five deviations.
      double expected = rate * rate + (1 - rate) * (1 - rate);
      double margin = 5 * Math.sqrt(expected * (1 - expected) / first.length);
      assertEquals(expected, (double) equal / first.length, margin, "rate " + rate);
    }
  }

  @Test
  void noiseShapeSharesDraws() {
    Layer layer = Dropout.rate(0.5).noiseShape(Shape.of(Shape.UNKNOWN, 1)).build();
    float[] y = train(layer);
    for (int i = 0; i < y.length; i++) {
      assertEquals(y[i / COLUMNS * COLUMNS], y[i]);
    }
  }

  @Test
  void spatialDropoutDropsWholeMaps() {
    float[] y = train(SpatialDropout2D.rate(0.5).build(), Shape.of(2, 3, 3, 8));
    for (int i = 0; i < y.length; i++) {
      assertEquals(y[i / 72 * 72 + i % 8], y[i]);
    }
    assertTrue(deviation(y) > 0);
  }

  @Test
  void alphaDropoutGivesTwoValuesOfTheRightMean() {
    float[] y = train(AlphaDropout.rate(0.25).build());
    // Of the definition: a (x kept) + b and a alpha' + b, with alpha' = -1.7580993408473766.
    double alpha = -1.7580993408473766;
    double a = Math.pow(0.75 * (1 + 0.25 * alpha * alpha), -0.5);
    double b = -a * alpha * 0.25;
    for (float value : y) {
      assertTrue(
          Math.abs(value - (a + b)) < 1e-5 || Math.abs(value - (a * alpha + b)) < 1e-5,
          "not one of the two values: " + value);
    }
    assertEquals(0.75 * (a + b) + 0.25 * (a * alpha + b), mean(y), 0.04);
  }

  @Test
  void gaussianLayersHaveTheirMoments() {
    float[] noise = train(GaussianNoise.stddev(0.5).build());
    assertEquals(1, mean(noise), 0.02);
    assertEquals(0.5, deviation(noise), 0.02);
    float[] dropout = train(GaussianDropout.rate(0.2).build());
    assertEquals(1, mean(dropout), 0.02);
    assertEquals(0.5, deviation(dropout), 0.02); // sqrt(0.2 / 0.8)
  }

  @Test
  void shapesMayBeUnknownWhileAModelIsMade() {
    TensorSpec spec = new TensorSpec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 4));
    Tensor output =
        (Tensor)
            Trace.training()
                .call(AlphaDropout.rate(0.5).build(), CallArguments.of(Placeholder.of("x", spec)));
    assertEquals(spec, output.spec());
  }
}
