package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of recurrent layers and cells. */
public final class RnnLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Bidirectional.TYPE,
        ConvLSTM1D.TYPE,
        ConvLSTM2D.TYPE,
        ConvLSTM3D.TYPE,
        GRU.TYPE,
        GRUCell.TYPE,
        LSTM.TYPE,
        LSTMCell.TYPE,
        RNN.TYPE,
        SimpleRNN.TYPE,
        SimpleRNNCell.TYPE,
        StackedRNNCells.TYPE,
        TimeDistributed.TYPE);
  }
}
