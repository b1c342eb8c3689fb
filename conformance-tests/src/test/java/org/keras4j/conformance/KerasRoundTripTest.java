package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.json.JsonWriter;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.graph.Variable;
import org.keras4j.models.CompileConfig;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.ModelException;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.NDArray;

/**
 * Every model fixture, saved here in every format, opened by real Keras beside the original: equal
 * weights, optimizers, predictions and losses of further training. Then saved there and loaded here
 * again. And models that were trained here go on there as here. Needs {@code -Dkeras4j.python=}, a
 * Python with Keras; see CONTRIBUTING.md.
 */
class KerasRoundTripTest {
  /** Legacy files that Keras cannot load, or save, whoever wrote them, and what it says. */
  private static final Map<String, String> REFUSED_BY_KERAS = refusedByKeras();

  private static Map<String, String> refusedByKeras() {
    Map<String, String> refused = new TreeMap<>();
    refused.put("opt_lamb.trained.h5", "Could not interpret optimizer identifier: lamb");
    refused.put(
        "nested_three_deep.h5", "cannot be saved again: Unable to synchronously create dataset");
    refused.put("augmented_images.h5", "Could not locate class 'RandomFlip'");
    refused.put("mask_dot_attention.h5", "Error when deserializing class 'Attention'");
    refused.put("policy_bfloat16.h5", "No cast function available");
    refused.put("quant_float8.h5", "Shape mismatch in layer #0");
    refused.put("policy_map_attention_mixed.h5", "No cast function available");
    refused.put("policy_map_patterns.h5", "setting an array element with a sequence");
    refused.put("policy_map_grouped_query.h5", "Unknown layer: 'GroupQueryAttention'");
    // Keras takes these for unquantized when it saves them.
    for (String name : List.of("quantized", "partly_quantized", "grouped_query", "int4")) {
      for (String ending : List.of(".keras", ".weights.h5", ".weights.json")) {
        refused.put("policy_map_" + name + ending, "cannot be saved again: Invalid dtype: object");
      }
    }
    return refused;
  }

  /** Models whose inputs or outputs have names, which legacy files cannot hold. */
  static final Set<String> DICTIONARIES =
      Set.of("compiled_two_losses", "dict_inputs_dict_outputs", "nested_structures");

  /**
   * Models that compute outside their layers: Keras writes such legacy files and cannot load them.
   */
  static final Set<String> OPERATIONS =
      Set.of(
          "dialect_func_multi",
          "inner_with_two_outputs",
          "integer_and_boolean_inputs",
          "mask_add",
          "mask_attention_causal",
          "mask_average_pooling",
          "mask_bidirectional",
          "mask_bidirectional_sequences",
          "mask_concatenate_features",
          "mask_concatenate_time",
          "mask_gru_stack",
          "mask_in_inner_model",
          "mask_lstm",
          "mask_lstm_backwards",
          "mask_lstm_sequences",
          "mask_simple_rnn",
          "mask_softmax",
          "mask_states",
          "mask_through_normalisation",
          "mask_through_op",
          "mask_time_distributed",
          "op_arithmetic",
          "op_beside_layer_of_the_same_name",
          "op_einsum_and_matmul",
          "op_residual_block",
          "op_shapes",
          "op_slicing",
          "op_twice_in_inner_models",
          "op_where_and_comparisons",
          "op_with_constants");

  /**
   * Archives that Keras writes and cannot load, because they lack the zero points; and LoRA, which
   * is merged here when it is read, so that what is saved has other weights.
   */
  static final String NOT_COMPARED = "quant_(gptq|awq).*|lora";

  /**
   * Configs that real Keras 3 cannot open, or computes otherwise: with what it has no more (under
   * names of ours, or with words of ours beside), with the user's own, and with layouts that
   * TensorFlow has not on the CPU.
   */
  private static final String NOT_IN_KERAS_3 =
      "(?s).*(keras4j|Custom>|channels_first|\"(Scale|Lambda|SReLU|Highway|MaxoutDense|LocallyConnected.D"
          + "|RandomFourierFeatures|RandomHeight|RandomWidth)\").*";

  private static final List<String> ENDINGS =
      List.of(".keras", ".h5", ".weights.h5", ".weights.json");

  /**
   * Models of the layers that the Keras 2 inside TensorFlow still has: the others are passed over.
   */
  private static final int OPENED_BY_KERAS_2 = 16;

