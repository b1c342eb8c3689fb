package org.keras4j.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.layers.convolutional.Conv2D;
import org.keras4j.layers.rnn.LSTM;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

class OldWeightsTest {
  @Test
  void gatesOfKeras1() {
    // Kernel, recurrent kernel and bias of i, c, f, o, marked by tens and ones.
    List<NDArray> saved = new ArrayList<>();
    for (int gate = 0; gate < 4; gate++) {
      saved.add(NDArray.of(new float[] {gate, gate + 10}, 2, 1));
      saved.add(NDArray.of(new float[] {gate + 20}, 1, 1));
      saved.add(NDArray.of(new float[] {gate + 30}, 1));
    }
    OldWeights old = OldWeights.of(new KerasVersion(1, 2), null, List.of("lstm_1_W_i:0"));
    List<NDArray> weights = old.convert(LSTM.units(1).build(), saved);
    assertArrayEquals(
        new float[] {0, 2, 1, 3, 10, 12, 11, 13}, weights.get(0).floats(), "i, f, c, o in columns");
    assertArrayEquals(new float[] {20, 22, 21, 23}, weights.get(1).floats());
    assertArrayEquals(new float[] {30, 32, 31, 33}, weights.get(2).floats());
  }

  @Test
  void kernelsOfTheanoAreTurned() {
    NDArray kernel = NDArray.of(new float[] {1, 2, 3, 4}, 2, 2, 1, 1);
    OldWeights old = OldWeights.of(new KerasVersion(2, 1), "theano", List.of("conv2d_1/kernel"));
    List<NDArray> weights =
        old.convert(Conv2D.filters(1).kernelSize(2, 2).build(), List.of(kernel));
    assertArrayEquals(new float[] {4, 3, 2, 1}, weights.get(0).floats());
    assertEquals(Shape.of(2, 2, 1, 1), weights.get(0).shape());
  }

  @Test
  void currentFilesAreLeftAlone() {
    assertTrue(OldWeights.of(new KerasVersion(2, 0), "tensorflow", List.of("a:0")).isCurrent());
    assertFalse(OldWeights.of(new KerasVersion(1, 2), null, List.of("a_W")).isCurrent());
  }
}
