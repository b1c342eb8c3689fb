package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.Shape;

/** The weights of SimpleRNN, LSTM and GRU: two matrices of gates and a bias. */
abstract class DenseCell extends ProjectedCell {
  private Variable kernel;
  private Variable recurrentKernel;
  private Variable bias; // null when use_bias is false

  DenseCell(LayerType<?> type, Config config) {
    super(type, config);
  }

  final int units() {
    return get(RnnArgs.UNITS);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()));
  }

  Shape biasShape() {
    return Shape.of(gates() * units());
  }

  WeightArgs biasArgs() {
    return get(RnnArgs.BIAS);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int wide = gates() * units();
    kernel = ctx.addWeight("kernel", Shape.of(input.dim(-1), wide), get(RnnArgs.KERNEL));
    recurrentKernel =
        ctx.addWeight("recurrent_kernel", Shape.of(units(), wide), get(RnnArgs.RECURRENT));
    bias = get(RnnArgs.USE_BIAS) ? ctx.addWeight("bias", biasShape(), biasArgs()) : null;
    buildDropout(ctx);
  }

  @Override
  final Tensor project(CallContext ctx, Tensor inputs, boolean sequence) {
    Tensor x = inputProduct(ctx, inputs, ctx.read(kernel), sequence, MatMul.PLAIN::on);
    return bias == null ? x : BinaryOp.ADD.on(x, inputBias(ctx.read(bias)));
  }

  /** The part of the bias that is added to the projection. */
  Tensor inputBias(Tensor bias) {
    return bias;
  }

  final Tensor recurrentKernel(CallContext ctx) {
    return ctx.read(recurrentKernel);
  }

  @Override
  List<Tensor> sequenceWeights(CallContext ctx) {
    return List.of(recurrentKernel(ctx));
  }

  /** The bias; null without one. */
  final Tensor bias(CallContext ctx) {
    return bias == null ? null : ctx.read(bias);
  }
}
