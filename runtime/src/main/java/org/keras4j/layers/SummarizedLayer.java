package org.keras4j.layers;

import org.keras4j.tensor.NDArray;

/**
 * A layer that learned from data of which tf.keras kept a summary as its weight, where Keras 3
 * keeps in the config what follows from it.
 */
public interface SummarizedLayer {
  /** Whether files by tf.keras have a summary for this layer. */
  boolean hasSummary();

  /**
   * Works out what a summary says.
   *
   * @param summary float32 of the shape {@code (2, n)}: values, and how much data each stands for
   * @return what gives the layer that
   * @throws org.keras4j.tensor.KerasException when it is no summary of this layer
   */
  Runnable learned(NDArray summary);
}
