package org.keras4j.ops;

import static org.keras4j.ops.Arith.add;
import static org.keras4j.ops.Arith.and;
import static org.keras4j.ops.Arith.cast;
import static org.keras4j.ops.Arith.compare;
import static org.keras4j.ops.Arith.expandDims;
import static org.keras4j.ops.Arith.max;
import static org.keras4j.ops.Arith.slice;
import static org.keras4j.ops.Arith.sub;
import static org.keras4j.ops.Arith.sum;
import static org.keras4j.ops.Arith.where;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ArgKind;
import org.keras4j.op.ArgReduce;
import org.keras4j.op.CompareOp;
import org.keras4j.op.CtcBeamSearch;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.GatherElements;
import org.keras4j.op.Iota;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Connectionist temporal classification. Keras: {@code keras.ops.ctc_loss}, {@code ctc_decode}. */
public final class CtcOps {
  /** Logarithm of an impossible event: finite, so that differences of two are not NaN. */
  private static final double IMPOSSIBLE = -1e30;

  private CtcOps() {}

  /**
   * The negative log probability of the labels, one value a sample.
   *
   * @param target labels {@code (B, L)}
   * @param output logits {@code (B, T, C)}
   * @param targetLength number of labels of each sample, {@code (B)}
   * @param outputLength number of steps of each sample, {@code (B)}
   * @param maskIndex the blank class (Keras' default: 0)
   */
  public static Tensor ctcLoss(
      Tensor target, Tensor output, Tensor targetLength, Tensor outputLength, int maskIndex) {
    Arith.require(
        target.rank() == 2 && output.rank() == 3 && target.shape().isKnown(1),
        "ctc_loss expects target (B, L) of known length and output (B, T, C). Received: "
            + target.shape()
            + ", "
            + output.shape());
    Arith.require(
        output.shape().isKnown(0) && output.shape().isKnown(1),
        "ctc_loss needs known sizes. Received: output.shape=" + output.shape());
    int batch = output.dim(0);
    int steps = output.dim(1);
    int states = 2 * target.dim(1) + 1;
    Tensor labels = cast(target, DType.INT32);
    // States: blank, label 1, blank, label 2, ..., blank.
    Tensor blanks = Arith.full(labels, maskIndex);
    Tensor pairs = Arith.reshape(Arith.stack(2, List.of(blanks, labels)), batch, states - 1);
    Tensor path = new Pad(List.of(0, 0), List.of(0, 1), PadMode.CONSTANT, maskIndex).on(pairs);
    Tensor logs = new LogSoftmax(2).on(Arith.wide(DTypes.toFloat(output)));
    Tensor index = Arith.broadcastTo(expandDims(path, 1), Shape.of(batch, steps, states));
    Tensor emissions = Arith.transpose(new GatherElements(2).on(logs, index), 1, 0, 2);
    Tensor canSkip = canSkip(path, states, maskIndex);
    Tensor length = expandDims(cast(outputLength, DType.INT32), -1);
    Tensor first = Arith.full(slice(emissions, 0, 0, 1), 0);
    Tensor start = Arith.squeeze(first, 0);
    start = where(compare(CompareOp.EQUAL, iota(batch, states), 0), start, IMPOSSIBLE);
    Tensor time = new Iota(TensorSpec.of(DType.INT32, steps), 0).on();
    Tensor last =
        ControlOps.scan(
                (carry, x) -> {
                  Tensor alpha = carry.get(0);
                  Tensor skipped = where(canSkip, shifted(alpha, 2), IMPOSSIBLE);
                  Tensor sum = logSum(alpha, shifted(alpha, 1), skipped);
                  Tensor next = add(sum, x.get(0));
                  Tensor running = compare(CompareOp.LESS, x.get(1), length);
                  return new ControlOps.Step(List.of(where(running, next, alpha)), List.of());
                },
                List.of(start),
                List.of(emissions, time),
                steps,
                false)
            .carry()
            .get(0);
    Tensor end = Arith.mul(expandDims(cast(targetLength, DType.INT32), -1), 2);
    Tensor onBlank = new GatherElements(1).on(last, end);
    Tensor onLabel = new GatherElements(1).on(last, max(sub(end, 1), 0));
    Tensor hasLabel = compare(CompareOp.GREATER, end, 0);
    Tensor total = logSum(onBlank, where(hasLabel, onLabel, IMPOSSIBLE));
    Tensor loss = Arith.squeeze(Arith.neg(total), -1);
    Tensor possible = compare(CompareOp.LESS, loss, -IMPOSSIBLE / 2);
    return cast(
        where(possible, loss, Double.POSITIVE_INFINITY),
        DTypes.resultType(output.dtype(), DType.FLOAT32));
  }

