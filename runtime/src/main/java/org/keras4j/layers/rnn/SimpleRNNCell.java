package org.keras4j.layers.rnn;

import static org.keras4j.layers.rnn.RnnArgs.ACTIVATION;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.MatMul;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.SimpleRnnSequence;

/**
 * One step of a fully connected recurrent net. Keras: {@code keras.layers.SimpleRNNCell}.
 *
 * <p>Inputs {@code (batch, features)} and a state {@code (batch, units)}, which is the output
 * before; weights {@code kernel (features, units)}, {@code recurrent_kernel (units, units)} and
 * {@code bias (units,)}.
 */
public final class SimpleRNNCell extends DenseCell {
  public static final LayerType<SimpleRNNCell> TYPE =
      LayerType.of(
          "keras.layers", "SimpleRNNCell", SimpleRNNCell::new, RnnArgs.dense(RnnArgs.SEED));

  private SimpleRNNCell(Config config) {
    super(TYPE, config);
  }

  /** A builder for a cell with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  @Override
  int gates() {
    return 1;
  }

  @Override
  boolean drops(double rate) {
    return rate > 0;
  }

  @Override
  Step advance(CallContext ctx, Tensor projected, List<Tensor> states) {
    Tensor h = states.get(0);
    Tensor inner = dropped(h, recurrentKernel(ctx), stateMasks(ctx, h), MatMul.PLAIN::on);
    Tensor output = get(ACTIVATION).apply(BinaryOp.ADD.on(projected, inner));
    return new Step(output, List.of(output));
  }

  @Override
  Op sequenceOp(SequenceOptions options) {
    RnnActivation activation = FusedActivations.of(get(ACTIVATION));
    return activation == null ? null : new SimpleRnnSequence(activation, options);
  }

  /** Sets the arguments of a {@link SimpleRNNCell}. */
  public static final class Builder extends SimpleRnnBuilder<Builder, SimpleRNNCell> {
    private Builder() {
      super(TYPE);
    }

    /** Seed of the dropout; by default one that depends on the cell's path. */
    public Builder seed(int seed) {
      return set(RnnArgs.SEED, seed);
    }
  }
}
