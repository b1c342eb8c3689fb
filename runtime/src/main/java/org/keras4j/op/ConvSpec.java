package org.keras4j.op;

import java.util.Collections;
import java.util.List;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * How a convolution moves over its input: one entry per spatial axis in each list.
 *
 * @param padLow zeros before each spatial axis; may be negative (cropping)
 * @param padHigh zeros after each spatial axis; may be negative
 * @param groups the channels are split into this many groups that are convolved separately
 */
public record ConvSpec(
    List<Integer> strides,
    List<Integer> padLow,
    List<Integer> padHigh,
    List<Integer> dilations,
    int groups) {
  public ConvSpec {
    strides = List.copyOf(strides);
    padLow = List.copyOf(padLow);
    padHigh = List.copyOf(padHigh);
    dilations = List.copyOf(dilations);
    int rank = strides.size();
    if (rank < 1
        || rank > 3
        || padLow.size() != rank
        || padHigh.size() != rank
        || dilations.size() != rank) {
      throw new ShapeException(
          "Convolutions have 1 to 3 spatial axes, with one stride, padding and dilation each."
              + " Received: strides="
              + strides
              + ", padLow="
              + padLow
              + ", padHigh="
              + padHigh
              + ", dilations="
              + dilations);
    }
    if (Collections.min(strides) < 1 || Collections.min(dilations) < 1 || groups < 1) {
      throw new ShapeException(
          "Strides, dilations and groups must be positive. Received: strides="
              + strides
              + ", dilations="
              + dilations
              + ", groups="
              + groups);
    }
  }

  /** Stride 1, no padding, no dilation, one group. */
  public static ConvSpec valid(int spatialRank) {
    List<Integer> ones = Collections.nCopies(spatialRank, 1);
    List<Integer> zeros = Collections.nCopies(spatialRank, 0);
    return new ConvSpec(ones, zeros, zeros, ones, 1);
  }

  /** Number of spatial axes. */
  public int rank() {
    return strides.size();
  }

  /** This with another number of groups. */
  public ConvSpec withGroups(int newGroups) {
    return new ConvSpec(strides, padLow, padHigh, dilations, newGroups);
  }

  /**
   * Output size along one spatial axis, {@link Shape#UNKNOWN} when an operand is.
   *
   * @throws ShapeException when the window does not fit even once
   */
  int outputDim(int axis, int input, int window) {
    if (input == Shape.UNKNOWN || window == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int span = (window - 1) * dilations.get(axis) + 1;
    int free = input + padLow.get(axis) + padHigh.get(axis) - span;
    if (free < 0) {
      throw new ShapeException(
          "Computed output size would be negative. Received: input size "
              + input
              + ", window size "
              + window
              + " on spatial axis "
              + axis
              + " of "
              + this
              + ". Use a smaller window or dilation, a larger input, or padding=\"same\"");
    }
    return free / strides.get(axis) + 1;
  }
}
