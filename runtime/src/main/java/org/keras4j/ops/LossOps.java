package org.keras4j.ops;

import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.GatherElements;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.Softmax;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Cross-entropies of single samples, without reduction. Keras: parts of {@code keras.ops.nn}.
 *
 * <p>As Keras does, an output that comes straight from a softmax or sigmoid is taken apart, and the
 * loss computed from its logits: that keeps gradients where probabilities round to 0 or 1.
 */
public final class LossOps {
  private LossOps() {}

  /** Keras: {@code keras.ops.binary_crossentropy}. Operands and result have one shape. */
  public static Tensor binaryCrossentropy(Tensor target, Tensor output, boolean fromLogits) {
    requireSameShape(target, output);
    Tensor y = DTypes.toFloat(output);
    Tensor t = DTypes.cast(target, y.dtype());
    if (fromLogits || y.node().op() == UnaryOp.SIGMOID) {
      Tensor logits = y.node().op() == UnaryOp.SIGMOID ? y.node().input(0) : y;
      // max(x, 0) - x t + log(1 + exp(-|x|)), which never overflows.
      Tensor tail = UnaryOp.SOFTPLUS.on(Arith.neg(UnaryOp.ABS.on(logits)));
      return Arith.add(Arith.sub(UnaryOp.RELU.on(logits), Arith.mul(logits, t)), tail);
    }
    Tensor p = Arith.clip(y, Arith.EPSILON, 1 - Arith.EPSILON);
    Tensor positive = Arith.mul(t, UnaryOp.LOG.on(p));
    Tensor negative = Arith.mul(Arith.sub(1, t), UnaryOp.LOG.on(Arith.sub(1, p)));
    return Arith.neg(Arith.add(positive, negative));
  }

  /**
   * Keras: {@code keras.ops.categorical_crossentropy}: summed over {@code axis}.
   *
   * @param target probabilities, shaped as output
   */
  public static Tensor categoricalCrossentropy(
      Tensor target, Tensor output, boolean fromLogits, int axis) {
    requireSameShape(target, output);
    Tensor y = DTypes.toFloat(output);
    Tensor t = DTypes.cast(target, y.dtype());
    int at = y.shape().axis(axis);
    Tensor logits = logits(y, at, fromLogits);
    if (logits != null) {
      Tensor log = new LogSoftmax(at).on(logits);
      return Arith.neg(Arith.sum(Arith.mul(t, log), false, at));
    }
    Tensor normalised = Arith.div(y, Arith.sum(y, true, at));
    Tensor p = Arith.clip(normalised, Arith.EPSILON, 1 - Arith.EPSILON);
    return Arith.neg(Arith.sum(Arith.mul(t, UnaryOp.LOG.on(p)), false, at));
  }

  /**
   * Keras: {@code keras.ops.sparse_categorical_crossentropy}, over the last axis.
   *
   * @param target class indices, shaped as output without its last axis, or with 1 there; a class
   *     out of range gives NaN, as TensorFlow's CPU kernel refuses it
   */
  public static Tensor sparseCategoricalCrossentropy(
      Tensor target, Tensor output, boolean fromLogits, int axis) {
    Arith.require(
        axis == -1 || axis == output.rank() - 1,
        "Only axis=-1 is currently supported. Received: axis=" + axis);
    Arith.require(
        output.rank() >= 1,
        "Argument `output` must be at least rank 1. Received: output.shape=" + output.shape());
    boolean column = target.rank() == output.rank() && target.dim(-1) == 1;
    Tensor classes = column ? Arith.squeeze(target, -1) : target;
    Shape samples = output.shape().removeDim(-1);
    Arith.require(
        classes.rank() == samples.rank() && classes.shape().isCompatible(samples),
        "Arguments `target` and `output` must have the same shape up until the last dimension:"
            + " target.shape="
            + target.shape()
            + ", output.shape="
            + output.shape());
    Tensor y = DTypes.toFloat(output);
    int last = y.rank() - 1;
    Tensor logits = logits(y, last, fromLogits);
    if (logits == null) {
      logits = UnaryOp.LOG.on(Arith.clip(y, Arith.EPSILON, 1 - Arith.EPSILON));
    }
    Tensor log = new LogSoftmax(last).on(logits);
    Tensor index = Arith.expandDims(DTypes.cast(classes, DType.INT32), -1);
    Tensor low = Arith.compare(CompareOp.LESS, index, 0);
    Tensor clipped = Arith.max(index, 0);
    Tensor outside = low;
    if (output.shape().isKnown(-1)) {
      int classCount = output.dim(-1);
      outside =
          BinaryOp.LOGICAL_OR.on(low, Arith.compare(CompareOp.GREATER_EQUAL, index, classCount));
      clipped = Arith.min(clipped, classCount - 1);
    }
    Tensor picked = new GatherElements(last).on(log, clipped);
    return Arith.squeeze(
        Arith.neg(Arith.where(outside, Arith.scalar(picked, Double.NaN), picked)), -1);
  }

  /** The logits that {@code y} was made of by a softmax over {@code axis}, or {@code null}. */
  private static Tensor logits(Tensor y, int axis, boolean fromLogits) {
    if (y.node().op() instanceof Softmax softmax && softmax.axis() == axis) {
      return y.node().input(0);
    }
    return fromLogits ? y : null;
  }

  private static void requireSameShape(Tensor target, Tensor output) {
    Arith.require(
        target.rank() == output.rank(),
        "Arguments `target` and `output` must have the same rank (ndim). Received: target.shape="
            + target.shape()
            + ", output.shape="
            + output.shape());
    Arith.require(
        target.shape().isCompatible(output.shape()),
        "Arguments `target` and `output` must have the same shape. Received: target.shape="
            + target.shape()
            + ", output.shape="
            + output.shape());
  }
}
