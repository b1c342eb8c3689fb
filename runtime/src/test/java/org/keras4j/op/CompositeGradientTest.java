package org.keras4j.op;

import static org.keras4j.op.GradientCheck.check;
import static org.keras4j.op.GradientCheck.checkOne;
import static org.keras4j.op.GradientCheck.checkTwice;
import static org.keras4j.op.GradientCheck.random;
import static org.keras4j.op.GradientCheck.uniform;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** Gradients of normalisations, attention and recurrent ops. */
class CompositeGradientTest {
  private static Tensor on(Op op, List<Tensor> inputs) {
    return op.on(inputs.toArray(Tensor[]::new));
  }

  @Test
  void softmax() {
    checkTwice(in -> on(new Softmax(1), in), random(1, 2, 4, 3));
    checkTwice(in -> on(new LogSoftmax(2), in), random(2, 2, 4, 3));
  }

  @Test
  void normalisation() {
    checkTwice(
        in -> on(new LayerNorm(List.of(1, 3), 1e-3, true, true), in),
        random(3, 2, 3, 4, 2),
        random(4, 3, 2),
        random(5, 3, 2));
    checkOne(in -> on(new LayerNorm(List.of(1), 1e-3, false, false), in), random(6, 2, 5));
    checkTwice(in -> on(new RmsNorm(List.of(2), 1e-3, true), in), random(7, 2, 3, 4), random(8, 4));
    checkTwice(
        in -> on(new BatchNormInference(1, 1e-3, true, true), in),
        random(9, 2, 3, 4),
        random(10, 3),
        uniform(11, 0.5, 1, 3),
        random(12, 3),
        random(13, 3));
  }

  @Test
  void attention() {
    NDArray mask = NDArray.of(new boolean[] {true, false, true, true, true, false}, 1, 1, 2, 3);
    checkTwice(
        in -> on(new ScaledDotProductAttention(0.7, true, false, false), in),
        random(14, 2, 3, 2, 4),
        random(15, 2, 3, 2, 4),
        random(16, 2, 3, 2, 5));
    checkOne(
        in -> on(new ScaledDotProductAttention(0.7, false, true, true), in),
        random(17, 2, 2, 2, 4),
        random(18, 2, 3, 2, 4),
        random(19, 2, 3, 2, 4),
        random(20, 1, 2, 2, 3),
        mask);
  }

  private static final NDArray MASK =
      NDArray.of(new boolean[] {true, true, false, true, false, true, true, false}, 2, 4);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void lstm(int flags) {
    SequenceOptions options = options(flags);
    LstmSequence op = new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, options);
    NDArray x = random(21, 2, 4, 12);
    NDArray kernel = random(24, 3, 12);
    if (options.masked()) {
      check(op::call, x, random(22, 2, 3), random(23, 2, 3), kernel, MASK);
    } else {
      check(op::call, x, random(22, 2, 3), random(23, 2, 3), kernel);
    }
  }

  private static SequenceOptions options(int flags) {
    return new SequenceOptions((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, flags == 5);
  }

  @Test
  void gru() {
    SequenceOptions all = SequenceOptions.ALL_STEPS;
    GruSequence after = new GruSequence(RnnActivation.TANH, RnnActivation.SIGMOID, true, true, all);
    check(after::call, random(25, 2, 4, 9), random(26, 2, 3), random(27, 3, 9), random(28, 9));
    GruSequence before =
        new GruSequence(RnnActivation.TANH, RnnActivation.SIGMOID, false, false, options(6));
    check(before::call, random(29, 2, 4, 9), random(30, 2, 3), random(31, 3, 9), MASK);
  }

  @ParameterizedTest
  @EnumSource(RnnActivation.class)
  void simpleRnn(RnnActivation activation) {
    SimpleRnnSequence op = new SimpleRnnSequence(activation, SequenceOptions.ALL_STEPS);
    checkTwice(in -> op.call(in).get(0), random(32, 2, 3, 2), random(33, 2, 2), random(34, 2, 2));
  }
}
