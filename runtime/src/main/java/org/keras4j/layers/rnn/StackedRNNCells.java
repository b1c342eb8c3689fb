package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.Shape;

/**
 * Cells on top of each other, as one cell: the output of one is the input of the next. Keras:
 * {@code keras.layers.StackedRNNCells}. The states are those of the first cell, then those of the
 * second, and so on.
 */
public final class StackedRNNCells extends Cell {
  public static final Arg<List<Layer>> CELLS =
      Arg.required("cells", Codecs.list(LayerArgs.LAYER))
          .that(
              cells -> !cells.isEmpty() && cells.stream().allMatch(Cell.class::isInstance),
              "a list of cells, such as LSTMCell or a subclass of Cell");
  public static final LayerType<StackedRNNCells> TYPE =
      LayerType.of("keras.layers", "StackedRNNCells", StackedRNNCells::new, CELLS);

  private final List<Cell> cells;

  private StackedRNNCells(Config config) {
    super(TYPE, config);
    cells = children("cells", get(CELLS).stream().map(Cell.class::cast).toList());
    nameApart(cells);
  }

  /** Gives cells of the same class names of their own, and so paths and initial weights. */
  private static void nameApart(List<Cell> cells) {
    Map<String, Integer> used = new HashMap<>();
    for (Cell cell : cells) {
      String base = cell.name();
      int count = used.merge(base, 1, Integer::sum);
      cell.assignName(count == 1 ? base : base + "_" + (count - 1));
    }
  }

  /** A builder for cells from the first to the last. */
  public static Builder cells(LayerSource... cells) {
    return new Builder().set(CELLS, Arrays.stream(cells).map(LayerSource::layer).toList());
  }

  /** The cells, the first one nearest to the input. */
  public List<Cell> cells() {
    return cells;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = input;
    for (Cell cell : cells) {
      ctx.build(cell, shape);
      shape = cell.outputShape().insertDim(0, input.dim(0));
    }
  }

  @Override
  public List<Shape> stateShapes() {
    return cells.stream().flatMap(cell -> cell.stateShapes().stream()).toList();
  }

  @Override
  public Shape outputShape() {
    return cells.get(cells.size() - 1).outputShape();
  }

  @Override
  protected List<Tensor> initialStates(CallContext ctx, Tensor batch) {
    return cells.stream().flatMap(cell -> cell.initialStates(ctx, batch).stream()).toList();
  }

  @Override
  protected Step step(CallContext ctx, Tensor inputs, List<Tensor> states) {
    Tensor x = inputs;
    List<Tensor> newStates = new ArrayList<>();
    for (Cell cell : cells) {
      int first = newStates.size();
      int count = cell.stateShapes().size();
      Step step = Cell.call(ctx, cell, x, states.subList(first, first + count));
      x = step.output();
      newStates.addAll(step.states());
    }
    return new Step(x, newStates);
  }

  /** One list for each cell; a single cell's states as they are. */
  @Override
  protected List<?> structure(List<Tensor> states) {
    List<Object> lists = new ArrayList<>();
    int first = 0;
    for (Cell cell : cells) {
      int count = cell.stateShapes().size();
      lists.add(cell.structure(states.subList(first, first + count)));
      first += count;
    }
    return lists.size() == 1 ? (List<?>) lists.get(0) : lists;
  }

  /** Sets the arguments of {@link StackedRNNCells}. */
  public static final class Builder extends LayerBuilder<Builder, StackedRNNCells> {
    private Builder() {
      super(TYPE);
    }
  }
}
