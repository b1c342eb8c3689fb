package org.keras4j.layers.rnn;

import static org.keras4j.layers.rnn.RnnArgs.ACTIVATION;
import static org.keras4j.layers.rnn.RnnArgs.RECURRENT_ACTIVATION;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.MatMul;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.ops.JoinOps;
import org.keras4j.tensor.Shape;

/**
 * One step of a long short-term memory. Keras: {@code keras.layers.LSTMCell}.
 *
 * <p>Inputs {@code (batch, features)} and states h, c {@code (batch, units)}; weights {@code kernel
 * (features, 4 units)}, {@code recurrent_kernel (units, 4 units)} and {@code bias (4 units,)}, with
 * the gates in the order input, forget, candidate, output.
 */
public final class LSTMCell extends DenseCell {
  public static final LayerType<LSTMCell> TYPE =
      LayerType.of(
          "keras.layers",
          "LSTMCell",
          LSTMCell::new,
          RnnArgs.dense(RECURRENT_ACTIVATION, RnnArgs.UNIT_FORGET_BIAS, RnnArgs.SEED));

  private LSTMCell(Config config) {
    super(TYPE, config);
  }

  /** A builder for a cell with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  @Override
  int gates() {
    return 4;
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()), Shape.of(units()));
  }

  @Override
  WeightArgs biasArgs() {
    WeightArgs args = super.biasArgs();
    return get(RnnArgs.UNIT_FORGET_BIAS)
        ? args.initializer(new UnitForgetBias(args.initializer()))
        : args;
  }

  @Override
  Step advance(CallContext ctx, Tensor projected, List<Tensor> states) {
    Tensor h = states.get(0);
    Tensor inner = dropped(h, recurrentKernel(ctx), stateMasks(ctx, h), MatMul.PLAIN::on);
    List<Tensor> gates = JoinOps.split(BinaryOp.ADD.on(projected, inner), 4, -1);
    return LstmGates.step(get(ACTIVATION), get(RECURRENT_ACTIVATION), gates, states.get(1));
  }

  @Override
  Op sequenceOp(SequenceOptions options) {
    RnnActivation activation = FusedActivations.of(get(ACTIVATION));
    RnnActivation recurrent = FusedActivations.of(get(RECURRENT_ACTIVATION));
    boolean known = activation != null && recurrent != null;
    return known ? new LstmSequence(activation, recurrent, options) : null;
  }

  /** Sets the arguments of an {@link LSTMCell}. */
  public static final class Builder extends GatedBuilder<Builder, LSTMCell> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the bias of the forget gate starts as ones; default true. */
    public Builder unitForgetBias(boolean value) {
      return set(RnnArgs.UNIT_FORGET_BIAS, value);
    }
  }
}
