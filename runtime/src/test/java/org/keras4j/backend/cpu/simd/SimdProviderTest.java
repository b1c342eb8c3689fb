package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimdProviderTest {
  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  @Test
  void portableIsAlwaysThere() {
    assertFalse(SimdProvider.decide("portable"));
    assertEquals("portable", new PortableMatrixKernels().name());
  }

  @Test
  void forcedVectorApiIsUsedOrRefused() {
    if (PRESENT) {
      assertTrue(SimdProvider.decide("vector"));
    } else {
      String message =
          assertThrows(IllegalStateException.class, () -> SimdProvider.decide("vector"))
              .getMessage();
      assertTrue(message.contains("--add-modules jdk.incubator.vector"), message);
    }
  }

  @Test
  void autoTakesVectorApiOnlyWherePresent() {
    boolean wide = PRESENT && VectorApiMatrixKernels.laneCount() >= (isX86() ? 8 : 4);
    assertEquals(wide, SimdProvider.decide("auto"));
  }

  private static boolean isX86() {
    String architecture = System.getProperty("os.arch");
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }

  @Test
  void unknownChoiceNamesTheThreeValues() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> SimdProvider.decide("panama"))
            .getMessage();
    assertTrue(message.contains("'panama'") && message.contains("'portable'"), message);
  }
}
