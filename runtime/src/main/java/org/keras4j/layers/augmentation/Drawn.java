package org.keras4j.layers.augmentation;

import org.keras4j.graph.Tensor;

/** A layer within another one, with what was drawn for it. */
record Drawn<T>(Augmentation<T> layer, T drawn) {
  static <T> Drawn<T> of(Augmentation<T> layer, Draws draws, Batch batch) {
    return new Drawn<>(layer, layer.draw(draws, batch));
  }

  Tensor images(Tensor images) {
    return layer.images(images, drawn);
  }

  Tensor masks(Tensor masks) {
    return layer.masks(masks, drawn);
  }
}
