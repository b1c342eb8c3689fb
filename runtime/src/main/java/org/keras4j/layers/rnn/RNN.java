package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.LayerType;

/**
 * Any cell over a sequence. Keras: {@code keras.layers.RNN}. See {@link RecurrentLayer} for masks
 * and initial states, {@link Cell} for cells of your own.
 *
 * <pre>{@code
 * RNN.cells(LSTMCell.units(64), LSTMCell.units(32)).returnSequences(true).build()
 * }</pre>
 */
public final class RNN extends RecurrentLayer {
  /** A cell; in a file also a list of cells, which are stacked. */
  public static final Arg<Layer> CELL =
      Arg.<Layer>required("cell", new CellCodec())
          .that(Cell.class::isInstance, "a cell, such as LSTMCell or a subclass of Cell");

  public static final LayerType<RNN> TYPE =
      LayerType.of("keras.layers", "RNN", RNN::new, RnnArgs.sequence(CELL));

  private RNN(Config config) {
    super(TYPE, config, (Cell) config.get(CELL), InputSpec.minRank(2));
  }

  /** A builder for a layer that steps with this cell. */
  public static Builder cell(LayerSource cell) {
    return new Builder().set(CELL, cell.layer());
  }

  /** A builder for a layer that steps with these cells, the first one nearest to the input. */
  public static Builder cells(LayerSource... cells) {
    return cell(StackedRNNCells.cells(cells));
  }

  private static final class CellCodec implements Codec<Layer> {
    @Override
    public Layer read(Object json, ReadContext context) {
      if (json instanceof List<?> list) {
        LayerSource[] cells =
            list.stream().map(c -> LayerArgs.LAYER.read(c, context)).toArray(LayerSource[]::new);
        return StackedRNNCells.cells(cells).build();
      }
      return LayerArgs.LAYER.read(json, context);
    }

    @Override
    public Object write(Layer cell) {
      return LayerArgs.LAYER.write(cell);
    }
  }

  /** Sets the arguments of an {@link RNN}. */
  public static final class Builder extends LayerBuilder<Builder, RNN>
      implements SequenceSetters<Builder> {
    private Builder() {
      super(TYPE);
    }
  }
}
