package org.keras4j.layers.augmentation;

import java.util.Locale;

/** What is read between the pixels of an image that is turned, moved or stretched. */
public enum Sampling {
  NEAREST,
  BILINEAR;

  /** The order of interpolation. */
  int order() {
    return ordinal();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