  /** Whether a state can be reached from two before it: a label other than the label before. */
  private static Tensor canSkip(Tensor path, int states, int blank) {
    Tensor before =
        new Pad(List.of(0, 2), List.of(0, 0), PadMode.CONSTANT, blank)
            .on(slice(path, 1, 0, Math.max(states - 2, 0)));
    Tensor padded = states < 2 ? slice(before, 1, 0, states) : before;
    Tensor label = compare(CompareOp.NOT_EQUAL, path, blank);
    return and(label, CompareOp.NOT_EQUAL.on(path, padded));
  }

  private static Tensor shifted(Tensor alpha, int by) {
    int states = alpha.dim(1);
    int kept = Math.max(states - by, 0);
    return new Pad(List.of(0, states - kept), List.of(0, 0), PadMode.CONSTANT, IMPOSSIBLE)
        .on(slice(alpha, 1, 0, kept));
  }

  private static Tensor logSum(Tensor... terms) {
    Tensor largest = terms[0];
    for (Tensor term : terms) {
      largest = max(largest, term);
    }
    largest = Arith.stop(largest);
    Tensor sum = null;
    for (Tensor term : terms) {
      Tensor exp = UnaryOp.EXP.on(sub(term, largest));
      sum = sum == null ? exp : add(sum, exp);
    }
    return add(largest, UnaryOp.LOG.on(sum));
  }

  private static Tensor iota(int rows, int columns) {
    return new Iota(TensorSpec.of(DType.INT32, rows, columns), 1).on();
  }

  /**
   * The most probable label of each step, without blanks and (with {@code mergeRepeated})
   * repetitions. Keras: {@code ctc_decode(strategy="greedy")}.
   *
   * @param inputs logits {@code (B, T, C)}
   * @param sequenceLengths {@code (B)}
   * @return int32 labels {@code (1, B, T)}, -1 after the end; and minus the sum of the largest
   *     logits, {@code (B, 1)}
   */
  public static List<Tensor> ctcGreedyDecode(
      Tensor inputs, Tensor sequenceLengths, boolean mergeRepeated, int maskIndex) {
    Tensor logits = DTypes.toFloat(inputs);
    int batch = inputs.dim(0);
    int steps = inputs.dim(1);
    Tensor best = new ArgReduce(ArgKind.MAX, 2, false).on(logits);
    Tensor lengths = expandDims(cast(sequenceLengths, DType.INT32), -1);
    Tensor running = CompareOp.LESS.on(iota(batch, steps), lengths);
    Tensor kept = and(running, compare(CompareOp.NOT_EQUAL, best, maskIndex));
    if (mergeRepeated) {
      Tensor before =
          new Pad(List.of(0, 1), List.of(0, 0), PadMode.CONSTANT, -1)
              .on(slice(best, 1, 0, steps - 1));
      kept = and(kept, CompareOp.NOT_EQUAL.on(best, before));
    }
    Tensor count = cast(kept, DType.INT32);
    Tensor place = sub(new Cumulative(CumulativeKind.SUM, 1, false, false).on(count), 1);
    // Each kept label goes to its place: a sum over steps of (label + 1) where the places match.
    Tensor slots = new Iota(TensorSpec.of(DType.INT32, 1, 1, steps), 2).on();
    Tensor match = and(expandDims(kept, 2), CompareOp.EQUAL.on(expandDims(place, 2), slots));
    Tensor labels = sub(sum(where(match, add(expandDims(best, 2), 1), 0), false, 1), 1);
    Tensor largest = Arith.reduce(ReduceKind.MAX, logits, false, 2);
    Tensor score = Arith.neg(sum(where(running, largest, 0), true, 1));
    return List.of(expandDims(labels, 0), score);
  }

  /**
   * The most probable label sequences. Keras: {@code ctc_decode(strategy="beam_search")}.
   *
   * @param maskIndex the blank class, negative from the end (Keras' default: 0)
   * @return int32 labels {@code (topPaths, B, T)}, -1 after the end; log probabilities {@code (B,
   *     topPaths)}
   */
  public static List<Tensor> ctcBeamSearchDecode(
      Tensor inputs, Tensor sequenceLengths, int beamWidth, int topPaths, int maskIndex) {
    int blank = maskIndex < 0 ? maskIndex + inputs.dim(2) : maskIndex;
    return new CtcBeamSearch(beamWidth, topPaths, blank)
        .call(List.of(DTypes.toFloat(inputs), cast(sequenceLengths, DType.INT32)));
  }
}
