package org.keras4j.losses;

import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Weighting.Pair;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.CtcOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.LossOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.ShapeException;

/**
 * The functions behind losses and metrics: targets and predictions to one value a sample. Keras:
 * the functions of {@code keras.losses}.
 *
 * <p>Targets are cast to the predictions' dtype. Unless a function says otherwise both have one
 * shape, and the result lacks the last axis.
 */
public final class LossFunctions {
  /** Keras' fuzz factor, {@code keras.config.epsilon()}. */
  static final double EPSILON = 1e-7;

  private LossFunctions() {}

  private static Tensor targets(Tensor yTrue, Tensor yPred) {
    return DTypes.cast(yTrue, yPred.dtype());
  }

  private static Pair sameRank(Tensor yTrue, Tensor yPred) {
    return Weighting.sameRank(targets(yTrue, yPred), yPred);
  }

  private static Tensor epsilon(DType dtype) {
    return Constant.scalar(dtype, EPSILON);
  }

  /** Keras: {@code mean_squared_error}. */
  public static Tensor meanSquaredError(Tensor yTrue, Tensor yPred) {
    Pair y = sameRank(yTrue, yPred);
    return ReduceOps.mean(MathOps.square(MathOps.subtract(y.first(), y.second())), -1);
  }

  /** Keras: {@code mean_absolute_error}. */
  public static Tensor meanAbsoluteError(Tensor yTrue, Tensor yPred) {
    Pair y = sameRank(yTrue, yPred);
    return ReduceOps.mean(MathOps.abs(MathOps.subtract(y.first(), y.second())), -1);
  }

  /** Keras: {@code mean_absolute_percentage_error}. */
  public static Tensor meanAbsolutePercentageError(Tensor yTrue, Tensor yPred) {
    Pair y = sameRank(yTrue, yPred);
    Tensor size = MathOps.maximum(MathOps.abs(y.first()), epsilon(yPred.dtype()));
    Tensor share = MathOps.abs(MathOps.divide(MathOps.subtract(y.first(), y.second()), size));
    return MathOps.multiply(100.0, ReduceOps.mean(share, -1));
  }

  /** Keras: {@code mean_squared_logarithmic_error}. */
  public static Tensor meanSquaredLogarithmicError(Tensor yTrue, Tensor yPred) {
    Pair y = sameRank(yTrue, yPred);
    Tensor difference = MathOps.subtract(logOfOneMore(y.second()), logOfOneMore(y.first()));
    return ReduceOps.mean(MathOps.square(difference), -1);
  }

  private static Tensor logOfOneMore(Tensor x) {
    return MathOps.log(MathOps.add(MathOps.maximum(x, epsilon(DType.FLOAT32)), 1.0));
  }

  /**
   * Minus the cosine of the angle, so that it is less the more alike. Keras: {@code
   * cosine_similarity}.
   */
  public static Tensor cosineSimilarity(Tensor yTrue, Tensor yPred, int axis) {
    Pair y = sameRank(yTrue, yPred);
    Tensor prediction = NnOps.normalize(y.second(), axis, 2);
    Tensor target = NnOps.normalize(y.first(), axis, 2);
    return MathOps.negative(ReduceOps.sum(MathOps.multiply(target, prediction), axis));
  }

  /** Squares below {@code delta}, absolute values above. Keras: {@code huber}. */
  public static Tensor huber(Tensor yTrue, Tensor yPred, double delta) {
    Pair y = sameRank(yTrue, yPred);
    Tensor error = MathOps.subtract(y.second(), y.first());
    Tensor size = MathOps.abs(error);
    Tensor limit = Constant.scalar(size.dtype(), delta);
    Tensor near = MathOps.multiply(0.5, MathOps.square(error));
    Tensor far =
        MathOps.subtract(
            MathOps.multiply(limit, size), MathOps.multiply(0.5, MathOps.square(limit)));
    return ReduceOps.mean(LogicOps.where(LogicOps.lessEqual(size, limit), near, far), -1);
  }

  /** Logarithm of the hyperbolic cosine of the error. Keras: {@code log_cosh}. */
  public static Tensor logCosh(Tensor yTrue, Tensor yPred) {
    Pair y = sameRank(yTrue, yPred);
    Tensor error = MathOps.subtract(y.second(), y.first());
    Tensor tail = NnOps.softplus(MathOps.multiply(error, -2.0));
    return ReduceOps.mean(MathOps.subtract(MathOps.add(error, tail), Math.log(2)), -1);
  }

