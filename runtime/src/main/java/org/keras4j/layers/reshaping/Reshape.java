package org.keras4j.layers.reshaping;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Another shape for the same values; the batch stays. Keras: {@code keras.layers.Reshape}. */
public final class Reshape extends Layer {
  /** Shape without the batch; at most one dimension of -1, which is worked out. */
  public static final Arg<Shape> TARGET_SHAPE =
      Arg.required("target_shape", Codecs.SHAPE)
          .that(
              shape -> java.util.stream.IntStream.of(shape.dims()).filter(d -> d < 0).count() <= 1,
              "a shape with at most one unknown dimension");

  public static final LayerType<Reshape> TYPE =
      LayerType.of("keras.layers", "Reshape", Reshape::new, TARGET_SHAPE);

  private Reshape(Config config) {
    super(TYPE, config);
  }

  /** A builder; {@code dims} without the batch, one of them -1 if it is to be worked out. */
  public static Builder targetShape(int... dims) {
    return new Builder().set(TARGET_SHAPE, Shape.of(dims));
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    return ShapeOps.reshape(inputs, Shape.of(inputs.dim(0)).concat(resolve(inputs.shape())));
  }

  /** The target with its -1 worked out, as far as the input is known. */
  private Shape resolve(Shape input) {
    Shape target = get(TARGET_SHAPE);
    int size = input.product(1, input.rank());
    int known = 1;
    int open = -1;
    for (int axis = 0; axis < target.rank(); axis++) {
      if (target.isKnown(axis)) {
        known *= target.dim(axis);
      } else {
        open = axis;
      }
    }
    if (size == Shape.UNKNOWN) {
      return target;
    }
    if (open < 0 ? size != known : known == 0 || size % known != 0) {
      throw new ShapeException(
          "The total size of the tensor must be unchanged. Received: input_shape="
              + input.slice(1, input.rank())
              + ", target_shape="
              + target);
    }
    return open < 0 ? target : target.withDim(open, size / known);
  }

  /** Unknown dimensions are written as -1, as Keras takes them. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.put(
        TARGET_SHAPE.key(),
        java.util.stream.IntStream.of(get(TARGET_SHAPE).dims()).boxed().toList());
    return map;
  }

  /** Sets the arguments of a {@link Reshape}. */
  public static final class Builder extends LayerBuilder<Builder, Reshape> {
    private Builder() {
      super(TYPE);
    }
  }
}
