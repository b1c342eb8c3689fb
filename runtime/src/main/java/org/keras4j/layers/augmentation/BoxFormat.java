package org.keras4j.layers.augmentation;

import java.util.Locale;

/** What the four numbers of a bounding box mean. Keras: {@code bounding_box_format}. */
public enum BoxFormat {
  /** Left, top, right, bottom. */
  XYXY,
  /** Top, left, bottom, right. */
  YXYX,
  /** Left, top, width, height. */
  XYWH,
  /** The middle's x and y, width, height. */
  CENTER_XYWH,
  /** The middle's y and x, height, width. */
  CENTER_YXHW,
  /** {@link #XYXY} as fractions of the image's size. */
  REL_XYXY,
  /** {@link #YXYX} as fractions of the image's size. */
  REL_YXYX,
  /** {@link #XYWH} as fractions of the image's size. */
  REL_XYWH,
  /** {@link #CENTER_XYWH} as fractions of the image's size. */
  REL_CENTER_XYWH;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
