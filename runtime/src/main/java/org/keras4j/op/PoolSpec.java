package org.keras4j.op;

import java.util.Collections;
import java.util.List;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** How a pooling window moves over its input: one entry per spatial axis in each list. */
public record PoolSpec(
    List<Integer> window, List<Integer> strides, List<Integer> padLow, List<Integer> padHigh) {
  public PoolSpec {
    window = List.copyOf(window);
    strides = List.copyOf(strides);
    padLow = List.copyOf(padLow);
    padHigh = List.copyOf(padHigh);
    int rank = window.size();
    if (rank < 1
        || rank > 3
        || strides.size() != rank
        || padLow.size() != rank
        || padHigh.size() != rank
        || Collections.min(window) < 1
        || Collections.min(strides) < 1
        || Collections.min(padLow) < 0
        || Collections.min(padHigh) < 0) {
      throw new ShapeException(
          "Pooling has 1 to 3 spatial axes, with a positive window and stride and a padding >= 0"
              + " each. Received: window="
              + window
              + ", strides="
              + strides
              + ", padLow="
              + padLow
              + ", padHigh="
              + padHigh);
    }
  }

  /** Number of spatial axes. */
  public int rank() {
    return window.size();
  }

  /** The same movement as a convolution's. */
  ConvSpec asConv() {
    return new ConvSpec(strides, padLow, padHigh, Collections.nCopies(rank(), 1), 1);
  }

  /** Shape of the result of pooling {@code x}. */
  Shape output(Shape x) {
    Shape output = x;
    for (int i = 0; i < rank(); i++) {
      output = output.withDim(i + 1, asConv().outputDim(i, x.dim(i + 1), window.get(i)));
    }
    return output;
  }
}
