package org.keras4j.layers.core;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** An input of a model. Keras: {@code keras.layers.InputLayer}; see also {@code models.Input}. */
public final class InputLayer extends Layer {
  public static final Arg<Shape> BATCH_SHAPE = Arg.required("batch_shape", Codecs.SHAPE);

  /** Says nothing here: an array takes the place of the sparse tensor. */
  public static final Arg<Boolean> SPARSE = Arg.bool("sparse", false);

  public static final Arg<Boolean> RAGGED = Arg.bool("ragged", false);
  public static final Arg<Boolean> OPTIONAL = Arg.bool("optional", false);

  public static final LayerType<InputLayer> TYPE =
      LayerType.of(
          "keras.layers", "InputLayer", InputLayer::new, BATCH_SHAPE, SPARSE, RAGGED, OPTIONAL);

  private Tensor tensor;

  private InputLayer(Config config) {
    super(TYPE, config);
    if (get(RAGGED)) {
      throw new ConfigException(
          "InputLayer '"
              + name()
              + "': ragged inputs are supported in files of Keras 2 alone. Give the model padded arrays"
              + " and a mask");
    }
    markBuilt();
  }

  /**
   * An input of the given shape, batch dimension included; {@link Shape#UNKNOWN} where not known.
   */
  public static Builder batchShape(Shape shape) {
    return new Builder().set(BATCH_SHAPE, shape);
  }

  /** Type and shape of what is fed in. Unlike other layers, the dtype is the data's own. */
  public TensorSpec spec() {
    return new TensorSpec(dataType(), get(BATCH_SHAPE));
  }

  private DType dataType() {
    return get(DTYPE) == null ? DType.FLOAT32 : get(DTYPE).computeDType();
  }

  /** The symbolic tensor that stands for the input, the same at every call. */
  public synchronized Tensor output() {
    if (tensor == null) {
      tensor = Placeholder.of(name(), spec());
    }
    return tensor;
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return input;
  }

  /** As Keras has it for inputs: the dtype is a plain name, and there is nothing to train. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.put("dtype", dataType().kerasName());
    map.remove(TRAINABLE.key());
    return map;
  }

  /** Sets the arguments of an {@link InputLayer}. */
  public static final class Builder extends LayerBuilder<Builder, InputLayer> {
    private Builder() {
      super(TYPE);
    }
  }
}
