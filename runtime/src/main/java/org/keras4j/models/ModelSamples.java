package org.keras4j.models;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.keras4j.layers.Layer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Inputs of a model and the outputs that Keras computed from them: the proof that a loaded model is
 * the model that was saved. They are kept beside a model file, in {@code <file>.samples.npz}, or in
 * a {@code .keras} archive, as {@code assets/samples.npz}; the arrays are {@code in_0, in_1, ...}
 * in the order of the model's inputs (or have the inputs' names), and {@code out_0, out_1, ...} in
 * the order of its outputs.
 */
public final class ModelSamples {
  /** Shares of an output's largest value that sums in another order may differ by. */
  private static final double FLOAT64_SHARE = 1e-6;

  private static final double FLOAT32_SHARE = 1e-4;

  /** One unit in the last of 11 bits is 1e-3; layers round at several places, not all alike. */
  private static final double FLOAT16_SHARE = 4e-3;

  /** One unit in the last of 8 bits is 8e-3. */
  private static final double BFLOAT16_SHARE = 3e-2;

  private final String source;
  private final Map<String, NDArray> arrays;

  private ModelSamples(String source, Map<String, NDArray> arrays) {
    this.source = source;
    this.arrays = arrays;
  }

  /**
   * Samples of named arrays.
   *
   * @param source where they come from, for messages
   */
  public static ModelSamples of(String source, Map<String, NDArray> arrays) {
    return new ModelSamples(Objects.requireNonNull(source, "source"), Map.copyOf(arrays));
  }

  /**
   * The samples stored with a model: in its archive, else beside it; empty when there are none.
   *
   * @throws org.keras4j.tensor.KerasException when they cannot be read
   */
  public static Optional<ModelSamples> storedWith(Path model, LoadOptions options) {
    return ModelFormats.samples(ModelSource.of(model), options);
  }

  /** Where the samples come from. */
  public String source() {
    return source;
  }

  /** How one output compares with Keras'. */
  public record Comparison(
      String name, NDArray actual, double largestError, double largestValue, double allowed) {
    /** Whether the output is within what the order of sums may change. */
    public boolean agrees() {
      return largestError <= allowed;
    }
  }

  /**
   * The inputs in the model's order: by name, else by number.
   *
   * @throws ModelException when some are missing
   */
  public List<NDArray> inputs(Model model) {
    List<String> names = model.inputNames();
    if (arrays.keySet().containsAll(names)) {
      return names.stream().map(arrays::get).toList();
    }
    List<String> numbered = IntStream.range(0, names.size()).mapToObj(i -> "in_" + i).toList();
    if (arrays.keySet().containsAll(numbered)) {
      return numbered.stream().map(arrays::get).toList();
    }
    throw new ModelException(
        source
            + " has the arrays "
            + arrays.keySet().stream().sorted().toList()
            + "; the model needs "
            + names
            + ", or "
            + numbered
            + " in that order");
  }

  /**
   * Runs the model on the inputs, and compares.
   *
   * @throws ModelException when arrays are missing, or an output has another shape
   */
  public List<Comparison> compare(Model model) {
    List<NDArray> outputs = model.predict(inputs(model));
    double share = share(model);
    List<Comparison> comparisons = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      comparisons.add(compare("out_" + i, outputs.get(i), share));
    }
    return comparisons;
  }

  /**
   * Refuses a model whose numbers differ.
   *
   * @throws ModelException that names the outputs and their largest differences
   */
  public void require(Model model) {
    requireAgreement(compare(model));
  }

  /** As {@link #require}, of comparisons that were made already. */
  public void requireAgreement(List<Comparison> comparisons) {
    List<Comparison> wrong = comparisons.stream().filter(c -> !c.agrees()).toList();
    if (!wrong.isEmpty()) {
      throw new ModelException(describe(wrong));
    }
  }

  private String describe(List<Comparison> wrong) {
    List<String> parts =
        wrong.stream()
            .map(
                c ->
                    String.format(
                        "%s by up to %.2e, where %.1e is allowed",
                        c.name, c.largestError, c.allowed))
            .toList();
    return "The model's numbers differ from Keras' in "
        + source
        + ": "
        + String.join("; ", parts)
        + ". If the model was saved again since, write its samples again; if not, please report it";
  }

  private Comparison compare(String name, NDArray actual, double share) {
    NDArray expected = arrays.get(name);
    if (expected == null) {
      throw new ModelException(source + " has no array " + name);
    }
    if (!expected.shape().equals(actual.shape())) {
      throw new ModelException(
          source
              + ": "
              + name
              + " has shape "
              + expected.shape()
              + " there, but the model gives "
              + actual.shape());
    }
    if (expected.dtype() == DType.STRING || actual.dtype() == DType.STRING) {
      double different = expected.equals(actual) ? 0 : 1;
      return new Comparison(name, actual, different, 1, 0);
    }
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.getDouble(i);
      scale = Double.isFinite(e) ? Math.max(scale, Math.abs(e)) : scale;
      worst = Math.max(worst, difference(e, actual.getDouble(i)));
    }
    double allowed = actual.dtype().isFloating() ? share * scale : 0;
    return new Comparison(name, actual, worst, scale, allowed);
  }

  /** Numbers that are not finite have to be the same. */
  private static double difference(double expected, double actual) {
    if (Double.compare(expected, actual) == 0 || expected == actual) {
      return 0;
    }
    double difference = Math.abs(expected - actual);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** What the coarsest type that the model computes in allows. */
  private static double share(Model model) {
    double share = FLOAT64_SHARE;
    Set<Layer> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Layer> open = new ArrayDeque<>(List.of(model));
    while (!open.isEmpty()) {
      Layer layer = open.pop();
      if (seen.add(layer)) {
        layer.sublayers().forEach(open::push);
        share = Math.max(share, share(layer.computeDType()));
      }
    }
    return share;
  }

  private static double share(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT32_SHARE;
      case FLOAT16 -> FLOAT16_SHARE;
      case BFLOAT16 -> BFLOAT16_SHARE;
      default -> FLOAT64_SHARE;
    };
  }
}
