package org.keras4j.losses;

import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Targets that are classes. */
public final class ClassLabels {
  private ClassLabels() {}

  /**
   * Refuses labels that are no class.
   *
   * @param name what takes the labels, for the message
   * @param classes how many there are; unknown lets every label pass but negative ones
   * @param ignored a label that is taken whether it is a class or not; or null
   * @throws TargetException as TensorFlow's CPU kernel words it
   */
  public static void check(String name, NDArray labels, int classes, Integer ignored) {
    for (int i = 0; i < labels.size(); i++) {
      double label = labels.getDouble(i);
      boolean isClass = label > -1 && (classes == Shape.UNKNOWN || label < classes);
      if (!isClass && (ignored == null || label != ignored)) {
        throw new TargetException(
            "Received a label value of "
                + text(label)
                + " which is outside the valid range of [0, "
                + (classes == Shape.UNKNOWN ? "classes" : classes)
                + "), in element "
                + i
                + " of the targets of '"
                + name
                + "'. Give labels from 0 on, or predictions of one unit for each class");
      }
    }
  }

  private static String text(double label) {
    return label == (long) label ? String.valueOf((long) label) : String.valueOf(label);
  }
}
