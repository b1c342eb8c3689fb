package org.keras4j.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;

/**
 * The area under a curve from counts at thresholds. Counts are of shape {@code (thresholds)} or
 * {@code (thresholds, labels)}.
 */
record AucArea(
    Tensor truePositives, Tensor falsePositives, Tensor trueNegatives, Tensor falseNegatives) {
  private record Curve(Tensor x, Tensor y) {}

  /** The area between each two thresholds. */
  Tensor terms(AucCurve kind, AucSummation method) {
    if (kind == AucCurve.PR && method == AucSummation.INTERPOLATION) {
      return interpolatedPrecision();
    }
    Curve curve =
        switch (kind) {
          case ROC ->
              new Curve(share(falsePositives, trueNegatives), share(truePositives, falseNegatives));
          case PR ->
              new Curve(share(truePositives, falseNegatives), share(truePositives, falsePositives));
          case PRGAIN -> gains();
        };
    Tensor right = upper(curve.y);
    Tensor left = lower(curve.y);
    Tensor height =
        switch (method) {
          case INTERPOLATION -> MathOps.divide(MathOps.add(left, right), 2.0);
          case MINORING -> MathOps.minimum(left, right);
          case MAJORING -> MathOps.maximum(left, right);
        };
    return MathOps.multiply(MathOps.subtract(lower(curve.x), upper(curve.x)), height);
  }

  private static Tensor share(Tensor part, Tensor rest) {
    return MathOps.divideNoNan(part, MathOps.add(part, rest));
  }

  /** Between two thresholds precision is not linear in recall: Davis and Goadrich, 2006. */
  private Tensor interpolatedPrecision() {
    Tensor change = MathOps.subtract(lower(truePositives), upper(truePositives));
    Tensor positives = MathOps.add(truePositives, falsePositives);
    Tensor from = lower(positives);
    Tensor to = upper(positives);
    Tensor slope = MathOps.divideNoNan(change, MathOps.maximum(MathOps.subtract(from, to), 0));
    Tensor intercept = MathOps.subtract(upper(truePositives), MathOps.multiply(slope, to));
    Tensor bothPositive = LogicOps.logicalAnd(LogicOps.greater(from, 0), LogicOps.greater(to, 0));
    Tensor ratio =
        LogicOps.where(bothPositive, MathOps.divideNoNan(from, MathOps.maximum(to, 0)), 1.0);
    Tensor increment = MathOps.add(change, MathOps.multiply(intercept, MathOps.log(ratio)));
    Tensor all = MathOps.maximum(MathOps.add(upper(truePositives), upper(falseNegatives)), 0);
    return MathOps.divideNoNan(MathOps.multiply(slope, increment), all);
  }

  /** Precision gain over recall gain: Flach and Kull, 2015. */
  private Curve gains() {
    Tensor scale =
        MathOps.divideNoNan(
            MathOps.add(truePositives, falseNegatives), MathOps.add(trueNegatives, falsePositives));
    Tensor none = LogicOps.equal(truePositives, 0);
    Tensor recall = LogicOps.where(none, 0.0, gain(scale, falseNegatives));
    Tensor precision = LogicOps.where(none, 1.0, gain(scale, falsePositives));
    return new Curve(MathOps.maximum(recall, 0.0), precision);
  }

  private Tensor gain(Tensor scale, Tensor wrong) {
    Tensor ratio = MathOps.divideNoNan(wrong, truePositives);
    return MathOps.subtract(1.0, MathOps.multiply(scale, ratio));
  }

  /** At all thresholds but the last. */
  private static Tensor lower(Tensor x) {
    return part(x, 0);
  }

  /** At all thresholds but the first. */
  private static Tensor upper(Tensor x) {
    return part(x, 1);
  }

  private static Tensor part(Tensor x, int from) {
    List<Integer> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(x.rank(), -1));
    starts.set(0, from);
    sizes.set(0, x.dim(0) - 1);
    return ShapeOps.slice(x, starts, sizes);
  }
}
