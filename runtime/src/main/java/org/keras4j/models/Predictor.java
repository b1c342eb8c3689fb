package org.keras4j.models;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.backend.Backend;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.plan.Executable;
import org.keras4j.plan.PlanCache;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Runs a model at inference. The model is traced anew for each signature of inputs, so that its
 * layers see known shapes; each trace is compiled once and shared by all callers.
 */
public final class Predictor {
  /** Plans kept for each model: one for each batch size or length in use. */
  private static final int CACHED_PLANS = 16;

  private final Model model;
  private final Supplier<Backend> backend;
  private final PlanCache<Executable> plans;
  private final boolean finiteInputs;

  Predictor(Model model, Supplier<Backend> backend) {
    this(model, backend, new PlanCache<>(CACHED_PLANS), false);
  }

  private Predictor(
      Model model, Supplier<Backend> backend, PlanCache<Executable> plans, boolean finiteInputs) {
    this.model = model;
    this.backend = backend;
    this.plans = plans;
    this.finiteInputs = finiteInputs;
  }

  /**
   * This predictor with a check of all inputs: NaN and infinite numbers are refused, for which
   * models have no sensible answer. For inputs that come from others.
   */
  public Predictor requireFiniteInputs() {
    return new Predictor(model, backend, plans, true);
  }

  /** All outputs, in flattened order, for a batch of each input in order. */
  public List<NDArray> run(List<NDArray> inputs) {
    if (finiteInputs) {
      for (int i = 0; i < inputs.size(); i++) {
        requireFinite(i, inputs.get(i));
      }
    }
    List<NDArray> standardized = standardize(inputs);
    PlanCache.Key key = PlanCache.Key.of(standardized, Predictor.class);
    return plans
        .get(key, () -> Executable.of(trace(key.inputs()), backend.get()))
        .run(standardized);
  }

