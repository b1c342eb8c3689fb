package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.op.MatMul;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Sums of products of two batches of tensors along one axis of each. Keras: {@code
 * keras.layers.Dot}.
 *
 * <p>{@code (batch, a, k)} and {@code (batch, k, b)} with axes (2, 1) give {@code (batch, a, b)};
 * two batches of vectors give {@code (batch, 1)}.
 */
public final class Dot extends Merge {
  /** One axis for both inputs, or one for each; the batch is axis 0 and cannot be meant. */
  public static final Arg<List<Integer>> AXES =
      Arg.required(
              "axes",
              Codecs.of(
                  "an integer or two integers",
                  Codecs.INTS::read,
                  axes -> axes.size() == 1 ? axes.get(0) : axes))
          .that(axes -> axes.size() <= 2, "an integer or a list of two elements");

  public static final Arg<Boolean> NORMALIZE = Arg.bool("normalize", false);

  public static final LayerType<Dot> TYPE =
      LayerType.of("keras.layers", "Dot", Dot::new, AXES, NORMALIZE);

  private Dot(Config config) {
    super(TYPE, config);
  }

  /** A builder for the product along {@code axis1} of the first and {@code axis2} of the second. */
  public static Builder axes(int axis1, int axis2) {
    return new Builder().set(AXES, List.of(axis1, axis2));
  }

  @Override
  Tensor merge(CallContext ctx, List<Tensor> inputs) {
    if (inputs.size() != 2) {
      throw new ShapeException(
          "A `Dot` layer should be called on exactly 2 inputs. Received: " + inputs.size());
    }
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    List<Integer> axes = get(AXES);
    int axisA = a.shape().axis(axes.get(0));
    int axisB = b.shape().axis(axes.get(axes.size() - 1));
    if (axisA == 0 || axisB == 0) {
      throw new ShapeException(
          "Cannot perform batch dot over axis 0. If your inputs are not batched, add a dummy batch"
              + " dimension. Received: axes="
              + axes);
    }
    if (a.shape().isKnown(axisA) && b.shape().isKnown(axisB) && a.dim(axisA) != b.dim(axisB)) {
      throw new ShapeException(
          String.format(
              "Incompatible input shapes: axis values %d (at axis %d) != %d (at axis %d). Full"
                  + " input shapes: %s, %s",
              a.dim(axisA), axisA, b.dim(axisB), axisB, a.shape(), b.shape()));
    }
    return product(
        get(NORMALIZE) ? NnOps.normalize(a, axisA, 2) : a,
        axisA,
        get(NORMALIZE) ? NnOps.normalize(b, axisB, 2) : b,
        axisB);
  }

  private static Tensor product(Tensor a, int axisA, Tensor b, int axisB) {
    Shape outer = a.shape().removeDim(axisA);
    Shape inner = b.shape().removeDim(axisB).slice(1, b.rank() - 1);
    Tensor left = matrix(ShapeOps.moveaxis(a, axisA, -1), outer.slice(1, outer.rank()), true);
    Tensor right = matrix(ShapeOps.moveaxis(b, axisB, 1), inner, false);
    Tensor product = new MatMul(false, false).on(left, right);
    Shape result = outer.concat(inner);
    return ShapeOps.reshape(product, result.rank() == 1 ? result.insertDim(-1, 1) : result);
  }

  /** {@code x} as a batch of matrices whose {@code dims} are taken together. */
  private static Tensor matrix(Tensor x, Shape dims, boolean rowsFirst) {
    int together = dims.product(0, dims.rank());
    int along = x.dim(rowsFirst ? -1 : 1);
    return ShapeOps.reshape(
        x, rowsFirst ? Shape.of(x.dim(0), together, along) : Shape.of(x.dim(0), along, together));
  }

  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return null;
  }

  /** Sets the arguments of a {@link Dot}. */
  public static final class Builder extends LayerBuilder<Builder, Dot> {
    private Builder() {
      super(TYPE);
    }

    /** Whether samples are scaled to length one first; default false. */
    public Builder normalize(boolean value) {
      return set(NORMALIZE, value);
    }
  }
}
