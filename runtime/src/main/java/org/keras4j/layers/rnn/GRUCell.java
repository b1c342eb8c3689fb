package org.keras4j.layers.rnn;

import static org.keras4j.layers.rnn.RnnArgs.ACTIVATION;
import static org.keras4j.layers.rnn.RnnArgs.RECURRENT_ACTIVATION;
import static org.keras4j.layers.rnn.RnnArgs.RESET_AFTER;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.GruSequence;
import org.keras4j.op.MatMul;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.ops.JoinOps;
import org.keras4j.tensor.Shape;

/**
 * One step of a gated recurrent unit. Keras: {@code keras.layers.GRUCell}.
 *
 * <p>Inputs {@code (batch, features)} and a state {@code (batch, units)}; weights {@code kernel
 * (features, 3 units)}, {@code recurrent_kernel (units, 3 units)} and {@code bias}, {@code (2, 3
 * units)} for inputs and states with {@code reset_after}, else {@code (3 units,)}; the gates are in
 * the order update, reset, candidate.
 */
public final class GRUCell extends DenseCell {
  public static final LayerType<GRUCell> TYPE =
      LayerType.of(
          "keras.layers",
          "GRUCell",
          GRUCell::new,
          RnnArgs.dense(RECURRENT_ACTIVATION, RESET_AFTER, RnnArgs.SEED));

  private GRUCell(Config config) {
    super(TYPE, config);
  }

  /** A builder for a cell with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  @Override
  int gates() {
    return 3;
  }

  @Override
  Shape biasShape() {
    return get(RESET_AFTER) ? super.biasShape().insertDim(0, 2) : super.biasShape();
  }

  @Override
  Tensor inputBias(Tensor bias) {
    return get(RESET_AFTER) ? JoinOps.unstack(bias, 0).get(0) : bias;
  }

  /** The bias of the recurrent product; null if there is none. */
  private Tensor recurrentBias(CallContext ctx) {
    boolean has = get(RESET_AFTER) && get(RnnArgs.USE_BIAS);
    return has ? JoinOps.unstack(bias(ctx), 0).get(1) : null;
  }

  @Override
  Step advance(CallContext ctx, Tensor projected, List<Tensor> states) {
    Tensor h = states.get(0);
    List<Tensor> masks = stateMasks(ctx, h);
    List<Tensor> x = JoinOps.split(projected, 3, -1);
    List<Tensor> kernels = JoinOps.split(recurrentKernel(ctx), 3, -1);
    Tensor update = gate(ctx, 0, x, h, masks, kernels);
    Tensor reset = gate(ctx, 1, x, h, masks, kernels);
    Tensor memory =
        get(RESET_AFTER)
            ? BinaryOp.MULTIPLY.on(reset, inner(ctx, 2, h, masks, kernels))
            : MatMul.PLAIN.on(BinaryOp.MULTIPLY.on(reset, masked(h, masks, 2)), kernels.get(2));
    Tensor candidate = get(ACTIVATION).apply(BinaryOp.ADD.on(x.get(2), memory));
    Tensor change = BinaryOp.MULTIPLY.on(update, BinaryOp.SUBTRACT.on(h, candidate));
    Tensor newH = BinaryOp.ADD.on(candidate, change);
    return new Step(newH, List.of(newH));
  }

  private Tensor gate(
      CallContext ctx, int i, List<Tensor> x, Tensor h, List<Tensor> masks, List<Tensor> kernels) {
    Tensor sum = BinaryOp.ADD.on(x.get(i), inner(ctx, i, h, masks, kernels));
    return get(RECURRENT_ACTIVATION).apply(sum);
  }

  private Tensor inner(CallContext ctx, int i, Tensor h, List<Tensor> masks, List<Tensor> kernels) {
    Tensor product = MatMul.PLAIN.on(masked(h, masks, i), kernels.get(i));
    Tensor bias = recurrentBias(ctx);
    return bias == null ? product : BinaryOp.ADD.on(product, JoinOps.split(bias, 3, -1).get(i));
  }

  private static Tensor masked(Tensor h, List<Tensor> masks, int i) {
    return masks.isEmpty() ? h : BinaryOp.MULTIPLY.on(h, masks.get(i));
  }

  @Override
  Op sequenceOp(SequenceOptions options) {
    RnnActivation activation = FusedActivations.of(get(ACTIVATION));
    RnnActivation recurrent = FusedActivations.of(get(RECURRENT_ACTIVATION));
    boolean known = activation != null && recurrent != null;
    boolean after = get(RESET_AFTER);
    boolean bias = after && get(RnnArgs.USE_BIAS);
    return known ? new GruSequence(activation, recurrent, after, bias, options) : null;
  }

  @Override
  List<Tensor> sequenceWeights(CallContext ctx) {
    Tensor bias = recurrentBias(ctx);
    return bias == null ? super.sequenceWeights(ctx) : List.of(recurrentKernel(ctx), bias);
  }

  /** Sets the arguments of a {@link GRUCell}. */
  public static final class Builder extends GatedBuilder<Builder, GRUCell> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the reset gate comes after the recurrent product; default true. */
    public Builder resetAfter(boolean value) {
      return set(RESET_AFTER, value);
    }
  }
}
