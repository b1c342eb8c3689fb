package org.keras4j.layers;

/** A layer, or a builder that makes one: whatever a model can be put together from. */
public interface LayerSource {
  /** The layer; a builder makes a new one at each call. */
  Layer layer();
}
