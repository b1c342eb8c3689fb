package org.keras4j.layers;

import java.util.Map;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * What a layer accepts: rank and known dimensions. Keras: {@code keras.layers.InputSpec}.
 *
 * @param rank exact rank, or null
 * @param minRank least rank, or null
 * @param maxRank greatest rank, or null
 * @param axes required dimensions by axis (negative from the end)
 */
public record InputSpec(
    Integer rank, Integer minRank, Integer maxRank, Map<Integer, Integer> axes) {
  public static final InputSpec ANY = new InputSpec(null, null, null, Map.of());

  public InputSpec {
    axes = Map.copyOf(axes);
  }

  public static InputSpec rank(int rank) {
    return new InputSpec(rank, null, null, Map.of());
  }

  public static InputSpec minRank(int rank) {
    return new InputSpec(null, rank, null, Map.of());
  }

  /** This spec and a required dimension. */
  public InputSpec axis(int axis, int dim) {
    Map<Integer, Integer> more = new java.util.TreeMap<>(axes);
    more.put(axis, dim);
    return new InputSpec(rank, minRank, maxRank, more);
  }

  /**
   * Checks one input, in Keras' words.
   *
   * @throws ShapeException when the shape is not accepted
   */
  public void check(String layerName, int inputIndex, Shape shape) {
    String prefix =
        "Input "
            + inputIndex
            + " of layer \""
            + layerName
            + "\" is incompatible with the layer: expected ";
    if (rank != null && shape.rank() != rank) {
      throw new ShapeException(
          prefix
              + "ndim="
              + rank
              + ", found ndim="
              + shape.rank()
              + ". Full shape received: "
              + shape);
    }
    if (maxRank != null && shape.rank() > maxRank) {
      throw new ShapeException(prefix + "max_ndim=" + maxRank + ", found ndim=" + shape.rank());
    }
    if (minRank != null && shape.rank() < minRank) {
      throw new ShapeException(
          prefix
              + "min_ndim="
              + minRank
              + ", found ndim="
              + shape.rank()
              + ". Full shape received: "
              + shape);
    }
    axes.forEach(
        (axis, dim) -> {
          if (shape.isKnown(axis) && shape.dim(axis) != dim) {
            throw new ShapeException(
                prefix
                    + "axis "
                    + axis
                    + " of input shape to have value "
                    + dim
                    + ", but received input with shape "
                    + shape);
          }
        });
  }
}
