package org.keras4j.plan;

import java.util.Arrays;
import java.util.Map;
import org.keras4j.backend.Buffer;
import org.keras4j.backend.HostBuffer;
import org.keras4j.backend.Step;
import org.keras4j.tensor.DType;

/**
 * Runs steps and overwrites memory as soon as no later step needs it, so that a plan that reads
 * dead memory gives wrong results at once. A debugging tool.
 */
final class Poison {
  private Poison() {}

  static void run(ExecutionPlan plan, Step[] steps, Map<DType.Storage, Buffer[]> arena) {
    for (int time = 0; time < steps.length; time++) {
      steps[time].run();
      for (int tensor = 0; tensor < plan.tensors(); tensor++) {
        if (plan.liveness().group(tensor) == tensor
            && plan.liveness().end(tensor) == time
            && plan.place(tensor) instanceof Place.InArena in) {
          int length = plan.spec(tensor).shape().intSize();
          fill(arena.get(in.storage())[in.slab()], in.offset(), length);
        }
      }
    }
  }

  private static void fill(Buffer buffer, int offset, int length) {
    Object array = ((HostBuffer) buffer).array();
    int end = offset + length;
    switch (buffer.storage()) {
      case BYTE -> Arrays.fill((byte[]) array, offset, end, (byte) 0x55);
      case SHORT -> Arrays.fill((short[]) array, offset, end, (short) 0x7fff);
      case INT -> Arrays.fill((int[]) array, offset, end, 0x55555555);
      case LONG -> Arrays.fill((long[]) array, offset, end, 0x5555555555555555L);
      case FLOAT -> Arrays.fill((float[]) array, offset, end, Float.NaN);
      case DOUBLE -> Arrays.fill((double[]) array, offset, end, Double.NaN);
      case STRING -> Arrays.fill((String[]) array, offset, end, "dead");
    }
  }
}
