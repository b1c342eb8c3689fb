package org.keras4j.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.TrainableModel;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.metrics.BinaryAccuracy;
import org.keras4j.metrics.Mean;
import org.keras4j.metrics.MeanAbsoluteError;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.SGD;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A model that nobody trains, and the calls that {@code fit} makes: as {@code drive} of {@code
 * make_callbacks.py}. Its weight is the number of the epoch, from 1; what is saved is noted.
 */
final class ScriptedRun implements TrainableModel {
  private static final Logger LOGGER = Logger.getLogger("org.keras4j.callbacks");

  private final Variable weight =
      new Variable(
          "kernel",
          "dense/kernel",
          new TensorSpec(DType.FLOAT32, Shape.of(1, 1)),
          true,
          () -> NDArray.of(new float[1], 1, 1));
  private final Optimizer optimizer;
  private final List<List<String>> saved = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private final List<Object> epochLogs = new ArrayList<>();
  private final StringBuilder output = new StringBuilder();
  private final List<String> warnings = new ArrayList<>();
  private String error;

  ScriptedRun(double learningRate) {
    optimizer = SGD.builder().learningRate(learningRate).build();
  }

  @Override
  public String name() {
    return "sequential";
  }

  @Override
  public Optimizer optimizer() {
    return optimizer;
  }

  @Override
  public List<Layer> layers() {
    return List.of();
  }

  @Override
  public String toJson() {
    return "{}";
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Mean.of("loss"),
        MeanAbsoluteError.of().named("mae"),
        BinaryAccuracy.of().named("accuracy"));
  }

  @Override
  public List<Variable> weights() {
    return List.of(weight);
  }

  @Override
  public List<Variable> trainableWeights() {
    return List.of(weight);
  }

  @Override
  public void save(Path path) {
    saved.add(List.of("model", path.toString()));
  }

  @Override
  public void saveWeights(Path path) {
    saved.add(List.of("weights", path.toString()));
  }

  @Override
  public void loadWeights(Path path) {
    throw new UnsupportedOperationException();
  }

  String lastSaved() {
    return saved.get(saved.size() - 1).get(1);
  }

  /** Calls the callback as fit does, with the logs of a script. */
  void drive(Callback callback, List<Map<String, Object>> epochs) {
    Handler handler = new Collector();
    LOGGER.addHandler(handler);
    try {
      loop(callback, epochs);
    } catch (KerasException e) {
      error = e.getMessage();
    } finally {
      LOGGER.removeHandler(handler);
    }
  }

  private void loop(Callback callback, List<Map<String, Object>> epochs) {
    TrainingRun run = new TrainingRun(this, 0, epochs.size(), 1, 0, output::append);
    callback.onTrainBegin(run);
    Logs last = new Logs();
    for (int number = 0; number < epochs.size() && !run.isStopped(); number++) {
      Map<String, Object> epoch = epochs.get(number);
      weight.assign(NDArray.of(new float[] {number + 1}, 1, 1));
      callback.onEpochBegin(run, number);
      List<?> batches = (List<?>) epoch.getOrDefault("batches", List.of());
      for (int step = 0; step < batches.size() && !run.isStopped(); step++) {
        Map<String, Object> batch = map(batches.get(step));
        callback.onTrainBatchEnd(run, step, logs(map(batch.get("logs"))));
      }
      last = logs(map(epoch.get("logs")));
      callback.onEpochEnd(run, number, last);
      rates.add(optimizer.learningRate());
      epochLogs.add(last.toMap());
    }
    callback.onTrainEnd(run, last);
  }

  private static Map<String, Object> map(Object json) {
    return ReadContext.configMap("script", json);
  }

  static double number(Object json) {
    if (json instanceof String text) {
      return Double.parseDouble(text.replace("nan", "NaN").replace("inf", "Infinity"));
    }
    return ((Number) json).doubleValue();
  }

  /** Logs of numbers and lists of numbers. */
  static Logs logs(Map<String, Object> json) {
    Logs logs = new Logs();
    json.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            float[] values = new float[list.size()];
            for (int i = 0; i < values.length; i++) {
              values[i] = (float) number(list.get(i));
            }
            logs.put(name, NDArray.of(values, values.length));
          } else {
            logs.put(name, number(value));
          }
        });
    return logs;
  }

  /** What came of it, under the names of the fixture. */
  Map<String, Object> result() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("rates", rates);
    result.put("logs", epochLogs);
    result.put("epochs_run", epochLogs.size());
    result.put("weight", weight.value().getDouble(0));
    result.put("saved", saved);
    result.put("output", output.toString());
    result.put("warnings", warnings);
    result.put("error", error);
    return result;
  }

  /** Some entries as text that can be compared: numbers by value, maps by name. */
  static String text(Map<String, Object> result, Collection<String> keys) {
    StringBuilder text = new StringBuilder();
    for (String key : new TreeSet<>(keys)) {
      text.append(key).append(": ").append(text(result.get(key))).append('\n');
    }
    return text.toString();
  }

  private static String text(Object value) {
    if (value instanceof Number || "nan".equals(value) || "inf".equals(value)) {
      return String.valueOf(number(value));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ScriptedRun::text).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, String> texts = new TreeMap<>();
      map.forEach((key, each) -> texts.put(key, text(each)));
      return texts.toString();
    }
    return String.valueOf(value);
  }

  private final class Collector extends Handler {
    @Override
    public void publish(LogRecord record) {
      warnings.add(record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
