package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
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
import org.keras4j.op.Reverse;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * A recurrent layer that goes over the sequence in both directions. Keras: {@code
 * keras.layers.Bidirectional}.
 *
 * <p>The layer given is copied twice, as {@link #forwardLayer} and {@link #backwardLayer}; with
 * {@code return_sequences} both give zeros for masked steps. Outputs are merged by {@link
 * MergeMode}, concat by default; states of the forward layer, then of the backward layer, follow
 * with {@code return_state}. {@code initial_state} holds states in that order too.
 *
 * <pre>{@code
 * Bidirectional.layer(LSTM.units(32).returnSequences(true)).mergeMode(MergeMode.SUM).build()
 * }</pre>
 */
public final class Bidirectional extends Layer {
  public static final Arg<MergeMode> MERGE_MODE =
      Arg.optional("merge_mode", MergeMode.CODEC, MergeMode.CONCAT);
  public static final Arg<Layer> LAYER =
      Arg.required("layer", LayerArgs.LAYER)
          .that(RecurrentLayer.class::isInstance, "a recurrent layer, such as LSTM or RNN");

  /** The backward direction's layer; null for a copy of {@link #LAYER} that goes backwards. */
  public static final Arg<Layer> BACKWARD_LAYER =
      Arg.optional("backward_layer", LayerArgs.LAYER, null)
          .that(RecurrentLayer.class::isInstance, "a recurrent layer, such as LSTM or RNN");

  private static final Arg<Object> WEIGHTS =
      LayerArgs.unwritten(
          Arg.<Object>optional("weights", Codecs.ANY, null)
              .that(value -> value == null, "None: set the weights of the built layer instead"));

  public static final LayerType<Bidirectional> TYPE =
      LayerType.of(
          "keras.layers",
          "Bidirectional",
          Bidirectional::new,
          MERGE_MODE,
          LAYER,
          BACKWARD_LAYER,
          WEIGHTS);

  private final RecurrentLayer forward;
  private final RecurrentLayer backward;

  private Bidirectional(Config config) {
    super(TYPE, withBoth(config));
    forward = child("forward_layer", (RecurrentLayer) get(LAYER));
    backward = child("backward_layer", (RecurrentLayer) get(BACKWARD_LAYER));
    verify();
  }

  /** A builder for both directions of a layer. */
  public static Builder layer(LayerSource layer) {
    return new Builder().set(LAYER, layer.layer());
  }

  /** The config with the copies that are used, as Keras writes it. */
  private static Config withBoth(Config config) {
    Layer layer = config.get(LAYER);
    Layer given = config.get(BACKWARD_LAYER);
    Layer forward = renamed(layer, "forward_", layer.get(RnnArgs.GO_BACKWARDS));
    Layer backward = given == null ? renamed(layer, "backward_", true) : masking(given);
    return config.with(LAYER, forward).with(BACKWARD_LAYER, backward);
  }

  private static Layer renamed(Layer layer, String prefix, boolean goBackwards) {
    String name = layer.name();
    Map<Arg<?>, Object> changes = new LinkedHashMap<>();
    changes.put(NAME, name.startsWith(prefix) ? name : prefix + name);
    changes.put(RnnArgs.GO_BACKWARDS, goBackwards);
    changes.put(RnnArgs.ZERO_OUTPUT_FOR_MASK, layer.get(RnnArgs.RETURN_SEQUENCES));
    return LayerCopies.copy(layer, changes);
  }

  /** The layer, with zeros for masked steps if it returns all of them. */
  private static Layer masking(Layer layer) {
    Boolean zeros = layer.get(RnnArgs.RETURN_SEQUENCES);
    return layer.get(RnnArgs.ZERO_OUTPUT_FOR_MASK).equals(zeros)
        ? layer
        : LayerCopies.copy(layer, Map.of(NAME, layer.name(), RnnArgs.ZERO_OUTPUT_FOR_MASK, zeros));
  }

  private void verify() {
    boolean forwardGoes = forward.get(RnnArgs.GO_BACKWARDS);
    if (forwardGoes == backward.get(RnnArgs.GO_BACKWARDS)) {
      throw new ConfigException(
          "Forward layer and backward layer should have different `go_backwards` value. Received:"
              + " forward_layer.go_backwards="
              + forwardGoes
              + ", backward_layer.go_backwards="
              + forwardGoes);
    }
    for (Arg<Boolean> arg :
        List.of(RnnArgs.STATEFUL, RnnArgs.RETURN_SEQUENCES, RnnArgs.RETURN_STATE)) {
      if (!forward.get(arg).equals(backward.get(arg))) {
        throw new ConfigException(
            "Forward layer and backward layer are expected to have the same value for attribute \""
                + arg.key()
                + "\", got \""
                + forward.get(arg)
                + "\" for forward layer and \""
                + backward.get(arg)
                + "\" for backward layer");
      }
    }
  }

  /** The layer that goes over the sequence first to last, a copy of the one given. */
  public RecurrentLayer forwardLayer() {
    return forward;
  }

  /** The layer that goes over the sequence last to first. */
  public RecurrentLayer backwardLayer() {
    return backward;
  }

  /**
   * Sets the states of both directions to zeros. Keras: {@code reset_states}.
   *
   * @throws KerasException when the layers are not stateful
   */
  public void resetStates() {
    if (!forward.get(RnnArgs.STATEFUL)) {
      throw new KerasException("Layer must be stateful. Received: " + this);
    }
    forward.resetStates();
    backward.resetStates();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    ctx.build(forward, input);
    ctx.build(backward, input);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    List<Tensor> states = RecurrentLayer.initialState(arguments);
    int half = states.size() / 2;
    List<?> y = call(ctx, forward, arguments, states.subList(0, half));
    List<?> reversed = call(ctx, backward, arguments, states.subList(half, states.size()));
    Tensor first = CallContext.cast((Tensor) y.get(0), computeDType());
    Tensor second = CallContext.cast((Tensor) reversed.get(0), computeDType());
    if (forward.get(RnnArgs.RETURN_SEQUENCES)) {
      second = new Reverse(List.of(1)).on(second);
    }
    List<Object> outputs = new ArrayList<>(get(MERGE_MODE).merge(first, second));
    outputs.addAll(y.subList(1, y.size()));
    outputs.addAll(reversed.subList(1, reversed.size()));
    return outputs.size() == 1 ? outputs.get(0) : outputs;
  }

  private static List<?> call(
      CallContext ctx, RecurrentLayer layer, CallArguments arguments, List<Tensor> states) {
    Map<String, Object> keywords = new LinkedHashMap<>();
    Tensor mask = RecurrentLayer.mask(ctx, arguments);
    if (mask != null) {
      keywords.put("mask", mask);
    }
    if (!states.isEmpty()) {
      keywords.put("initial_state", states);
    }
    Object outputs = ctx.call(layer, Structures.first(arguments.inputs()), keywords);
    return outputs instanceof List<?> list ? list : List.of(outputs);
  }

  /** The mask goes with the outputs of all steps; last outputs and states have none. */
  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    boolean sequences = forward.get(RnnArgs.RETURN_SEQUENCES);
    Tensor mask = sequences ? RecurrentLayer.outputMask(ctx, arguments) : null;
    if (!(outputs instanceof List<?> list)) {
      return mask;
    }
    Object[] masks = new Object[list.size()];
    Arrays.fill(masks, 0, get(MERGE_MODE) == MergeMode.NONE ? 2 : 1, mask);
    return Arrays.asList(masks);
  }

  /** Sets the arguments of a {@link Bidirectional} layer. */
  public static final class Builder extends LayerBuilder<Builder, Bidirectional> {
    private Builder() {
      super(TYPE);
    }

    /** How both outputs are combined; default concat. */
    public Builder mergeMode(MergeMode mode) {
      return set(MERGE_MODE, mode);
    }

    /** A layer of its own for the backward direction; it must have {@code go_backwards}. */
    public Builder backwardLayer(LayerSource layer) {
      return set(BACKWARD_LAYER, layer.layer());
    }
  }
}
