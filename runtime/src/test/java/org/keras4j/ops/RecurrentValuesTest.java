package org.keras4j.ops;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GruSequence;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.SimpleRnnSequence;
import org.keras4j.tensor.NDArray;

/** The recurrent sequence ops against Keras' layers, with masks and directions. */
class RecurrentValuesTest extends KerasValuesTest {
  private static final Tensor MASK =
      Constant.of(
          NDArray.of(new boolean[] {true, true, false, true, false, true, true, false}, 2, 4));

  /** x times its kernel plus a bias. */
  private static Tensor projected(int gates, Tensor bias) {
    return Arith.add(Arith.matmul(x(1, 2, 4, 2), x(2, 2, gates * 3)), bias);
  }

  private static List<Tensor> with(SequenceOptions options, Tensor... inputs) {
    List<Tensor> all = new ArrayList<>(List.of(inputs));
    if (options.masked()) {
      all.add(MASK);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "all, true, false, false, false",
    "back, true, true, true, false",
    "last, false, false, true, false",
    "zero, true, false, true, true"
  })
  void lstmAndGru(String name, boolean all, boolean back, boolean masked, boolean zero) {
    SequenceOptions options = new SequenceOptions(all, back, masked, zero);
    LstmSequence lstm = new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, options);
    Tensor input = projected(4, x(4, 12));
    same("lstm_" + name, lstm.call(with(options, input, x(5, 2, 3), x(6, 2, 3), x(3, 3, 12))));
    GruSequence gru =
        new GruSequence(RnnActivation.TANH, RnnActivation.SIGMOID, true, true, options);
    Tensor biases = x(4, 2, 9);
    Tensor inputBias = Arith.squeeze(Arith.slice(biases, 0, 0, 1), 0);
    Tensor recurrentBias = Arith.squeeze(Arith.slice(biases, 0, 1, 2), 0);
    Tensor gruInput = projected(3, inputBias);
    same("gru_" + name, gru.call(with(options, gruInput, x(5, 2, 3), x(3, 3, 9), recurrentBias)));
  }

  @Test
  void otherCells() {
    SequenceOptions last = new SequenceOptions(false, false, false, false);
    GruSequence before =
        new GruSequence(RnnActivation.TANH, RnnActivation.SIGMOID, false, false, last);
    same("gru_before", before.call(with(last, projected(3, x(4, 9)), x(5, 2, 3), x(3, 3, 9))));
    SequenceOptions masked = new SequenceOptions(true, false, true, false);
    SimpleRnnSequence rnn = new SimpleRnnSequence(RnnActivation.TANH, masked);
    same("simple_rnn", rnn.call(with(masked, projected(1, x(4, 3)), x(5, 2, 3), x(3, 3, 3))));
  }
}
