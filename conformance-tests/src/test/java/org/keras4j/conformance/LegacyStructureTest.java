package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;

/**
 * Legacy files as they are written here, beside those of the same models by Keras 3 and tf.keras:
 * the same tree, attributes and their types, names and their order, shapes and element types. What
 * differs, and why:
 *
 * <ul>
 *   <li>lists of names have strings of one length, as h5py wrote before its version 3, where it has
 *       references since: so more names fit into one attribute;
 *   <li>names of weights are those of Keras 2, {@code dense/kernel:0}, which Keras 3 begins with
 *       the model's name, and does not end with {@code :0}. They are keys only;
 *   <li>variables of optimizers are named and ordered as in Keras 3 for both;
 *   <li>{@code training_config} has what both versions read, and the version is that of Keras 3.
 * </ul>
 */
class LegacyStructureTest {
  private static final Map<String, List<String>> MODELS =
      Map.of(
          "keras-3.15.1",
          List.of("opt_adam_ams", "opt_nadam", "opt_sgdm", "opt_lossscale"),
          "tf.keras-2.15.0",
          List.of("seq_mlp", "merges", "nested"));

  // A model with LoRA is merged when it is loaded: what is saved has other weights.

  /** Keras 3 puts the name of a model before its weights' where a Sequential calls it first. */
  private static final Map<String, String> INNER_MODEL =
      Map.of("models/models_in_sequential", "head/");

  @TestFactory
  Stream<DynamicTest> sameTree() {
    Stream<String> dialects =
        new TreeMap<>(MODELS)
            .entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().stream()
                            .map(name -> "dialects/" + entry.getKey() + "/" + name));
    Stream<String> models =
        FixtureIndex.names("models", ".h5").stream()
            .filter(name -> !name.endsWith(".weights"))
            .filter(name -> !name.matches(KerasRoundTripTest.NOT_COMPARED))
            .filter(name -> !KerasRoundTripTest.OPERATIONS.contains(name))
            .filter(name -> !KerasRoundTripTest.DICTIONARIES.contains(name))
            .map(name -> "models/" + name);
    return Stream.concat(dialects, models)
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
  }

  private static void compare(String name) {
    byte[] theirs = Fixture.resource(name + ".h5");
    Model model = Model.load(theirs);
    byte[] ours = model.toBytes(SaveOptions.format(".h5"));
    boolean keras3 = !name.contains("/tf");
    UnaryOperator<String> plain = keras3 ? weight -> plain(weight, name, model) : weight -> weight;
    try (Hdf5File a = open(name, theirs);
        Hdf5File b = open("ours", ours)) {
      assertEquals(attributes(a.root()), attributes(b.root()), "attributes of the file");
      assertEquals(a.root().names(), b.root().names(), "groups of the file");
      weights(
          a.root().group("model_weights").orElseThrow(),
          b.root().group("model_weights").orElseThrow(),
          plain);
      a.root()
          .group("optimizer_weights")
          .ifPresent(
              saved -> optimizer(keras3, saved, b.root().group("optimizer_weights").orElseThrow()));
      assertNothingElse(b.root());
    }
  }

  private static Hdf5File open(String name, byte[] bytes) {
    return Hdf5File.open(ByteSource.of(name, bytes), LoadPolicy.strict());
  }

  /** By name, in the file's order: whether text or numbers, and the dimensions where fixed. */
  private static List<String> attributes(Hdf5Node node) {
    List<String> found = new ArrayList<>();
    for (Hdf5Attribute attribute : node.attributes().values()) {
      String type = attribute.type().isString() ? "text" : attribute.type().toString();
      found.add(attribute.name() + ": " + type + Arrays.toString(attribute.shape()));
    }
    return found;
  }

  private static void weights(Hdf5Group a, Hdf5Group b, UnaryOperator<String> plain) {
    assertEquals(attributes(a), attributes(b), "attributes of model_weights");
    assertEquals(a.names(), b.names(), "groups of model_weights");
    assertEquals(a.stringList("layer_names"), b.stringList("layer_names"), "layer_names");
    for (String layer : a.names()) {
      Hdf5Group saved = a.group(layer).orElseThrow();
      Hdf5Group again = b.group(layer).orElseThrow();
      assertEquals(attributes(saved), attributes(again), "attributes of " + layer);
      assertEquals(listed(saved, plain), listed(again, n -> n), layer);
    }
  }

  /** {@code model/dense/kernel} of Keras 3 is {@code dense/kernel:0}. */
  private static String plain(String weight, String file, Model model) {
    String plain = without(model.name() + "/", weight);
    return (INNER_MODEL.containsKey(file) ? without(INNER_MODEL.get(file), plain) : plain) + ":0";
  }

  private static String without(String prefix, String name) {
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static void optimizer(boolean keras3, Hdf5Group theirs, Hdf5Group ours) {
    List<String> a = listed(theirs, n -> "");
    List<String> b = listed(ours, n -> "");
    if (!keras3) {
      b.removeIf(
          each -> each.equals(": float32[]")); // the learning rate, which Keras 2 did not keep
      a.sort(null);
      b.sort(null);
    }
    assertEquals(a, b, "optimizer_weights");
  }

  /** Name, type and shape of the datasets that a group lists, in order. */
  private static List<String> listed(Hdf5Group group, UnaryOperator<String> rename) {
    List<String> found = new ArrayList<>();
    for (String name : group.stringList("weight_names")) {
      Hdf5Dataset dataset = group.dataset(name).orElseThrow();
      assertEquals(List.of(), attributes(dataset), name);
      found.add(rename.apply(name) + ": " + dataset.type() + Arrays.toString(dataset.shape()));
    }
    return found;
  }

  /** No dataset that no list names, and no group but those on the way to one. */
  private static void assertNothingElse(Hdf5Group root) {
    Set<String> expected = new TreeSet<>();
    List<Hdf5Group> owners = new ArrayList<>();
    root.group("optimizer_weights").ifPresent(owners::add);
    Hdf5Group weights = root.group("model_weights").orElseThrow();
    weights.names().forEach(layer -> owners.add(weights.group(layer).orElseThrow()));
    for (Hdf5Group owner : owners) {
      addWithParents(expected, owner.path());
      owner
          .stringList("weight_names")
          .forEach(name -> addWithParents(expected, owner.path() + "/" + name));
    }
    Set<String> actual = new TreeSet<>();
    walk(root, actual);
    assertFalse(actual.isEmpty());
    assertEquals(expected, actual);
  }

  private static void addWithParents(Set<String> paths, String path) {
    for (int at = path.length(); at > 0; at = path.lastIndexOf('/', at - 1)) {
      paths.add(path.substring(0, at));
    }
  }

  private static void walk(Hdf5Group group, Set<String> paths) {
    for (String name : group.names()) {
      Hdf5Node node = group.child(name).orElseThrow();
      paths.add(node.path());
      if (node instanceof Hdf5Group inner) {
        walk(inner, paths);
      }
    }
  }
}
