package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.ConfigException;

/** The index of a {@code StridedSlice} node: begins, ends and steps, and bits that change them. */
final class StridedSlices {
  private StridedSlices() {}

  /**
   * The items between the brackets of {@code x[...]}.
   *
   * @param operands the tensor, begins, ends and steps
   */
  static List<Object> items(List<Object> operands, Map<String, Object> attributes) {
    if (operands.size() != 4
        || !(operands.get(1) instanceof List<?> begins)
        || !(operands.get(2) instanceof List<?> ends)
        || !(operands.get(3) instanceof List<?> steps)) {
      throw new ConfigException(
          "StridedSlice: begins, ends and steps must be constants. Received: " + operands);
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < begins.size(); i++) {
      if (bit(attributes, "ellipsis_mask", i)) {
        items.add(Calls.ellipsis());
      } else if (bit(attributes, "new_axis_mask", i)) {
        items.add(null);
      } else if (bit(attributes, "shrink_axis_mask", i)) {
        items.add(begins.get(i));
      } else {
        items.add(
            Calls.slice(
                bit(attributes, "begin_mask", i) ? null : begins.get(i),
                bit(attributes, "end_mask", i) ? null : ends.get(i),
                steps.get(i)));
      }
    }
    return items;
  }

  private static boolean bit(Map<String, Object> attributes, String mask, int index) {
    return attributes.get(mask) instanceof Number bits && (bits.longValue() >> index & 1) == 1;
  }
}
