package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.activations.Activation;
import org.keras4j.config.Arg;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Layer;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.Metrics;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.regularizers.Regularizer;

/** Names and defaults of all arguments are those of Keras' signatures. */
class SignatureTest {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "layers", Layer.class,
          "initializers", Initializer.class,
          "regularizers", Regularizer.class,
          "constraints", Constraint.class,
          "optimizers", Optimizer.class,
          "schedules", LearningRateSchedule.class,
          "losses", Loss.class,
          "metrics", Metric.class);

  /** Arguments that Keras has and no config does, or the other way, each with the reason. */
  private static final Map<String, Set<String>> MEANT =
      Map.ofEntries(
          // Other ways to say batch_shape, which alone is in the config; null means false there.
          entry(
              "InputLayer",
              "shape",
              "batch_size",
              "input_tensor",
              "trainable",
              "batch_shape",
              "sparse",
              "ragged"),
          // Values, not configuration; and an argument of Keras 2 that Keras 3 still accepts.
          entry("Embedding", "weights", "input_length"),
          // The name in Keras 2, which Keras 3 still accepts.
          entry("LeakyReLU", "alpha"),
          // Bookkeeping of GPTQ quantization.
          entry("EinsumDense", "gptq_unpacked_column_size"),
          // Arguments of Keras' base class, taken through **kwargs.
          entry("Conv1D", "lora_rank", "lora_alpha"),
          entry("Conv2D", "lora_rank", "lora_alpha"),
          entry("Conv3D", "lora_rank", "lora_alpha"),
          // Of the config only its name and its layers.
          entry("Pipeline", "trainable", "dtype"),
          // Arguments of whatever function is wrapped, taken through **kwargs.
          entry(
              "MeanMetricWrapper",
              "kwargs",
              "alpha",
              "apply_class_balancing",
              "average",
              "axis",
              "beta",
              "class_aggregation",
              "class_id",
              "curve",
              "delta",
              "from_logits",
              "from_sorted_ids",
              "gamma",
              "ignore_class",
              "k",
              "label_smoothing",
              "label_weights",
              "margin",
              "multi_label",
              "num_classes",
              "num_labels",
              "num_regressors",
              "num_thresholds",
              "precision",
              "q",
              "recall",
              "remove_diagonal",
              "sensitivity",
              "sparse_y_pred",
              "sparse_y_true",
              "specificity",
              "summation_method",
              "target_class_ids",
              "threshold",
              "thresholds",
              "top_k"),
          // Keras refuses it; here every layer takes it, and these do not write it.
          entry("Discretization", "trainable"),
          entry("HashedCrossing", "trainable"),
          entry("SpatialDropout1D", "trainable"),
          entry("SpatialDropout2D", "trainable"),
          entry("SpatialDropout3D", "trainable"),
          // What older versions wrote, of which Keras still accepts the defaults.
          entry(
              "LossScaleOptimizer",
              "weight_decay",
              "clipnorm",
              "global_clipnorm",
              "clipvalue",
              "use_ema",
              "ema_momentum",
              "ema_overwrite_frequency",
              "loss_scale_factor",
              "gradient_accumulation_steps",
              "dynamic"));

  private static Map.Entry<String, Set<String>> entry(String layer, String... keys) {
    return Map.entry(layer, Set.of(keys));
  }

  /** Names of Keras that no file can hold here, each with the reason. */
  private static final Set<String> NOT_MEANT_TO_BE_KNOWN =
      Set.of(
          // Abstract, or no layers.
          "layers.Layer",
          "layers.Wrapper",
          "layers.InputSpec",
          "initializers.Initializer",
          "regularizers.Regularizer",
          "constraints.Constraint",
          "optimizers.Optimizer",
          "schedules.LearningRateSchedule",
          // No optimizer, but an argument of one; its fixture tests it.
          "optimizers.OptimizerMap",
          "losses.Loss",
          "metrics.Metric",
          // Programs of other frameworks.
          "layers.FlaxLayer",
          "layers.JaxLayer",
          "layers.TorchModuleWrapper",
          "layers.TFSMLayer");

  private static final String OWN_KEY = "keras4j_";

  private static final Signatures KERAS = Signatures.load();
  private static final TypeRegistry OURS = TypeRegistry.standard();

  @TestFactory
  Stream<DynamicContainer> arguments() {
    return KINDS.entrySet().stream()
        .map(
            kind ->
                DynamicContainer.dynamicContainer(
                    kind.getKey(),
                    KERAS.classes(kind.getKey()).stream()
                        .filter(entry -> find(kind.getValue(), entry).isPresent())
                        .map(entry -> test(entry, find(kind.getValue(), entry).get()))));
  }

  private static Optional<ObjectType<?>> find(Class<?> kind, Signatures.Entry entry) {
    return Stream.concat(Stream.of(entry.name()), entry.exported().stream())
        .flatMap(name -> OURS.find(kind, name).stream())
        .findFirst();
  }

  private static DynamicTest test(Signatures.Entry entry, ObjectType<?> type) {
    return DynamicTest.dynamicTest(entry.name(), () -> check(entry, type));
  }

  private static void check(Signatures.Entry entry, ObjectType<?> type) {
    Set<String> missing = new TreeSet<>(entry.args().keySet());
    Set<String> extra = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Arg<?> arg : type.args()) {
      for (String key : arg.keys()) {
        missing.remove(key);
        if (entry.args().containsKey(key)) {
          compareDefault(arg, key, entry.args().get(key), wrong);
        } else if (!entry.configKeys().contains(key)) {
          extra.add(key);
        }
      }
    }
    Set<String> meant = MEANT.getOrDefault(entry.name(), Set.of());
    missing.removeAll(meant);
    extra.removeAll(meant);
    extra.removeIf(key -> key.startsWith(OWN_KEY)); // behaviour of old files, which Keras 3 lost
    extra.remove("bounding_box_format"); // taken through **kwargs, and written where it is given
    wrong.removeIf(difference -> meant.contains(difference.substring(0, difference.indexOf(':'))));
    assertEquals(
        "missing [], extra [], other defaults []",
        "missing " + missing + ", extra " + extra + ", other defaults " + wrong);
  }

  /** To leave an argument out must mean the same as to give Keras' default. */
  private static void compareDefault(Arg<?> arg, String key, Object keras, List<String> wrong) {
    if (Signatures.REQUIRED.equals(keras) || arg.isRequired()) {
      if (!Signatures.REQUIRED.equals(keras) || !arg.isRequired()) {
        wrong.add(
            key + ": Keras " + keras + ", here " + (arg.isRequired() ? "required" : "optional"));
      }
      return;
    }
    Map<String, Object> given = new LinkedHashMap<>();
    given.put(key, keras);
    Object ours = written(arg, Map.of(), key);
    Object theirs;
    try {
      theirs = written(arg, given, key);
    } catch (RuntimeException e) {
      theirs = e.getMessage();
    }
    if (!String.valueOf(ours).equals(String.valueOf(theirs))) {
      wrong.add(key + ": Keras " + keras + " (" + theirs + "), here " + ours);
    }
  }

  private static <T> Object written(Arg<T> arg, Map<String, Object> config, String key) {
    Map<String, Object> written = new LinkedHashMap<>();
    arg.write(arg.read(config, ReadContext.standard()), written);
    return written.get(key);
  }

  @Test
  void everyNameOfKerasIsKnownOrListed() {
    Set<String> missing = new TreeSet<>();
    KINDS.forEach(
        (namespace, kind) ->
            KERAS.classes(namespace).stream()
                .filter(entry -> find(kind, entry).isEmpty())
                .forEach(entry -> missing.add(namespace + "." + entry.name())));
    for (Signatures.Entry entry : KERAS.entries("activations")) {
      for (String alias : entry.aliases()) {
        if (OURS.find(Activation.class, alias).isEmpty()) {
          missing.add("activations." + alias);
        }
      }
    }
    assertEquals(Set.of(), difference(missing, NOT_MEANT_TO_BE_KNOWN), "unknown here");
    assertEquals(Set.of(), difference(NOT_MEANT_TO_BE_KNOWN, missing), "known after all");
  }

  private static Set<String> difference(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }

  /** Keras' functions, by their names and by the strings that {@code get()} takes for them. */
  @Test
  void everyFunctionOfLossesAndMetricsIsKnown() {
    int count = 0;
    for (Signatures.Entry entry : KERAS.entries("losses")) {
      if (!entry.isClass()) {
        entry.aliases().forEach(Losses::get);
        assertEquals(entry.name(), Losses.get(entry.name()).name());
        count++;
      }
    }
    for (Signatures.Entry entry : KERAS.entries("metrics")) {
      if (!entry.isClass()) {
        Metrics.get(entry.name());
        count++;
      }
    }
    assertTrue(count >= 40, "only " + count + " functions were found");
  }

  @Test
  void everyAliasMeansTheSameType() {
    Set<String> wrong = new TreeSet<>();
    KINDS.forEach(
        (namespace, kind) ->
            KERAS.classes(namespace).stream()
                .filter(entry -> find(kind, entry).isPresent())
                .forEach(
                    entry ->
                        entry.aliases().stream()
                            .filter(alias -> !OURS.find(kind, alias).equals(find(kind, entry)))
                            .forEach(alias -> wrong.add(namespace + "." + alias))));
    assertEquals(Set.of(), wrong);
    assertTrue(KERAS.entries("layers").size() > 140);
  }
}