  /** Names of models to take, for working on some of them. */
  private static final String PICKED = System.getProperty("keras4j.models");

  /** By name, the fixture and the data for it. */
  private final Map<String, String> originals = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void throughRealKeras() throws Exception {
    String python = System.getProperty("keras4j.python");
    assumeTrue(python != null, "needs -Dkeras4j.python=PYTHON with Keras 3.15.1");
    for (String name : FixtureIndex.names("models", ".keras")) {
      if (!name.matches(NOT_COMPARED)) {
        save(name, "models/" + name, "models/" + name);
      }
    }
    for (String name : FixtureIndex.names("resumed", ".keras")) {
      save("resumed_" + name, "resumed/" + name, "resumed/data");
    }
    for (String name : List.of("func_multi", "nested", "preproc", "wrappers")) {
      String path = "dialects/keras-3.15.1/" + name;
      save("dialect_" + name, path, path);
    }
    for (String name : FixtureIndex.names("resumed", ".keras")) {
      saveTrained(name, "resumed/" + name, "resumed/data");
    }
    for (String name : FixtureIndex.names("dialects/keras-3.15.1", ".keras")) {
      String path = "dialects/keras-3.15.1/" + name;
      if (name.startsWith("opt_")) {
        saveTrained(name, path, path);
      }
    }
    for (String writer : DialectSuite.WRITERS) {
      if (!writer.startsWith("keras-3")) {
        for (String name : FixtureIndex.names("dialects/" + writer, ".npz")) {
          saveTranslated(writer, name);
        }
      }
    }
    Map<Object, Object> report = openInKeras(python);
    int opened = ((Number) report.remove("opened by Keras 2")).intValue();
    assertTrue(PICKED != null || opened >= OPENED_BY_KERAS_2, opened + " models opened by Keras 2");
    REFUSED_BY_KERAS.forEach(
        (file, reason) -> {
          if (Files.exists(folder.resolve(file))) {
            String problem = String.valueOf(report.remove(file));
            assertTrue(problem.contains(reason), file + ": " + problem);
          }
        });
    assertEquals(
        "", report.entrySet().stream().map(String::valueOf).collect(Collectors.joining("\n")));
    assertAll(originals.keySet().stream().map(name -> () -> checkAgain(name)));
  }

  private static boolean isPicked(String name) {
    return PICKED == null || List.of(PICKED.split(",")).contains(name);
  }

  private void save(String name, String fixture, String data) throws IOException {
    if (!isPicked(name)) {
      return;
    }
    originals.put(name, fixture);
    Files.write(file(name, ".original.keras"), Fixture.resource(fixture + ".keras"));
    Files.write(file(name, ".npz"), Fixture.resource(data + ".npz"));
    Model model = original(name);
    model.save(file(name, ".keras"));
    model.saveWeights(file(name, ".weights.h5"));
    model.saveWeights(
        file(name, ".weights.json"), SaveOptions.standard().maxShardSize(largestWeight(model)));
    saveLegacy(name, model);
  }

  /**
   * A model by Keras 1 or 2, saved as one of Keras 3. What Keras 3 has no more (layers, the old
   * hard sigmoid) is written under names of ours, which it cannot open.
   */
  private void saveTranslated(String writer, String name) throws IOException {
    String fixture = "dialects/" + writer + "/" + name;
    String saved = writer.replace('.', '_') + "_" + name;
    for (String ending : List.of(".keras", ".h5")) {
      if (isPicked(saved)
          && !DialectSuite.STALE.contains(writer + "/" + name + " output 0")
          && FixtureIndex.names("dialects/" + writer, ending).contains(name)
          && !RefusedDialects.FRAGMENTS.containsKey(writer + "/" + name + ending)) {
        Model model = Model.load(Fixture.resource(fixture + ending), DialectTypes.options());
        if (!model.toJson().matches(NOT_IN_KERAS_3)) {
          Files.write(file(saved, ".npz"), Fixture.resource(fixture + ".npz"));
          model.save(file(saved, ".translated.keras"));
        }
        return;
      }
    }
  }

