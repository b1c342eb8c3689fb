package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.ops.JoinOps;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * A layer applied to every time step by itself. Keras: {@code keras.layers.TimeDistributed}.
 *
 * <p>Input {@code (batch, steps, ...)}, output {@code (batch, steps, ...)}. The mask, of which the
 * first axes are batch and steps, goes to the layer step by step, and on with the output.
 *
 * <p>Keras calls the layer once a step. Here all steps are one batch wherever that gives the same
 * numbers; layers that keep something between calls, and layers that this library does not know,
 * are called once a step.
 */
public final class TimeDistributed extends Layer {
  public static final Arg<Layer> LAYER = Arg.required("layer", LayerArgs.LAYER);
  public static final LayerType<TimeDistributed> TYPE =
      LayerType.of("keras.layers", "TimeDistributed", TimeDistributed::new, LAYER);

  private final Layer layer;

  private TimeDistributed(Config config) {
    super(TYPE, config);
    layer = child("layer", get(LAYER));
  }

  /** A builder for a layer at every step. */
  public static Builder layer(LayerSource layer) {
    return new Builder().set(LAYER, layer.layer());
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    if (input.rank() < 3) {
      throw new ShapeException(
          "`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions,"
              + " received: "
              + input);
    }
    ctx.build(layer, input.removeDim(1));
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    if (inputs.size() != 1) {
      throw new KerasException(
          "Layer '" + name() + "' takes one tensor. Received: " + Structures.shapes(inputs));
    }
    Tensor x = inputs.get(0);
    Tensor mask = arguments.get(2, "mask") instanceof Tensor given ? given : ctx.mask();
    if (mask != null) {
      checkMask(mask.shape(), x.shape());
    }
    boolean atOnce = !x.shape().isKnown(1) || stepsAreSamples(layer, ctx.training());
    return atOnce ? callAtOnce(ctx, x, mask) : callStepByStep(ctx, x, mask);
  }

  private Tensor callAtOnce(CallContext ctx, Tensor x, Tensor mask) {
    Tensor merged = mask == null ? null : TimeAxis.merge(mask);
    return TimeAxis.split(callLayer(ctx, TimeAxis.merge(x), merged), x);
  }

  private Tensor callStepByStep(CallContext ctx, Tensor x, Tensor mask) {
    List<Tensor> steps = JoinOps.unstack(x, 1);
    List<Tensor> masks = mask == null ? null : JoinOps.unstack(mask, 1);
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      outputs.add(callLayer(ctx, steps.get(i), masks == null ? null : masks.get(i)));
    }
    return JoinOps.stack(outputs, 1);
  }

  private Tensor callLayer(CallContext ctx, Tensor x, Tensor mask) {
    Map<String, Object> keywords = mask == null ? Map.of() : Map.of("mask", mask);
    return (Tensor) ctx.call(layer, x, keywords);
  }

  /**
   * Whether a layer treats steps as it treats samples of a batch: it is Keras' own, keeps no state,
   * and in training has no statistics of the batch.
   */
  private static boolean stepsAreSamples(Layer layer, boolean training) {
    String module = layer.type().module();
    boolean known =
        module != null
            && !module.startsWith("keras.src.ops")
            && !module.startsWith("keras.ops")
            && !layer.type().className().equals("Lambda");
    boolean keepsState = layer instanceof RecurrentLayer rnn && rnn.get(RnnArgs.STATEFUL);
    boolean hasStatistics =
        training && layer.ownVariables().stream().anyMatch(v -> !v.isTrainable());
    return known
        && !keepsState
        && !hasStatistics
        && layer.sublayers().stream().allMatch(inner -> stepsAreSamples(inner, training));
  }

  private static void checkMask(Shape mask, Shape input) {
    if (mask.rank() < 2) {
      throw new ShapeException(
          "The `mask` passed to the `TimeDistributed` layer must be at least 2D (e.g.,"
              + " `(batch_size, timesteps)`), but it has "
              + mask.rank()
              + " dimension(s) with shape "
              + mask
              + ".");
    }
    if (!mask.slice(0, 2).isCompatible(input.slice(0, 2))) {
      throw new ShapeException(
          "The `mask` passed to the `TimeDistributed` layer has a shape "
              + mask
              + " that is incompatible with the input shape "
              + input
              + ". The first two dimensions of the mask (batch size and timesteps) must match the"
              + " input's first two dimensions. Expected mask shape prefix: "
              + input.slice(0, 2)
              + ".");
    }
  }

  /** Sets the arguments of a {@link TimeDistributed} layer. */
  public static final class Builder extends LayerBuilder<Builder, TimeDistributed> {
    private Builder() {
      super(TYPE);
    }
  }
}