  /** Keras: {@code hinge}. Targets are -1 or 1; if all are 0 or 1, 0 means -1. */
  public static Tensor hinge(Tensor yTrue, Tensor yPred) {
    return ReduceOps.mean(margin(yTrue, yPred), -1);
  }

  /** Keras: {@code squared_hinge}. Targets as of {@link #hinge}. */
  public static Tensor squaredHinge(Tensor yTrue, Tensor yPred) {
    return ReduceOps.mean(MathOps.square(margin(yTrue, yPred)), -1);
  }

  private static Tensor margin(Tensor yTrue, Tensor yPred) {
    Tensor target = targets(yTrue, yPred);
    Tensor isBinary =
        ReduceOps.all(LogicOps.logicalOr(LogicOps.equal(target, 0), LogicOps.equal(target, 1)));
    Tensor signs = MathOps.subtract(MathOps.multiply(2.0, target), 1.0);
    Tensor product = MathOps.multiply(LogicOps.where(isBinary, signs, target), yPred);
    return MathOps.maximum(MathOps.subtract(1.0, product), 0.0);
  }

  /** Keras: {@code categorical_hinge}. Targets are one-hot. */
  public static Tensor categoricalHinge(Tensor yTrue, Tensor yPred) {
    Tensor target = targets(yTrue, yPred);
    Tensor positive = ReduceOps.sum(MathOps.multiply(target, yPred), -1);
    Tensor negative = ReduceOps.max(MathOps.multiply(MathOps.subtract(1.0, target), yPred), -1);
    return MathOps.maximum(MathOps.add(MathOps.subtract(negative, positive), 1.0), 0.0);
  }

  /** Kullback-Leibler divergence of distributions. Keras: {@code kl_divergence}. */
  public static Tensor klDivergence(Tensor yTrue, Tensor yPred) {
    Tensor target = MathOps.clip(targets(yTrue, yPred), EPSILON, 1);
    Tensor prediction = MathOps.clip(yPred, EPSILON, 1);
    Tensor log = MathOps.log(MathOps.divide(target, prediction));
    return ReduceOps.sum(MathOps.multiply(target, log), -1);
  }

  /** Keras: {@code poisson}. */
  public static Tensor poisson(Tensor yTrue, Tensor yPred) {
    Tensor log = MathOps.log(MathOps.add(yPred, epsilon(yPred.dtype())));
    Tensor product = MathOps.multiply(targets(yTrue, yPred), log);
    return ReduceOps.mean(MathOps.subtract(yPred, product), -1);
  }