  /** All outputs, in flattened order, computed {@code batchSize} rows at a time. */
  public List<NDArray> run(List<NDArray> inputs, int batchSize) {
    int rows = rows(inputs);
    if (rows <= batchSize) {
      return run(inputs);
    }
    List<List<NDArray>> parts = new ArrayList<>();
    for (int from = 0; from < rows; from += batchSize) {
      int begin = from;
      int end = Math.min(rows, from + batchSize);
      parts.add(run(inputs.stream().map(input -> input.rows(begin, end)).toList()));
    }
    List<NDArray> outputs = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      int output = i;
      outputs.add(concat(parts.stream().map(part -> part.get(output)).toList()));
    }
    return outputs;
  }

  /** All outputs by name, for a batch of each input by name. */
  public Map<String, NDArray> run(Map<String, NDArray> inputs) {
    List<NDArray> ordered = new ArrayList<>();
    for (String name : model.inputNames()) {
      if (!inputs.containsKey(name)) {
        throw new ShapeException(
            "Missing data for input \"" + name + "\". You passed " + inputs.keySet());
      }
      ordered.add(inputs.get(name));
    }
    List<NDArray> outputs = run(ordered);
    Map<String, NDArray> named = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      named.put(uniqueName(named, model.outputNames().get(i)), outputs.get(i));
    }
    return named;
  }

  private static String uniqueName(Map<String, NDArray> used, String name) {
    String candidate = name;
    for (int i = 1; used.containsKey(candidate); i++) {
      candidate = name + "_" + i;
    }
    return candidate;
  }

  NDArray single(List<NDArray> outputs) {
    if (outputs.size() != 1) {
      throw new ModelException(
          "Model '"
              + model.name()
              + "' has "
              + outputs.size()
              + " outputs; call predict(List) to get all of them");
    }
    return outputs.get(0);
  }

  private static int rows(List<NDArray> inputs) {
    int rows = -1;
    for (NDArray input : inputs) {
      int own = input.shape().rank() == 0 ? 1 : input.shape().dim(0);
      if (rows >= 0 && own != rows) {
        throw new ShapeException(
            "Data cardinality is ambiguous: the inputs have "
                + inputs.stream().map(i -> i.shape().toString()).toList()
                + ". Make sure all arrays contain the same number of samples");
      }
      rows = own;
    }
    return rows;
  }

  /** Checks the number of inputs and converts numeric types to the declared ones. */
  private List<NDArray> standardize(List<NDArray> inputs) {
    if (model.inputSpecs() == null) {
      return inputs;
    }
    List<TensorSpec> declared = Structures.flatten(model.inputSpecs(), TensorSpec.class);
    if (declared.size() != inputs.size()) {
      throw new ShapeException(
          "Layer \""
              + model.name()
              + "\" expects "
              + declared.size()
              + " input(s) "
              + model.inputNames()
              + ", but it received "
              + inputs.size()
              + " input tensors. Inputs received: "
              + inputs.stream().map(i -> i.spec().toString()).toList());
    }
    List<NDArray> result = new ArrayList<>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      result.add(convert(i, inputs.get(i), declared.get(i).dtype()));
    }
    return result;
  }

  private void requireFinite(int index, NDArray input) {
    if (input.dtype().kind() != DType.Kind.FLOAT) {
      return;
    }
    for (int i = 0; i < input.size(); i++) {
      if (!Double.isFinite(input.getDouble(i))) {
        throw new KerasException(
            "Input "
                + index
                + " of model '"
                + model.name()
                + "' must be finite. Received: "
                + input.getDouble(i)
                + " as element "
                + i
                + " of shape "
                + input.shape()
                + ". Clean the data, or use a Predictor without requireFiniteInputs()");
      }
    }
  }

  private NDArray convert(int index, NDArray input, DType declared) {
    if (input.dtype() == declared) {
      return input;
    }
    if (input.dtype() == DType.STRING || declared == DType.STRING) {
      throw new ShapeException(
          "Input "
              + index
              + " of model '"
              + model.name()
              + "' has dtype "
              + declared
              + ". Received: "
              + input.dtype());
    }
    return input.cast(declared);
  }

  /** The model's computation for inputs of exactly these shapes. */
  GraphFunction trace(List<TensorSpec> specs) {
    List<Tensor> placeholders = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      placeholders.add(Placeholder.of("in_" + i, specs.get(i)));
    }
    Trace trace = Trace.inference();
    Object outputs = trace.call(model, CallArguments.of(structure(placeholders)));
    return trace.function(placeholders, Structures.tensors(outputs));
  }

  /** The placeholders in the structure of the declared inputs. */
  private Object structure(List<Tensor> placeholders) {
    if (model.inputSpecs() == null) {
      return placeholders.size() == 1 ? placeholders.get(0) : placeholders;
    }
    Iterator<Tensor> next = placeholders.iterator();
    return Structures.map(model.inputSpecs(), TensorSpec.class, spec -> next.next());
  }

  /** Batches put together again. */
  static NDArray concat(List<NDArray> parts) {
    NDArray first = parts.get(0);
    for (NDArray part : parts) {
      if (!part.shape().withDim(0, 0).equals(first.shape().withDim(0, 0))) {
        throw new ShapeException(
            "Outputs of batches do not fit together: "
                + first.shape()
                + " and "
                + part.shape()
                + ". Texts of other lengths need `output_sequence_length` in TextVectorization; or"
                + " predict all rows at once");
      }
    }
    int rows = parts.stream().mapToInt(part -> part.shape().dim(0)).sum();
    Shape shape = first.shape().withDim(0, rows);
    Object all = first.dtype().storage().allocate(shape.intSize());
    int at = 0;
    for (NDArray part : parts) {
      System.arraycopy(part.array(), 0, all, at, part.size());
      at += part.size();
    }
    return NDArray.wrap(first.dtype(), shape, all);
  }
}
