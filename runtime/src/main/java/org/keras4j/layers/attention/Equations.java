package org.keras4j.layers.attention;

import java.util.Arrays;

/**
 * Einstein sums of attention over any axes, as Keras builds them.
 *
 * @param scores of key and query
 * @param combine of weights and value
 * @param attentionAxes how many axes attention is over
 */
record Equations(String scores, String combine, int attentionAxes) {
  /**
   * The sums for projections of a rank: batch, positions, heads and size.
   *
   * @param axes axes of positions, counted from the front
   */
  static Equations of(int rank, int[] axes) {
    StringBuilder source = new StringBuilder();
    StringBuilder batch = new StringBuilder();
    StringBuilder targetPositions = new StringBuilder();
    StringBuilder sourcePositions = new StringBuilder();
    int next = rank;
    for (int i = 0; i < rank; i++) {
      boolean attended = contains(axes, i);
      source.append(label(attended ? next++ : i));
      if (!attended && i < rank - 1) {
        batch.append(label(i));
      }
    }
    for (int axis : axes) {
      targetPositions.append(label(axis));
      sourcePositions.append(source.charAt(axis));
    }
    String target = labels(0, rank);
    String weights = batch.toString() + targetPositions + sourcePositions;
    return new Equations(
        source + "," + target + "->" + weights,
        weights + "," + source + "->" + target,
        axes.length);
  }

  private static boolean contains(int[] axes, int axis) {
    return Arrays.stream(axes).anyMatch(a -> a == axis);
  }

  /** {@code count} labels in alphabetic order. */
  static String labels(int from, int count) {
    StringBuilder labels = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      labels.append(label(i));
    }
    return labels.toString();
  }

  private static char label(int index) {
    return (char) ('a' + index);
  }
}
