package org.keras4j.callbacks;

import org.keras4j.metrics.Metric;

/**
 * Says whether a logged value is better than another one. Keras: {@code MonitorCallback}.
 *
 * @param name of the value in the logs
 * @param minDelta by how much a value must be better to count as better
 */
record Monitor(String owner, String name, boolean isMoreBetter, double minDelta) {
  /**
   * A monitor.
   *
   * @throws CallbackException when the mode is open, and no metric of that name says which it is
   */
  static Monitor of(String owner, TrainableModel model, String name, Mode mode, double minDelta) {
    boolean isMoreBetter =
        mode == Mode.MAX || mode == Mode.AUTO && isMoreBetter(owner, model, name);
    return new Monitor(owner, name, isMoreBetter, Math.abs(minDelta));
  }

  private static boolean isMoreBetter(String owner, TrainableModel model, String name) {
    String metricName = name.startsWith("val_") ? name.substring("val_".length()) : name;
    if (metricName.equals("loss")) {
      return false;
    }
    for (Metric metric : model.metrics()) {
      if (metric.name().equals(metricName)) {
        switch (metric.direction()) {
          case UP -> {
            return true;
          }
          case DOWN -> {
            return false;
          }
          case UNKNOWN -> {}
        }
      }
    }
    throw new CallbackException(
        owner
            + " callback received monitor="
            + name
            + ", but Keras isn't able to automatically determine whether that metric should be"
            + " maximized or minimized. Pass `mode='max'` in order to monitor based on the highest"
            + " metric value, or pass `mode='min'` in order to use the lowest value.");
  }

  /** Whether {@code value} is better than {@code reference}; anything is better than null. */
  boolean isBetter(double value, Double reference) {
    if (reference == null) {
      return true;
    }
    // In float32, as Keras compares.
    float known = reference.floatValue();
    return isMoreBetter ? (float) (value - minDelta) > known : (float) (value + minDelta) < known;
  }
}
