package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.source.ArrayDecoder;
import org.keras4j.graph.Variable;
import org.keras4j.layers.SummarizedLayer;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Variables of a model and the stored arrays found for them. All are found before any is assigned,
 * and all values are read before the first is: a file that does not fit changes nothing.
 */
final class WeightMatches {
  private final String file;
  private final List<Match> matches = new ArrayList<>();
  private final List<Runnable> others = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private record Match(Variable variable, Supplier<NDArray> value) {}

  WeightMatches(String file) {
    this.file = file;
  }

  /** A variable whose new value {@code value} reads when it is called. */
  void add(Variable variable, Supplier<NDArray> value) {
    matches.add(new Match(variable, value));
  }

  /** What a layer learned from data that the file has a summary of. */
  void add(SummarizedLayer layer, Hdf5Dataset summary) {
    try {
      others.add(layer.learned(summary.toNDArray()));
    } catch (KerasException e) {
      problem(e.getMessage());
    }
  }

  /** Something that does not fit, for the message. */
  void problem(String problem) {
    problems.add(problem);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Refuses a file that does not fit.
   *
   * @throws FormatException with {@code headline} (may be empty) and all problems
   */
  void requireNoProblems(String headline) {
    if (!problems.isEmpty()) {
      throw new FormatException(
          FormatException.Kind.MISMATCH, file, -1, headline + String.join("\n", problems));
    }
  }

  /** Assigns what was found. */
  void assign() {
    List<NDArray> values = new ArrayList<>(matches.size());
    for (Match match : matches) {
      values.add(match.value.get().cast(match.variable.dtype()));
    }
    for (int i = 0; i < values.size(); i++) {
      matches.get(i).variable.assign(values.get(i));
    }
    others.forEach(Runnable::run);
  }

  /** The shape of a stored array. */
  static Shape shape(Hdf5Dataset dataset) {
    return ArrayDecoder.shape(dataset.source() + ":" + dataset.path(), dataset.shape());
  }
}
