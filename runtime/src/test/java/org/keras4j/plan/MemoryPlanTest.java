package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keras4j.tensor.DType;

class MemoryPlanTest {
  @Test
  void blocksThatLiveTogetherNeverOverlap() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<MemoryPlan.Block> blocks = new ArrayList<>();
      for (int key = 0; key < 60; key++) {
        DType.Storage storage = random.nextInt(4) == 0 ? DType.Storage.INT : DType.Storage.FLOAT;
        int start = random.nextInt(40);
        int end = start + random.nextInt(8);
        blocks.add(new MemoryPlan.Block(key, storage, random.nextInt(300), start, end));
      }
      MemoryPlan plan = MemoryPlan.of(blocks, 512);
      for (MemoryPlan.Block a : blocks) {
        Place.InArena placeA = plan.place(a.key());
        int length = plan.slabs().get(a.storage())[placeA.slab()];
        assertTrue(placeA.offset() + a.elements() <= length && length <= 512);
        assertEquals(0, placeA.offset() % MemoryPlan.ALIGNMENT);
        for (MemoryPlan.Block b : blocks) {
          Place.InArena placeB = plan.place(b.key());
          boolean together =
              a.key() < b.key()
                  && a.storage() == b.storage()
                  && placeA.slab() == placeB.slab()
                  && a.start() <= b.end()
                  && b.start() <= a.end();
          boolean apart =
              placeA.offset() + a.elements() <= placeB.offset()
                  || placeB.offset() + b.elements() <= placeA.offset();
          assertTrue(!together || apart, a + " at " + placeA + " and " + b + " at " + placeB);
        }
      }
    }
  }

  @Test
  void blocksOneAfterTheOtherShareMemory() {
    List<MemoryPlan.Block> blocks = new ArrayList<>();
    for (int time = 0; time < 20; time++) {
      blocks.add(new MemoryPlan.Block(time, DType.Storage.FLOAT, 100, 2 * time, 2 * time + 1));
    }
    assertEquals(4 * 112, MemoryPlan.of(blocks).bytes());
  }
}
