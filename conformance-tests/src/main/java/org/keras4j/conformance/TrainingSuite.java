package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.optimizers.Optimizers;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.training.CompileOptions;
import org.keras4j.training.EvaluateOptions;
import org.keras4j.training.FitOptions;

/** Whole trainings that real Keras did: the logs of every batch and epoch, and the weights. */
public abstract class TrainingSuite {
  private static final ReadContext CONTEXT = ReadContext.standard();

  /** The options of a training, changed for what is under test. */
  protected CompileOptions adapt(CompileOptions options) {
    return options;
  }

  @TestFactory
  Stream<DynamicTest> trainings() {
    String picked = System.getProperty("keras4j.trainings");
    return FixtureIndex.names("training", ".json").stream()
        .filter(name -> picked == null || List.of(picked.split(",")).contains(name))
        .map(name -> DynamicTest.dynamicTest(name, () -> new Case(name).run()));
  }

  /** Keeps what callbacks are given. */
  private static final class Record implements Callback {
    private final List<Map<String, Double>> batches = new ArrayList<>();

    @Override
    public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
      batches.add(logs.toMap());
    }
  }

  private final class Case {
    private final String name;
    private final Map<String, Object> json;
    private final Map<String, NDArray> arrays;

    @SuppressWarnings("unchecked")
    Case(String name) {
      this.name = name;
      String path = "training/" + name;
      byte[] text = Fixture.resource(path + ".json");
      this.json =
          (Map<String, Object>) JsonReader.read(text, path + ".json", ReadLimits.defaults());
      ByteSource npz = ByteSource.of(path + ".npz", Fixture.resource(path + ".npz"));
      this.arrays = Npz.read(npz, LoadPolicy.strict());
    }

    void run() {
      Model model = Model.load(Fixture.resource("training/" + name + ".keras"));
      model.compile(adapt(compileOptions()));
      Record record = new Record();
      Object x = arrays(json.get("x"));
      Object y = arrays(json.get("y"));
      History history = model.fit(x, y, fitOptions().callbacks(record));
      Tolerance tolerance = name.startsWith("mixed") ? Tolerance.MIXED_CURVE : Tolerance.CURVE;
      compare("batch", list(json.get("batches")), record.batches, tolerance);
      List<Map<String, Double>> epochs = history.logs().stream().map(Logs::toMap).toList();
      compare("epoch", list(json.get("epochs")), epochs, tolerance);
      Logs evaluated = model.evaluate(x, y, EvaluateOptions.standard());
      compare("evaluate", List.of(json.get("evaluate")), List.of(evaluated.toMap()), tolerance);
    }

    private CompileOptions compileOptions() {
      return CompileOptions.optimizer(Optimizers.get(json.get("optimizer"), CONTEXT))
          .withLoss(objects(Loss.class, json.get("loss")))
          .withLossWeights(json.get("loss_weights"))
          .withMetrics(objects(Metric.class, json.get("metrics")))
          .withWeightedMetrics(objects(Metric.class, json.get("weighted_metrics")));
    }

    /** Configs become objects; names and structures stay. */
    private Object objects(Class<?> kind, Object described) {
      if (described instanceof List<?> items) {
        List<Object> objects = new ArrayList<>();
        items.forEach(item -> objects.add(objects(kind, item)));
        return objects;
      }
      if (described instanceof Map<?, ?> map && map.containsKey("class_name")) {
        return CONTEXT.object(kind, map);
      }
      if (described instanceof Map<?, ?> map) {
        Map<Object, Object> objects = new LinkedHashMap<>();
        map.forEach((key, item) -> objects.put(key, objects(kind, item)));
        return objects;
      }
      return described;
    }

    private Object arrays(Object described) {
      if (described instanceof List<?> items) {
        return items.stream().map(this::arrays).toList();
      }
      if (described instanceof Map<?, ?> map && map.get("array") instanceof String array) {
        return arrays.get(array);
      }
      if (described instanceof Map<?, ?> map) {
        Map<Object, Object> structure = new LinkedHashMap<>();
        map.forEach((key, item) -> structure.put(key, arrays(item)));
        return structure;
      }
      return null;
    }

    private FitOptions fitOptions() {
      Map<?, ?> fit = (Map<?, ?>) json.get("fit");
      FitOptions options =
          FitOptions.epochs(((Number) fit.get("epochs")).intValue())
              .batchSize(((Number) fit.get("batch_size")).intValue())
              .sampleWeight(arrays(json.get("sample_weight")))
              .shuffle(false)
              .verbose(0);
      if (fit.get("class_weight") instanceof List<?> pairs) {
        Map<Integer, Double> weights = new HashMap<>();
        for (Object pair : pairs) {
          List<?> entry = (List<?>) pair;
          weights.put(((Number) entry.get(0)).intValue(), ((Number) entry.get(1)).doubleValue());
        }
        options = options.classWeight(weights);
      }
      if (arrays(json.get("validation")) instanceof List<?> validation) {
        options = options.validationData(validation.get(0), validation.get(1));
      }
      return options;
    }

    private void compare(
        String what, List<?> expected, List<Map<String, Double>> actual, Tolerance tolerance) {
      assertEquals(expected.size(), actual.size(), name + ": number of " + what + " logs");
      for (int i = 0; i < expected.size(); i++) {
        Map<?, ?> keras = (Map<?, ?>) expected.get(i);
        String where = name + ", " + what + " " + i;
        assertEquals(
            keras.keySet().stream().toList(), actual.get(i).keySet().stream().toList(), where);
        for (Object key : keras.keySet()) {
          Compare.assertClose(
              where + ", " + key,
              scalar(((Number) keras.get(key)).doubleValue()),
              scalar(actual.get(i).get(key)),
              tolerance);
        }
      }
    }

    private static NDArray scalar(double value) {
      return NDArray.full(DType.FLOAT64, org.keras4j.tensor.Shape.SCALAR, value);
    }

    private static List<?> list(Object value) {
      return (List<?>) value;
    }
  }
}
