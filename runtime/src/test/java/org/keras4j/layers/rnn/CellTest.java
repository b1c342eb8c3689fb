package org.keras4j.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerCallException;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Trace;
import org.keras4j.layers.core.Dense;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Cells by themselves, and those of users. */
class CellTest {
  private static final NDArray INPUT = NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);

  @Test
  void aUsersCellGoesOverTheSequence() {
    RNN layer = RNN.cell(SummingCell.of(2)).returnSequences(true).returnState(true).build();
    List<NDArray> outputs =
        Calls.run(layer, Trace.inference(), CallArguments.of(Constant.of(INPUT)));
    assertEquals(NDArray.of(new float[] {1, 2, 4, 6, 9, 12}, 1, 3, 2), outputs.get(0));
    assertEquals(NDArray.of(new float[] {9, 12}, 1, 2), outputs.get(1));
    assertEquals(NDArray.of(new float[] {3}, 1, 1), outputs.get(2));
    assertEquals("rnn/summing_cell/weight", layer.weights().get(0).path());
  }

  @Test
  void maskedStepsOfAUsersCellDoNotCount() {
    RNN layer = RNN.cell(SummingCell.of(2)).returnSequences(true).returnState(true).build();
    NDArray mask = NDArray.of(new boolean[] {true, false, true}, 1, 3);
    List<NDArray> outputs = Calls.run(layer, Trace.inference(), Calls.withMask(INPUT, mask));
    assertEquals(NDArray.of(new float[] {1, 2, 1, 2, 6, 8}, 1, 3, 2), outputs.get(0));
    assertEquals(NDArray.of(new float[] {2}, 1, 1), outputs.get(2));
  }

  @Test
  void aUsersCellGoesBackwardsAndBothWays() {
    RNN rnn = RNN.cell(SummingCell.of(2)).goBackwards(true).returnSequences(true).build();
    assertEquals(
        NDArray.of(new float[] {5, 6, 8, 10, 9, 12}, 1, 3, 2), Calls.inference(rnn, INPUT));
    Bidirectional both =
        Bidirectional.layer(RNN.cell(SummingCell.of(2)).returnSequences(true)).build();
    assertEquals(
        NDArray.of(new float[] {1, 2, 9, 12, 4, 6, 8, 10, 9, 12, 5, 6}, 1, 3, 4),
        Calls.inference(both, INPUT));
    assertEquals(2, both.weights().size());
  }

  @Test
  void aUsersCellIsReadFromItsConfig() {
    RNN layer = RNN.cells(SummingCell.of(2), GRUCell.units(3)).build();
    ReadContext context =
        new ReadContext(TypeRegistry.standard().with(SummingCell.TYPE), ReadContext.CURRENT_KERAS);
    RNN again = RNN.TYPE.fromConfig(layer.configMap(), context);
    assertEquals(layer.configMap(), again.configMap());
    StackedRNNCells cells = (StackedRNNCells) again.cell();
    assertTrue(cells.cells().get(0) instanceof SummingCell);
  }

  @Test
  void aListOfCellsInAConfigIsStacked() {
    Map<String, Object> serialized = Map.of("class_name", "LSTMCell", "config", Map.of("units", 4));
    RNN layer =
        RNN.TYPE.fromConfig(
            Map.of("cell", List.of(serialized, serialized)), ReadContext.standard());
    assertEquals(4, layer.cell().stateShapes().size());
  }

  @Test
  void statesKeepTheStructureOfTheCells() {
    RNN layer = RNN.cells(LSTMCell.units(3), GRUCell.units(2)).returnState(true).build();
    Tensor input = Constant.of(INPUT);
    List<?> outputs = (List<?>) Trace.inference().call(layer, CallArguments.of(input));
    assertEquals(3, outputs.size());
    assertEquals(2, ((List<?>) outputs.get(1)).size());
    assertEquals(1, ((List<?>) outputs.get(2)).size());
  }

  /** A stack wrapped once more runs step by step: nothing is known about what is inside. */
  @Test
  void stackedCellsCellByCellEqualStepByStep() {
    NDArray mask = NDArray.of(new boolean[] {true, false, true, true, true, false}, 2, 3);
    for (boolean backwards : new boolean[] {false, true}) {
      for (boolean sequences : new boolean[] {false, true}) {
        List<List<NDArray>> results = new ArrayList<>();
        for (boolean wrapped : new boolean[] {false, true}) {
          LayerSource[] cells = {LSTMCell.units(3), SummingCell.of(3), GRUCell.units(2)};
          StackedRNNCells stack = StackedRNNCells.cells(cells).build();
          RNN layer =
              RNN.cell(wrapped ? new OpaqueCell(stack) : stack)
                  .goBackwards(backwards)
                  .returnSequences(sequences)
                  .returnState(true)
                  .build();
          CallArguments arguments = Calls.withMask(Calls.values(2, 3, 4), mask);
          Calls.run(layer, Trace.inference(), arguments);
          for (Variable weight : layer.weights()) {
            weight.assign(Calls.values(weight.shape().dims()));
          }
          results.add(Calls.run(layer, Trace.inference(), arguments));
        }
        for (int i = 0; i < results.get(0).size(); i++) {
          assertArrayEquals(
              Calls.doubles(results.get(0).get(i)), Calls.doubles(results.get(1).get(i)), 1e-6);
        }
      }
    }
  }

  /** A cell that does what another does. */
  private static final class OpaqueCell extends Cell {
    private static final LayerType<OpaqueCell> TYPE =
        LayerType.custom("tests>OpaqueCell", config -> null);

    private final Cell inner;

    OpaqueCell(Cell inner) {
      super(TYPE, Config.of(TYPE.args(), Map.of()));
      this.inner = child("inner", inner);
    }

    @Override
    protected void build(BuildContext ctx, Shape input) {
      ctx.build(inner, input);
    }

    @Override
    public List<Shape> stateShapes() {
      return inner.stateShapes();
    }

    @Override
    public Shape outputShape() {
      return inner.outputShape();
    }

    @Override
    protected Step step(CallContext ctx, Tensor inputs, List<Tensor> states) {
      return inner.step(ctx, inputs, states);
    }
  }

  @Test
  void stackedCellsOfOneClassStartApart() {
    RNN layer = RNN.cells(GRUCell.units(2), GRUCell.units(2)).build();
    Calls.inference(layer, INPUT);
    assertEquals(
        List.of("rnn/stacked_rnn_cells/gru_cell/kernel", "rnn/stacked_rnn_cells/gru_cell_1/kernel"),
        List.of(layer.weights().get(0).path(), layer.weights().get(3).path()));
    assertNotEquals(layer.weights().get(0).value(), layer.weights().get(3).value());
  }

  @Test
  void aCellCalledByItselfAnswersInTheFormOfItsStates() {
    Tensor input = Constant.of(Calls.values(2, 3));
    Tensor state = Constant.of(Calls.values(2, 4));
    GRUCell cell = GRUCell.units(4).build();
    List<?> single = (List<?>) Trace.inference().call(cell, CallArguments.of(input, state));
    assertTrue(single.get(1) instanceof Tensor);
    List<?> list = (List<?>) Trace.inference().call(cell, CallArguments.of(input, List.of(state)));
    assertTrue(list.get(1) instanceof List<?>);
  }

  @Test
  void theForgetGatesBiasStartsAsOnes() {
    LSTM layer = LSTM.units(2).build();
    Calls.inference(layer, INPUT);
    assertArrayEquals(
        new double[] {0, 0, 1, 1, 0, 0, 0, 0}, Calls.doubles(layer.weights().get(2).value()));
  }

  @Test
  void whatIsNoCellIsRefused() {
    ConfigException e = assertThrows(ConfigException.class, () -> RNN.cell(Dense.units(2)).build());
    assertTrue(e.getMessage().contains("expected a cell"), e.getMessage());
    Tensor input = Constant.of(Calls.values(2, 3));
    LSTMCell cell = LSTMCell.units(4).build();
    LayerCallException missing =
        assertThrows(
            LayerCallException.class,
            () -> Trace.inference().call(cell, CallArguments.of(input, List.of(input))));
    assertTrue(missing.getMessage().contains("has 2 states"), missing.getMessage());
  }
}
