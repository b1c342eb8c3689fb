package org.keras4j.formats.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.core.Dense;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

class LowRankAdditionsTest {
  private static final List<String> NAMES =
      List.of("m/d/bias", "m/d/lora_kernel_a", "m/d/lora_kernel_b", "m/d/kernel");

  private static final List<NDArray> VALUES =
      List.of(
          NDArray.of(new float[] {9, 9}, 2),
          NDArray.of(new float[] {1, 2, 3}, 3, 1),
          NDArray.of(new float[] {10, 20}, 1, 2),
          NDArray.of(new float[] {1, 1, 1, 1, 1, 1}, 3, 2));

  private static Dense layer(Double alpha) {
    return Dense.units(2)
        .name("d")
        .set(LayerArgs.LORA_RANK, 1)
        .set(LayerArgs.LORA_ALPHA, alpha)
        .build();
  }

  @Test
  void theProductIsAddedToTheKernelWhichGoesToItsPlace() {
    List<NDArray> merged = LowRankAdditions.merge(layer(3.0), NAMES, VALUES);
    assertEquals(2, merged.size());
    assertArrayEquals(new float[] {31, 61, 61, 121, 91, 181}, merged.get(0).floats());
    assertEquals(VALUES.get(0), merged.get(1));
  }

  @Test
  void alphaIsTheRankWhereItIsNotSaid() {
    List<NDArray> merged = LowRankAdditions.merge(layer(null), NAMES, VALUES);
    assertArrayEquals(new float[] {11, 21, 21, 41, 31, 61}, merged.get(0).floats());
  }

  @Test
  void weightsWithoutAdditionsAreLeftAlone() {
    List<NDArray> plain = VALUES.subList(0, 1);
    assertEquals(plain, LowRankAdditions.merge(layer(null), NAMES.subList(0, 1), plain));
  }

  @Test
  void anUnknownFactorIsAnError() {
    Dense plain = Dense.units(2).name("d").build();
    assertMessage("set the layer's lora_rank to 1", plain, NAMES, VALUES);
  }

  @Test
  void whatDoesNotFitIsAnError() {
    assertMessage(
        "need the weight 'm/d/kernel'", layer(3.0), NAMES.subList(0, 3), VALUES.subList(0, 3));
    List<NDArray> wrong =
        List.of(VALUES.get(0), VALUES.get(1), NDArray.of(new float[] {1, 2}, 2), VALUES.get(3));
    assertMessage("(3, 1) x (2,) do not fit the weight", layer(3.0), NAMES, wrong);
  }

  private static void assertMessage(
      String fragment, Dense layer, List<String> names, List<NDArray> values) {
    String message =
        assertThrows(KerasException.class, () -> LowRankAdditions.merge(layer, names, values))
            .getMessage();
    assertTrue(message.contains(fragment), message);
  }
}
