package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.op.Cast;
import org.keras4j.op.Reverse;
import org.keras4j.op.SequenceOptions;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * A cell applied to every step of a sequence: what {@link RNN}, {@link LSTM}, {@link GRU} and the
 * others have in common. Keras: {@code keras.layers.RNN}.
 *
 * <p>Call it on a sequence {@code (batch, steps, ...)}; {@code initial_state} (a tensor, or a list
 * in the order of the states) may follow as the second argument, by keyword, or behind the sequence
 * in the list of inputs. {@code mask}, bool {@code (batch, steps)}, tells which steps count.
 */
public abstract class RecurrentLayer extends Layer {
  private final InputSpec spec; // of the sequence; states may follow it in the list of inputs
  private final Cell cell;
  private List<Variable> states = List.of();

  /** A layer whose sequences must look like {@code spec}. */
  RecurrentLayer(LayerType<?> type, Config config, Cell cell, InputSpec spec) {
    super(type, config);
    this.spec = spec;
    this.cell = child("cell", cell);
  }

  /**
   * The config of the cell that a layer makes for itself: the layer's values of the cell's args.
   */
  static Config cellConfig(String name, LayerType<?> cellType, Config config) {
    Map<Arg<?>, Object> values = new IdentityHashMap<>();
    for (Arg<?> arg : cellType.args()) {
      if (config.args().contains(arg)) {
        values.put(arg, config.get(arg));
      }
    }
    values.put(NAME, name);
    return Config.of(cellType.args(), values);
  }

  /** What computes one step. */
  public final Cell cell() {
    return cell;
  }

  /**
   * The states that a stateful layer keeps from batch to batch; empty for others, and before the
   * first call.
   */
  public final List<Variable> states() {
    return states;
  }

  /** Sets the states of a stateful layer to zeros. Keras: {@code reset_states}. */
  public final void resetStates() {
    states.forEach(state -> state.assign(NDArray.zeros(state.dtype(), state.shape())));
  }

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final void build(BuildContext ctx, CallArguments arguments) {
    build(ctx, sequence(arguments).shape());
  }

