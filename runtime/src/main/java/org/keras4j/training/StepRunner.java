package org.keras4j.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.backend.Backend;
import org.keras4j.callbacks.Logs;
import org.keras4j.data.Batch;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.ResidentExecutable;
import org.keras4j.plan.ResidentState;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Runs steps: each signature of batches is traced and compiled once. Plans are kept for the most
 * recent signatures, such as full batches and the last, smaller one.
 */
final class StepRunner {
  private static final int SIGNATURES = 16;

  private final CompiledModel compiled;
  private final StepFunction function;
  private final boolean training;
  private final Backend backend;
  private final ResidentState state;
  private final LinkedList<Prepared> prepared = new LinkedList<>();
  private int revision; // of the optimizer when these were traced

  StepRunner(
      CompiledModel compiled,
      StepFunction function,
      boolean training,
      Backend backend,
      ResidentState state) {
    this.compiled = compiled;
    this.function = function;
    this.training = training;
    this.backend = backend;
    this.state = state;
  }

  /** A loss or a metric that looks at one of the input arrays before the step. */
  private record InputCheck(StepContext.TargetRule rule, int input, TensorSpec predictions) {
    void run(NDArray[] inputs) {
      rule.check(inputs[input], predictions);
    }
  }

  /** A step for batches of one signature. */
  private static final class Prepared {
    private final Batch template;
    private final NDArray[] inputs;
    private final List<NDArray> inputList;
    private final List<String> names;
    private final ResidentExecutable executable;
    private final List<InputCheck> checks;
    private List<NDArray> outputs;
    private Logs logs;

    Prepared(
        Batch template,
        int inputs,
        List<String> names,
        ResidentExecutable executable,
        List<InputCheck> checks) {
      this.template = template;
      this.inputs = new NDArray[inputs];
      this.inputList = Arrays.asList(this.inputs);
      this.names = names;
      this.executable = executable;
      this.checks = checks;
    }

    boolean fits(Batch batch) {
      return fits(template.x(), batch.x())
          && fits(template.y(), batch.y())
          && fits(template.sampleWeight(), batch.sampleWeight());
    }

    private static boolean fits(Object specs, Object arrays) {
      if (specs instanceof TensorSpec spec) {
        return arrays instanceof NDArray array && spec.equals(array.spec());
      }
      if (specs instanceof List<?> list) {
        if (!(arrays instanceof List<?> other) || list.size() != other.size()) {
          return false;
        }
        for (int i = 0; i < list.size(); i++) {
          if (!fits(list.get(i), other.get(i))) {
            return false;
          }
        }
        return true;
      }
      if (specs instanceof Map<?, ?> map) {
        return arrays instanceof Map<?, ?> other
            && map.keySet().equals(other.keySet())
            && map.entrySet().stream().allMatch(e -> fits(e.getValue(), other.get(e.getKey())));
      }
      return arrays == null;
    }

    Logs run(Batch batch) {
      int next = fill(batch.x(), 0);
      next = fill(batch.y(), next);
      fill(batch.sampleWeight(), next);
      for (int i = 0; i < checks.size(); i++) {
        checks.get(i).run(inputs);
      }
      List<NDArray> results = executable.run(inputList);
      if (results != outputs) {
        outputs = results;
        logs = new Logs();
        for (int i = 0; i < names.size(); i++) {
          logs.put(names.get(i), results.get(i));
        }
      }
      return logs;
    }

    /** Puts arrays in flattening order; plain loops, since this runs in each step. */
    private int fill(Object structure, int from) {
      if (structure instanceof NDArray array) {
        inputs[from] = array;
        return from + 1;
      }
      if (structure == null) {
        return from;
      }
      int next = from;
      for (NDArray array : Structures.flatten(structure, NDArray.class)) {
        inputs[next++] = array;
      }
      return next;
    }
  }

  /** Runs one step. The logs are those of the epoch so far, until the next step runs. */
  Logs run(Batch batch) {
    return prepare(batch).run(batch);
  }

  private Prepared prepare(Batch batch) {
    if (compiled.optimizer() != null && compiled.optimizer().revision() != revision) {
      prepared.clear();
      revision = compiled.optimizer().revision();
    }
    if (!prepared.isEmpty() && prepared.getFirst().fits(batch)) {
      return prepared.getFirst();
    }
    for (Prepared candidate : prepared) {
      if (candidate.fits(batch)) {
        prepared.remove(candidate);
        prepared.addFirst(candidate);
        return candidate;
      }
    }
    Prepared fresh = trace(batch);
    prepared.addFirst(fresh);
    if (prepared.size() > SIGNATURES) {
      prepared.removeLast();
    }
    return fresh;
  }

  private Prepared trace(Batch batch) {
    batch.size();
    List<Tensor> placeholders = new ArrayList<>();
    Object x = placeholders("x", batch.x(), placeholders);
    Object y = placeholders("y", batch.y(), placeholders);
    Object weights = placeholders("sample_weight", batch.sampleWeight(), placeholders);
    Trace trace = training ? Trace.training() : Trace.inference();
    StepContext ctx = new StepContext(trace, compiled, x, y, weights);
    Map<String, Tensor> results = new TreeMap<>(function.trace(ctx));
    List<String> names = List.copyOf(results.keySet());
    GraphFunction step = trace.function(placeholders, List.copyOf(results.values()));
    Batch template = new Batch(specs(batch.x()), specs(batch.y()), specs(batch.sampleWeight()));
    return new Prepared(
        template, placeholders.size(), names, executable(step, ctx), checks(ctx, placeholders));
  }

  /** Only targets that come from the batch as they are can be looked at before the step. */
  private static List<InputCheck> checks(StepContext ctx, List<Tensor> placeholders) {
    List<InputCheck> checks = new ArrayList<>();
    for (StepContext.TargetCheck check : ctx.targetChecks()) {
      int input = placeholders.indexOf(check.target());
      if (input >= 0) {
        checks.add(new InputCheck(check.rule(), input, check.predictions()));
      }
    }
    return List.copyOf(checks);
  }

  private ResidentExecutable executable(GraphFunction step, StepContext ctx) {
    if (compiled.options().checkNumerics()) {
      NumericsCheck check = new NumericsCheck(ctx, step);
      return ResidentExecutable.interpreted(check.function(), check);
    }
    return compiled.options().runEagerly()
        ? ResidentExecutable.interpreted(step)
        : ResidentExecutable.of(step, backend, state, PlanOptions.DEFAULT);
  }

  private static Object placeholders(String name, Object arrays, List<Tensor> all) {
    return Structures.map(
        arrays,
        NDArray.class,
        array -> {
          Tensor placeholder = Placeholder.of(name + "_" + all.size(), array.spec());
          all.add(placeholder);
          return placeholder;
        });
  }

  private static Object specs(Object arrays) {
    return Structures.map(arrays, NDArray.class, NDArray::spec);
  }
}
