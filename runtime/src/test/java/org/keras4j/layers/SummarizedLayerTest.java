package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.layers.preprocessing.Discretization;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

class SummarizedLayerTest {
  private static NDArray summary(float... values) {
    return NDArray.of(values, 2, values.length / 2);
  }

  @Test
  void nothingIsLearnedBeforeItIsAsked() {
    Discretization layer = Discretization.numBins(2).build();
    Runnable learned = layer.learned(summary(1, 2, 3, 4, 1, 1, 1, 1));
    assertNull(layer.getBinBoundaries());
    learned.run();
    assertEquals(List.of(2.0), layer.getBinBoundaries());
  }

  @Test
  void layersThatWereGivenTheirBoundariesHaveNoSummary() {
    assertTrue(Discretization.numBins(2).build().hasSummary());
    assertFalse(Discretization.binBoundaries(List.of(1.0)).build().hasSummary());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 0})
  void whatIsNoSummaryIsAnError(float second) {
    Discretization layer = Discretization.numBins(2).build();
    String message =
        assertThrows(KerasException.class, () -> layer.learned(summary(1, second, 1, 1)))
            .getMessage();
    assertTrue(message.contains("as value 1"), message);
    assertThrows(KerasException.class, () -> layer.learned(summary(1, 2, 1, -1)));
    assertThrows(KerasException.class, () -> layer.learned(NDArray.of(new float[4], 4)));
  }

  @Test
  void widthsOfOutputsDoNotChange() {
    Discretization layer = Discretization.numBins(5).outputMode("one_hot").build();
    String message =
        assertThrows(KerasException.class, () -> layer.learned(summary(1, 2, 1, 1))).getMessage();
    assertTrue(message.contains("it makes 2 bins"), message);
  }
}