  @Override
  protected final void build(BuildContext ctx, Shape input) {
    spec.check(name(), 0, input);
    ctx.build(cell, input.removeDim(1));
    if (get(RnnArgs.STATEFUL)) {
      if (!input.isKnown(0)) {
        throw new KerasException(
            "When using `stateful=True` in a RNN, the batch size must be static. Found dynamic"
                + " batch size: sequence.shape="
                + input);
      }
      states =
          cell.stateShapes().stream()
              .map(shape -> shape.insertDim(0, input.dim(0)))
              .map(s -> ctx.addTransient("rnn_state", s, variableDType(), Zeros.of()))
              .toList();
    }
  }

  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    Tensor sequence = sequence(arguments);
    checkUnroll(sequence.shape());
    List<Tensor> first = firstStates(ctx, arguments, sequence);
    List<Tensor> results =
        loop(ctx, sequence, first, mask(ctx, arguments)).stream()
            .map(t -> CallContext.cast(t, computeDType()))
            .toList();
    List<Tensor> last = results.subList(1, results.size());
    for (int i = 0; i < states.size(); i++) {
      ctx.update(states.get(i), last.get(i));
    }
    if (!get(RnnArgs.RETURN_STATE)) {
      return results.get(0);
    }
    List<Object> outputs = new ArrayList<>(List.of(results.get(0)));
    outputs.addAll(cell.structure(last));
    return outputs;
  }

  private List<Tensor> loop(CallContext ctx, Tensor sequence, List<Tensor> first, Tensor mask) {
    SequenceOptions options =
        new SequenceOptions(
            get(RnnArgs.RETURN_SEQUENCES),
            get(RnnArgs.GO_BACKWARDS),
            mask != null,
            get(RnnArgs.ZERO_OUTPUT_FOR_MASK));
    return cell instanceof StackedRNNCells stack
        ? stackLoop(ctx, stack, sequence, first, mask, options)
        : cellLoop(ctx, cell, sequence, first, mask, options);
  }

  /**
   * Each cell over the whole sequence before the next: the same numbers as step by step, as states
   * do not change in masked steps, and the output of those does not depend on their inputs.
   */
  private List<Tensor> stackLoop(
      CallContext ctx,
      StackedRNNCells stack,
      Tensor sequence,
      List<Tensor> first,
      Tensor mask,
      SequenceOptions options) {
    SequenceOptions inner = new SequenceOptions(true, options.goBackwards(), mask != null, false);
    List<Cell> cells = stack.cells();
    Tensor x = sequence;
    List<Tensor> last = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell next = cells.get(i);
      boolean top = i == cells.size() - 1;
      int count = next.stateShapes().size();
      List<Tensor> states = first.subList(last.size(), last.size() + count);
      List<Tensor> results = cellLoop(ctx, next, x, states, mask, top ? options : inner);
      Tensor output = results.get(0);
      x = !top && options.goBackwards() ? new Reverse(List.of(1)).on(output) : output;
      last.addAll(results.subList(1, results.size()));
    }
    List<Tensor> all = new ArrayList<>(List.of(x));
    all.addAll(last);
    return all;
  }

  private List<Tensor> cellLoop(
      CallContext ctx,
      Cell cell,
      Tensor sequence,
      List<Tensor> first,
      Tensor mask,
      SequenceOptions options) {
    DType dtype = cell.computeDType();
    Tensor x = CallContext.cast(sequence, dtype);
    List<Tensor> states = first.stream().map(s -> CallContext.cast(s, dtype)).toList();
    Tensor zeros = BatchFill.zeros(x, dtype, cell.outputShape());
    if (cell instanceof ProjectedCell projected && dtype == computeDType()) {
      Tensor projection = projected.project(ctx, x, true);
      List<Tensor> fused = projected.fused(ctx, projection, states, mask, options);
      return fused != null
          ? fused
          : new StepLoop((step, before) -> projected.advance(ctx, step, before), options)
              .run(projection, states, mask, zeros);
    }
    return new StepLoop((step, before) -> Cell.call(ctx, cell, step, before), options)
        .run(x, states, mask, zeros);
  }

  private Tensor sequence(CallArguments arguments) {
    Tensor sequence = Structures.first(arguments.inputs());
    if (sequence == null) {
      throw new KerasException("Layer '" + name() + "' takes a sequence. Received no tensor");
    }
    spec.check(name(), 0, sequence.shape());
    return sequence;
  }

  /** The states that the caller gives: as an argument, or behind the sequence; empty for none. */
  static List<Tensor> initialState(CallArguments arguments) {
    Object argument = arguments.get(1, "initial_state");
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    return argument == null ? inputs.subList(1, inputs.size()) : Structures.tensors(argument);
  }

  private List<Tensor> firstStates(CallContext ctx, CallArguments arguments, Tensor sequence) {
    List<Tensor> given = initialState(arguments);
    if (!states.isEmpty()) {
      checkBatch(sequence.dim(0));
    }
    int count = cell.stateShapes().size();
    if (given.isEmpty()) {
      given =
          states.isEmpty()
              ? cell.initialStates(ctx, sequence)
              : states.stream().map(ctx::read).toList();
    } else if (given.size() != count) {
      throw new KerasException(
          "Layer '"
              + name()
              + "' has "
              + count
              + " states, so `initial_state` must hold as many tensors. Received: "
              + Structures.shapes(given));
    }
    return given;
  }

  private void checkBatch(int batch) {
    int expected = states.get(0).shape().dim(0);
    if (batch != Shape.UNKNOWN && batch != expected) {
      throw new KerasException(
          "If an RNN is stateful, the batch size of the input sequences must be the same as the"
              + " batch size of the initial state. \n"
              + "- Expected batch size: "
              + expected
              + "\n- Received batch size: "
              + batch);
    }
  }

  private void checkUnroll(Shape shape) {
    if (get(RnnArgs.UNROLL) && !shape.isKnown(1)) {
      throw new KerasException(
          "Cannot unroll a RNN if the time dimension is undefined. \n"
              + "- If using a Sequential model, specify the time dimension by passing an `Input()`"
              + " as your first layer.\n"
              + "- If using the functional API, specify the time dimension by passing a `shape` or"
              + " `batch_shape` argument to your `Input()`.");
    }
  }

  /** The mask of the steps, bool; null for none. */
  static Tensor mask(CallContext ctx, CallArguments arguments) {
    return truth(arguments.get(2, "mask") instanceof Tensor given ? given : ctx.mask());
  }

  /**
   * The mask that goes on with the outputs: also where an initial state kept it from being used.
   */
  static Tensor outputMask(CallContext ctx, CallArguments arguments) {
    return truth(arguments.get(2, "mask") instanceof Tensor given ? given : ctx.inputMask());
  }

  private static Tensor truth(Tensor mask) {
    return mask == null || mask.dtype() == DType.BOOL ? mask : new Cast(DType.BOOL).on(mask);
  }

  /** The mask goes with the outputs of all steps; a last output and states have none. */
  @Override
  protected final Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    Tensor mask = get(RnnArgs.RETURN_SEQUENCES) ? outputMask(ctx, arguments) : null;
    if (outputs instanceof List<?> list) {
      Object[] masks = new Object[list.size()];
      masks[0] = mask;
      return Arrays.asList(masks);
    }
    return mask;
  }
}
