package org.keras4j.layers.augmentation;

import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.KerasException;

/**
 * Bounding boxes of a batch.
 *
 * @param corners {@code (batch, boxes, 4)}
 * @param labels {@code (batch, boxes)}
 */
record Boxes(Tensor corners, Tensor labels, BoxFormat format) {
  /** Refuses to leave boxes where they were while the images move. */
  static KerasException refused(LayerType<?> layer) {
    return new KerasException(
        layer.className()
            + " moves images and does not move bounding boxes with them. Apply it in Keras before"
            + " training, or leave 'bounding_boxes' out of its input.");
  }
}