  /** A model that has been trained here, in both formats, and how its loss goes on here. */
  private void saveTrained(String name, String fixture, String data) throws IOException {
    if (!isPicked(name)) {
      return;
    }
    Model model = Model.load(Fixture.resource(fixture + ".keras"));
    byte[] npz = Fixture.resource(data + ".npz");
    Map<String, NDArray> arrays = Npz.read(ByteSource.of(name, npz), LoadPolicy.strict());
    NDArray x = arrays.getOrDefault("x", arrays.get("in_0"));
    NDArray y = reversed(model.predict(x));
    for (int step = 0; step < 2; step++) {
      model.trainOnBatch(x, y);
    }
    Files.write(file(name, ".npz"), npz);
    model.save(file(name, ".trained.keras"));
    model.save(file(name, ".trained.h5"));
    List<Object> losses = new ArrayList<>();
    for (int step = 0; step < 5; step++) {
      losses.add(model.trainOnBatch(x, y).get("loss"));
    }
    List<Object> targets = new ArrayList<>();
    for (float value : y.toFloatArray()) {
      targets.add((double) value);
    }
    byte[] curve = JsonWriter.write(Map.of("losses", losses, "y", targets));
    Files.write(file(name, ".curve.json"), curve);
  }

  /** Targets that differ from what they are made of. */
  private static NDArray reversed(NDArray array) {
    float[] values = array.toFloatArray();
    float[] turned = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i] = values[values.length - 1 - i] + 0.5f;
    }
    return NDArray.of(turned, values.length).reshape(array.shape());
  }

  private void saveLegacy(String name, Model model) {
    Path file = file(name, ".h5");
    if (DICTIONARIES.contains(name)) {
      refuses(model, file, "no way to name the inputs or outputs of a model by a dictionary");
    } else if (OPERATIONS.contains(name)) {
      refuses(
          model, file, "no way to say that a model computes with operations outside its layers");
    } else {
      model.save(file);
    }
  }

  private static void refuses(Model model, Path file, String reason) {
    ModelException e = assertThrows(ModelException.class, () -> model.save(file));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private Path file(String name, String ending) {
    return folder.resolve(name + ending);
  }

  private Model original(String name) {
    return Model.load(Fixture.resource(originals.get(name) + ".keras"));
  }

  /** In GiB: shards of this size are as many as can be. */
  private static double largestWeight(Model model) {
    long bytes = 1;
    for (Variable weight : model.weights()) {
      bytes = Math.max(bytes, weight.shape().size() * weight.dtype().bytes());
    }
    return bytes / (double) (1 << 30);
  }

  private Map<Object, Object> openInKeras(String python) throws Exception {
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(python, "fixtures/round_trip.py", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = process.waitFor();
    assertEquals(0, status, () -> read(log));
    byte[] json = Files.readAllBytes(folder.resolve("report.json"));
    return new TreeMap<>((Map<?, ?>) JsonReader.read(json, "report.json", ReadLimits.defaults()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** What Keras saved, in every format, is what it was given. */
  private void checkAgain(String name) {
    Model expected = original(name);
    for (String ending : ENDINGS) {
      Path again = file(name, ".again" + ending);
      String what = name + ending;
      if (!Files.exists(file(name, ending)) || REFUSED_BY_KERAS.containsKey(what)) {
        continue;
      }
      Model actual;
      if (ending.contains(".weights.")) {
        actual = Model.fromJson(expected.toJson());
        actual.loadWeights(again);
      } else if (ending.equals(".h5")) {
        // Keras loses the optimizer's state of any legacy file.
        LoadOptions options = LoadOptions.standard().compile(false);
        actual = Model.load(again, options);
        // It also writes the default of `training` into calls, which means nothing to it.
        String config =
            actual.toJson().replace("\"kwargs\": {\"training\": false}", "\"kwargs\": {}");
        assertEquals(Model.load(file(name, ending), options).toJson(), config, what);
      } else {
        actual = Model.load(again);
        assertEquals(expected.toJson(), actual.toJson(), what);
        assertEquals(CompileConfig.write(expected), CompileConfig.write(actual), what);
        assertOptimizersEqual(expected, actual, what);
      }
      assertEquals(weights(expected), weights(actual), what);
    }
  }

  private static void assertOptimizersEqual(Model expected, Model actual, String what) {
    assertEquals(expected.isCompiled(), actual.isCompiled(), what);
    if (expected.optimizer() != null) {
      assertEquals(state(expected), state(actual), what);
    }
  }

  /** Paths and values of the model's own: weights files are read into models without optimizer. */
  private static List<Map.Entry<String, NDArray>> weights(Model model) {
    return model.weights().stream()
        .map(weight -> Map.entry(weight.path(), weight.value()))
        .toList();
  }

  private static List<?> state(Model model) {
    return model.optimizer().variables().stream().map(Variable::value).toList();
  }
}