  /**
   * Keras: {@code binary_crossentropy}.
   *
   * @param labelSmoothing share by which targets are drawn towards 0.5
   */
  public static Tensor binaryCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, double labelSmoothing, int axis) {
    Tensor target = smoothed(targets(yTrue, yPred), labelSmoothing, 2);
    return ReduceOps.mean(LossOps.binaryCrossentropy(target, yPred, fromLogits), axis);
  }

  private static Tensor smoothed(Tensor target, double labelSmoothing, int classes) {
    return labelSmoothing == 0
        ? target
        : MathOps.add(MathOps.multiply(target, 1.0 - labelSmoothing), labelSmoothing / classes);
  }

  /** Keras: {@code binary_focal_crossentropy}; {@code alpha} null for no class balancing. */
  public static Tensor binaryFocalCrossentropy(
      Tensor yTrue,
      Tensor yPred,
      Double alpha,
      double gamma,
      boolean fromLogits,
      double labelSmoothing,
      int axis) {
    Tensor target = smoothed(targets(yTrue, yPred), labelSmoothing, 2);
    Tensor p = fromLogits ? NnOps.sigmoid(yPred) : yPred;
    Tensor entropy = LossOps.binaryCrossentropy(target, p, false);
    Tensor other = MathOps.subtract(1.0, target);
    Tensor right =
        MathOps.add(MathOps.multiply(target, p), MathOps.multiply(other, MathOps.subtract(1.0, p)));
    Tensor focal = MathOps.multiply(MathOps.power(MathOps.subtract(1.0, right), gamma), entropy);
    if (alpha != null) {
      Tensor weight =
          MathOps.add(MathOps.multiply(target, alpha), MathOps.multiply(other, 1 - alpha));
      focal = MathOps.multiply(weight, focal);
    }
    return ReduceOps.mean(focal, axis);
  }

  /**
   * Keras: {@code categorical_crossentropy}. Targets are distributions over {@code axis}.
   *
   * @param labelSmoothing share by which targets are drawn towards the even distribution
   */
  public static Tensor categoricalCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, double labelSmoothing, int axis) {
    Tensor target = targets(yTrue, yPred);
    return LossOps.categoricalCrossentropy(
        smoothed(target, labelSmoothing, target.dim(-1)), yPred, fromLogits, axis);
  }

  /** Keras: {@code categorical_focal_crossentropy}. */
  public static Tensor categoricalFocalCrossentropy(
      Tensor yTrue,
      Tensor yPred,
      double alpha,
      double gamma,
      boolean fromLogits,
      double labelSmoothing,
      int axis) {
    Tensor given = targets(yTrue, yPred);
    Tensor target = smoothed(given, labelSmoothing, given.dim(-1));
    Tensor probability = fromLogits ? NnOps.softmax(yPred, axis) : yPred;
    Tensor sum = ReduceOps.sum(probability, List.of(axis), true);
    Tensor p = MathOps.clip(MathOps.divide(probability, sum), EPSILON, 1 - EPSILON);
    Tensor entropy = MathOps.multiply(MathOps.negative(target), MathOps.log(p));
    Tensor weight = MathOps.multiply(MathOps.power(MathOps.subtract(1.0, p), gamma), alpha);
    return ReduceOps.sum(MathOps.multiply(weight, entropy), axis);
  }

  /**
   * Keras: {@code sparse_categorical_crossentropy}. Targets are classes, without the class axis or
   * with 1 there.
   *
   * @param ignoreClass class whose places give 0, or null
   */
  public static Tensor sparseCategoricalCrossentropy(
      Tensor yTrue, Tensor yPred, boolean fromLogits, Integer ignoreClass, int axis) {
    Tensor target = withoutClassAxis(yTrue, yPred, axis);
    if (ignoreClass == null) {
      return LossOps.sparseCategoricalCrossentropy(target, yPred, fromLogits, axis);
    }
    Tensor valid = isNotClass(target, yPred, ignoreClass);
    Tensor kept = LogicOps.where(valid, target, 0);
    Tensor output = LogicOps.where(ShapeOps.expandDims(valid, axis), yPred, 0);
    Tensor loss = LossOps.sparseCategoricalCrossentropy(kept, output, fromLogits, axis);
    return LogicOps.where(valid, loss, 0.0);
  }

  /** Which places are not of {@code ignoreClass}: the mask of the loss; null if none is ignored. */
  public static Tensor validClasses(Tensor yTrue, Tensor yPred, Integer ignoreClass, int axis) {
    return ignoreClass == null
        ? null
        : isNotClass(withoutClassAxis(yTrue, yPred, axis), yPred, ignoreClass);
  }

  private static Tensor isNotClass(Tensor target, Tensor yPred, int ignoreClass) {
    return LogicOps.notEqual(target, Constant.scalar(yPred.dtype(), ignoreClass));
  }

  private static Tensor withoutClassAxis(Tensor yTrue, Tensor yPred, int axis) {
    return yTrue.rank() == yPred.rank() && yTrue.dim(axis) == 1
        ? ShapeOps.squeeze(yTrue, axis)
        : yTrue;
  }

  /**
   * Keras: {@code ctc}. One value a sample.
   *
   * @param yTrue labels {@code (batch, max_length)}, padded with 0, the blank class
   * @param yPred logits {@code (batch, steps, classes)}
   */
  public static Tensor ctc(Tensor yTrue, Tensor yPred) {
    if (yTrue.rank() != 2) {
      throw new ShapeException(
          "Targets `y_true` are expected to be a tensor of shape `(batch_size, max_length)` in"
              + " integer format. Received: y_true.shape="
              + yTrue.shape());
    }
    if (yPred.rank() != 3) {
      throw new ShapeException(
          "Logits `y_pred` are expected to be a tensor of shape `(batch_size, max_length,"
              + " num_classes)`. Received: y_pred.shape="
              + yPred.shape());
    }
    Tensor labels = ReduceOps.sum(LogicOps.notEqual(yTrue, 0), -1);
    Tensor steps = CreationOps.fullLike(labels, yPred.dim(1), DType.INT32);
    return CtcOps.ctcLoss(yTrue, yPred, DTypes.cast(labels, DType.INT32), steps, 0);
  }

  /**
   * Keras: {@code dice}.
   *
   * @param axes what is summed over, null for all; the result has the other axes
   */
  public static Tensor dice(Tensor yTrue, Tensor yPred, List<Integer> axes) {
    Tensor target = targets(yTrue, yPred);
    Tensor common = ReduceOps.sum(MathOps.multiply(target, yPred), axes, false);
    Tensor sizes =
        MathOps.add(ReduceOps.sum(target, axes, false), ReduceOps.sum(yPred, axes, false));
    Tensor ratio = MathOps.divide(MathOps.multiply(2.0, common), MathOps.add(sizes, EPSILON));
    return MathOps.subtract(1.0, ratio);
  }

  /** Keras: {@code tversky}. Axes as of {@link #dice}. */
  public static Tensor tversky(
      Tensor yTrue, Tensor yPred, double alpha, double beta, List<Integer> axes) {
    Tensor target = targets(yTrue, yPred);
    Tensor common = ReduceOps.sum(MathOps.multiply(target, yPred), axes, false);
    Tensor missed =
        ReduceOps.sum(MathOps.multiply(MathOps.subtract(1.0, yPred), target), axes, false);
    Tensor wrong =
        ReduceOps.sum(MathOps.multiply(yPred, MathOps.subtract(1.0, target)), axes, false);
    Tensor size =
        MathOps.add(
            MathOps.add(common, MathOps.multiply(missed, alpha)), MathOps.multiply(wrong, beta));
    return MathOps.subtract(1.0, MathOps.divide(common, MathOps.add(size, EPSILON)));
  }

  /**
   * Circle loss of embeddings of unit length within the batch. Keras: {@code circle}.
   *
   * @param yTrue classes {@code (batch)}
   * @param yPred embeddings {@code (batch, size)}
   */
  public static Tensor circle(
      Tensor yTrue, Tensor yPred, double gamma, double margin, boolean removeDiagonal) {
    Tensor cosines = ProductOps.matmul(yPred, ShapeOps.transpose(yPred));
    Tensor distance = MathOps.maximum(MathOps.subtract(1.0, cosines), 0.0);
    Tensor labels = ShapeOps.reshape(DTypes.cast(yTrue, DType.INT32), -1, 1);
    Tensor same = LogicOps.equal(labels, ShapeOps.transpose(labels));
    Tensor other = LogicOps.logicalNot(same);
    if (removeDiagonal) {
      int batch = labels.dim(0);
      Tensor diagonal = CreationOps.eye(batch, batch, 0, DType.BOOL);
      same = LogicOps.logicalAnd(same, LogicOps.logicalNot(diagonal));
    }
    Tensor positive =
        MathOps.multiply(
            MathOps.multiply(-gamma, weight(MathOps.add(margin, distance), same)),
            MathOps.subtract(margin, distance));
    Tensor negative =
        MathOps.multiply(
            MathOps.multiply(gamma, weight(MathOps.subtract(1 + margin, distance), other)),
            MathOps.subtract(1 - margin, distance));
    return NnOps.softplus(MathOps.add(logSumExp(same, positive), logSumExp(other, negative)));
  }

  private static Tensor weight(Tensor distance, Tensor mask) {
    Tensor masked = MathOps.multiply(distance, DTypes.cast(mask, distance.dtype()));
    return MathOps.maximum(masked, 0.0);
  }

  private static Tensor logSumExp(Tensor mask, Tensor x) {
    Tensor kept = LogicOps.where(mask, x, Double.NEGATIVE_INFINITY);
    return ReduceOps.logsumexp(kept, List.of(1), false);
  }

  /**
   * Keras: {@code categorical_generalized_cross_entropy}.
   *
   * @param yTrue classes {@code (batch, ...)}
   * @param yPred probabilities {@code (batch, ..., classes)}
   * @param q between 0 (crossentropy) and 1 (mean absolute error)
   */
  public static Tensor categoricalGeneralizedCrossEntropy(Tensor yTrue, Tensor yPred, double q) {
    Tensor hot = IndexOps.oneHot(DTypes.cast(yTrue, DType.INT32), yPred.dim(-1), -1, yPred.dtype());
    Tensor p = ReduceOps.sum(MathOps.multiply(yPred, hot), -1);
    return MathOps.divide(MathOps.subtract(1.0, MathOps.power(p, q)), q);
  }
}
