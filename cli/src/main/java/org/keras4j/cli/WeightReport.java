package org.keras4j.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.keras4j.graph.Variable;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/** One line about a model's weights: how many, how large, and whether all are numbers. */
final class WeightReport {
  private long arrays;
  private long parameters;
  private long bytes;
  private long notFinite;
  private String firstNotFinite;

  private WeightReport() {}

  static void print(Model model, PrintWriter out) {
    WeightReport report = new WeightReport();
    model.weights().forEach(report::add);
    out.printf(
        Locale.ROOT,
        "weights  %,d arrays, %,d parameters, %,d bytes, %s%n",
        report.arrays,
        report.parameters,
        report.bytes,
        report.notFinite == 0
            ? "all finite"
            : String.format(
                Locale.ROOT,
                "%,d not finite, first in %s",
                report.notFinite,
                report.firstNotFinite));
  }

  private void add(Variable variable) {
    NDArray value = variable.value();
    arrays++;
    parameters += value.size();
    bytes += (long) value.size() * value.dtype().bytes();
    long wrong = value.dtype().isFloating() ? notFinite(value) : 0;
    if (wrong > 0 && firstNotFinite == null) {
      firstNotFinite = variable.path();
    }
    notFinite += wrong;
  }

  private static long notFinite(NDArray value) {
    long count = 0;
    for (int i = 0; i < value.size(); i++) {
      if (!Double.isFinite(value.getDouble(i))) {
        count++;
      }
    }
    return count;
  }
}
