package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.SeedGenerator;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.SequenceOptions;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.RandomOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * A cell of which the part that does not depend on the states, the projection of the inputs, can be
 * computed for all steps at once.
 */
abstract class ProjectedCell extends Cell {
  private SeedGenerator seeds; // null without dropout

  ProjectedCell(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** Number of gates, which stand side by side in the kernels. */
  abstract int gates();

  /** The axis, counted from the end, along which products hold the gates. */
  int gateAxis() {
    return -1;
  }

  /** The inputs' part of a step; {@code sequence} says whether axis 1 is time. */
  abstract Tensor project(CallContext ctx, Tensor inputs, boolean sequence);

  /** The rest of a step. */
  abstract Step advance(CallContext ctx, Tensor projected, List<Tensor> states);

  /**
   * The op that does the whole loop of {@link #advance}; null if none does exactly that. Its inputs
   * are projection, states, {@link #sequenceWeights} and mask; its outputs are the output and the
   * states.
   */
  Op sequenceOp(SequenceOptions options) {
    return null;
  }

  /** The weights that {@link #sequenceOp} takes. */
  List<Tensor> sequenceWeights(CallContext ctx) {
    return List.of();
  }

  /**
   * The whole loop as one op: output, then last states; null if it takes a loop of steps.
   *
   * @param mask null for none
   */
  final List<Tensor> fused(
      CallContext ctx,
      Tensor projected,
      List<Tensor> states,
      Tensor mask,
      SequenceOptions options) {
    boolean dropsStates = ctx.training() && drops(get(RnnArgs.RECURRENT_DROPOUT));
    Op op = dropsStates ? null : sequenceOp(options);
    if (op == null) {
      return null;
    }
    List<Tensor> inputs = new ArrayList<>(List.of(projected));
    inputs.addAll(states);
    inputs.addAll(sequenceWeights(ctx));
    if (mask != null) {
      inputs.add(mask);
    }
    return op.call(inputs);
  }

  /** A product of inputs or states with a part of a kernel, such as a matrix product. */
  interface Product {
    Tensor of(Tensor x, Tensor kernel);
  }

  @Override
  protected final Step step(CallContext ctx, Tensor inputs, List<Tensor> states) {
    return advance(ctx, project(ctx, inputs, false), states);
  }

  final void buildDropout(BuildContext ctx) {
    if (get(RnnArgs.DROPOUT) > 0 || get(RnnArgs.RECURRENT_DROPOUT) > 0) {
      seeds = ctx.addSeedGenerator(get(RnnArgs.SEED));
    }
  }

  /** Whether a rate means dropout at all; Keras' cells with gates take 1 for none. */
  boolean drops(double rate) {
    return rate > 0 && rate < 1;
  }

  /** How many masks are drawn for a tensor: one for all gates, or one for each. */
  int maskCount() {
    return get(RnnArgs.RECURRENT_DROPOUT) > 0 ? gates() : 1;
  }

  /** {@code x} with dropout times the kernel, which holds the gates along its last axis. */
  final Tensor inputProduct(
      CallContext ctx, Tensor x, Tensor kernel, boolean sequence, Product product) {
    List<Tensor> masks = masks(ctx, RnnArgs.DROPOUT, x, sequence);
    return dropped(x, kernel, masks, product);
  }

  /** Dropout masks of the state {@code h}: none, one, or one for each gate. */
  final List<Tensor> stateMasks(CallContext ctx, Tensor h) {
    return masks(ctx, RnnArgs.RECURRENT_DROPOUT, h, false);
  }

  /** The product with the gates' masks; the kernel is split where each gate has its own. */
  final Tensor dropped(Tensor x, Tensor kernel, List<Tensor> masks, Product product) {
    if (masks.size() <= 1) {
      return product.of(masks.isEmpty() ? x : BinaryOp.MULTIPLY.on(x, masks.get(0)), kernel);
    }
    List<Tensor> kernels = JoinOps.split(kernel, masks.size(), -1);
    List<Tensor> parts =
        IntStream.range(0, masks.size())
            .mapToObj(i -> product.of(BinaryOp.MULTIPLY.on(x, masks.get(i)), kernels.get(i)))
            .toList();
    return JoinOps.concatenate(parts, gateAxis());
  }

  /** Masks without a time axis of their own: each holds for the whole sequence. */
  private List<Tensor> masks(CallContext ctx, Arg<Double> rate, Tensor x, boolean sequence) {
    if (!ctx.training() || !drops(get(rate))) {
      return List.of();
    }
    Shape sample = x.shape().slice(sequence ? 2 : 1, x.rank());
    Tensor ones = BatchFill.ones(x, x.dtype(), sample);
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < maskCount(); i++) {
      Tensor mask = RandomOps.dropout(ctx.random(seeds), ones, get(rate), null);
      masks.add(sequence ? ShapeOps.expandDims(mask, 1) : mask);
    }
    return masks;
  }
}
