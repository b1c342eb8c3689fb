package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.op.CtcBeamSearch;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Prefix beam search (Graves, 2006) in log space. */
final class CtcKernels {
  /** Log probabilities of a prefix whose last step was a blank, or its last label. */
  private static final class Score {
    private double blank = Double.NEGATIVE_INFINITY;
    private double label = Double.NEGATIVE_INFINITY;

    private double total() {
      return logAdd(blank, label);
    }
  }

  private CtcKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels.add(CtcBeamSearch.class, (op, in, interpreter) -> search(op, in));
  }

  private static List<NDArray> search(CtcBeamSearch op, List<NDArray> in) {
    NDArray logits = in.get(0);
    Shape shape = logits.shape();
    List<TensorSpec> specs = op.infer(in.stream().map(NDArray::spec).toList());
    NDArray.Builder labels = NDArray.builder(specs.get(0).dtype(), specs.get(0).shape());
    NDArray.Builder scores = NDArray.builder(specs.get(1).dtype(), specs.get(1).shape());
    int steps = shape.dim(1);
    for (int i = 0; i < labels.size(); i++) {
      labels.set(i, -1L);
    }
    for (int b = 0; b < shape.dim(0); b++) {
      int length = (int) Math.min(in.get(1).getLong(b), steps);
      List<Map.Entry<List<Integer>, Score>> best = beams(op, logits, b, length);
      for (int p = 0; p < op.topPaths(); p++) {
        boolean found = p < best.size();
        double score = found ? best.get(p).getValue().total() : Double.NEGATIVE_INFINITY;
        scores.set(b * op.topPaths() + p, score);
        List<Integer> path = found ? best.get(p).getKey() : List.of();
        for (int t = 0; t < path.size(); t++) {
          labels.set((p * shape.dim(0) + b) * steps + t, (long) path.get(t));
        }
      }
    }
    return List.of(labels.build(), scores.build());
  }

  private static List<Map.Entry<List<Integer>, Score>> beams(
      CtcBeamSearch op, NDArray logits, int sample, int length) {
    int classes = logits.shape().dim(2);
    Score empty = new Score();
    empty.blank = 0;
    List<Map.Entry<List<Integer>, Score>> beams = List.of(Map.entry(List.of(), empty));
    for (int t = 0; t < length; t++) {
      double[] step = logSoftmax(logits, (sample * logits.shape().dim(1) + t) * classes, classes);
      Map<List<Integer>, Score> next = new LinkedHashMap<>();
      for (Map.Entry<List<Integer>, Score> beam : beams) {
        extend(op.blank(), beam.getKey(), beam.getValue(), step, next);
      }
      Comparator<Map.Entry<List<Integer>, Score>> byScore =
          Comparator.comparingDouble(entry -> -entry.getValue().total());
      beams = next.entrySet().stream().sorted(byScore).limit(op.beamWidth()).toList();
    }
    return beams;
  }

  private static void extend(
      int blank, List<Integer> prefix, Score score, double[] step, Map<List<Integer>, Score> next) {
    int last = prefix.isEmpty() ? -1 : prefix.get(prefix.size() - 1);
    Score same = next.computeIfAbsent(prefix, p -> new Score());
    same.blank = logAdd(same.blank, score.total() + step[blank]);
    for (int c = 0; c < step.length; c++) {
      if (c == blank) {
        continue;
      }
      if (c == last) {
        same.label = logAdd(same.label, score.label + step[c]);
      }
      List<Integer> longer = new ArrayList<>(prefix);
      longer.add(c);
      Score extended = next.computeIfAbsent(longer, p -> new Score());
      // A repeated label is a new one only after a blank.
      double before = c == last ? score.blank : score.total();
      extended.label = logAdd(extended.label, before + step[c]);
    }
  }

  private static double[] logSoftmax(NDArray logits, int from, int classes) {
    double sum = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      sum = logAdd(sum, logits.getDouble(from + c));
    }
    double[] result = new double[classes];
    for (int c = 0; c < classes; c++) {
      result[c] = logits.getDouble(from + c) - sum;
    }
    return result;
  }

  private static double logAdd(double a, double b) {
    double larger = Math.max(a, b);
    return larger == Double.NEGATIVE_INFINITY
        ? larger
        : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
  }
}
