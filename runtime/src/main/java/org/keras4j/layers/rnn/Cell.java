package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * A layer that computes one time step from inputs and states. Keras: what {@code keras.layers.RNN}
 * takes as {@code cell}.
 *
 * <p>A cell of your own says which states it has and what a step is; {@link RNN} does the rest:
 * masks, direction, carried states.
 *
 * <pre>{@code
 * final class Summing extends Cell {
 *   static final LayerType<Summing> TYPE = LayerType.custom("my>Summing", Summing::new, UNITS);
 *
 *   Summing(Config config) {
 *     super(TYPE, config);
 *   }
 *
 *   public List<Shape> stateShapes() {
 *     return List.of(Shape.of(get(UNITS)));
 *   }
 *
 *   protected Step step(CallContext ctx, Tensor inputs, List<Tensor> states) {
 *     Tensor sum = MathOps.add(states.get(0), inputs);
 *     return new Step(sum, List.of(sum));
 *   }
 * }
 * }</pre>
 *
 * <p>A step is traced once for a whole sequence: it must not update variables or add losses that
 * depend on the step. Random numbers drawn in it are the same for all steps, as Keras' dropout
 * masks.
 */
public abstract class Cell extends Layer {
  /**
   * What a step gives.
   *
   * @param output {@code (batch, ...)}
   * @param states the new states, in the order and the shapes of those before
   */
  public record Step(Tensor output, List<Tensor> states) {
    public Step {
      states = List.copyOf(states);
    }
  }

  protected Cell(LayerType<?> type, Config config) {
    super(type, config);
  }

  /**
   * Shape of each state without the batch axis; asked for once the cell is built. Keras: {@code
   * state_size}.
   */
  public abstract List<Shape> stateShapes();

  /**
   * Shape of the output without the batch axis; by default that of the first state. Keras: {@code
   * output_size}.
   */
  public Shape outputShape() {
    return stateShapes().get(0);
  }

  /**
   * The output and the new states for one time step.
   *
   * @param inputs {@code (batch, ...)}, one step of the sequence
   * @param states {@code (batch, ...)} each
   */
  protected abstract Step step(CallContext ctx, Tensor inputs, List<Tensor> states);

  /**
   * The states before the first step; by default zeros. Keras: {@code get_initial_state}.
   *
   * @param batch a tensor of which the first axis is the batch; its size may be unknown while a
   *     model is being built
   */
  protected List<Tensor> initialStates(CallContext ctx, Tensor batch) {
    return stateShapes().stream()
        .map(shape -> BatchFill.zeros(batch, computeDType(), shape))
        .toList();
  }

  /** The states in the structure in which Keras returns them; by default a list. */
  protected List<?> structure(List<Tensor> states) {
    return states;
  }

  /** A cell as a layer: called on inputs and states, it gives the output and the new states. */
  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    Tensor inputs = Structures.first(arguments.inputs());
    Object given = arguments.get(1, "states");
    List<Tensor> states = Structures.tensors(given);
    int count = stateShapes().size();
    if (states.size() != count) {
      throw new KerasException(
          "Cell '" + name() + "' has " + count + " states. Received: " + Structures.shapes(given));
    }
    Step step = step(ctx, inputs, states);
    boolean single = given instanceof Tensor;
    return List.of(step.output(), single ? step.states().get(0) : structure(step.states()));
  }

  /** Calls a contained cell. */
  static Step call(CallContext ctx, Cell cell, Tensor inputs, List<Tensor> states) {
    List<?> results = (List<?>) ctx.call(cell, CallArguments.of(inputs, states));
    return new Step((Tensor) results.get(0), Structures.tensors(results.get(1)));
  }
}
