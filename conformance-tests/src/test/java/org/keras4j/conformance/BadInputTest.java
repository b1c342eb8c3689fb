package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.backend.Backends;
import org.keras4j.config.ConfigException;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.graph.Variable;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.ModelException;
import org.keras4j.models.Predictor;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** What users do wrong, and what they are told. */
class BadInputTest {
  @Test
  void notFinite() {
    Predictor checking =
        Model.load(bytes("mlp.keras")).predictor(Backends.defaultBackend()).requireFiniteInputs();
    Map<String, NDArray> arrays =
        Npz.read(ByteSource.of("mlp.npz", bytes("mlp.npz")), LoadPolicy.strict());
    NDArray x = arrays.get("in_0");
    assertEquals(1, checking.run(List.of(x)).size());
    float[] values = x.toFloatArray();
    values[2] = Float.NaN;
    NDArray broken = NDArray.of(values, values.length).reshape(x.shape());
    says(
        KerasException.class,
        () -> checking.run(List.of(broken)),
        "Input 0 of model",
        "must be finite. Received: NaN as element 2");
  }

  @Test
  void missingFile() {
    says(
        FormatException.class,
        () -> Model.load(Path.of("no", "such.keras")),
        "File not found: filepath=" + Path.of("no", "such.keras"));
  }

  @Test
  void directory(@TempDir Path folder) {
    says(FormatException.class, () -> Model.load(folder), "is a directory without a config.json");
  }

  @Test
  void notModel() {
    says(
        ModelException.class,
        () -> Model.load("import keras".getBytes(StandardCharsets.UTF_8)),
        "File format not supported",
        "Keras archive (.keras), legacy HDF5 model (.h5)");
    says(ModelException.class, () -> Model.load(new byte[0]), "File format not supported");
  }

  @Test
  void archiveOfSomethingElse() throws IOException {
    says(
        ModelException.class,
        () -> Model.load(zip("readme.txt", "hello")),
        "File format not supported");
  }

  @Test
  void truncatedArchive() {
    byte[] file = bytes("mlp.keras");
    says(FormatException.class, () -> Model.load(Arrays.copyOf(file, file.length - 100)));
    says(FormatException.class, () -> Model.load(Arrays.copyOf(file, file.length / 2)));
  }

  @Test
  void truncatedHdf5() {
    byte[] file = bytes("mlp.h5");
    says(
        FormatException.class, () -> Model.load(Arrays.copyOf(file, file.length / 2)), "truncated");
  }

  @Test
  void weightsInsteadOfModel() {
    says(
        ModelException.class,
        () -> Model.load(bytes("mlp.weights.h5")),
        "No model config found in the file",
        "loadWeights()");
  }

  @Test
  void weightsOfOtherModel() {
    Model model = Model.load(bytes("mlp.keras"));
    List<double[]> before = values(model);
    says(
        FormatException.class,
        () -> model.loadWeights(bytes("small_lstm.weights.h5"), LoadOptions.standard()),
        "objects could not be loaded",
        "expected 2 variables, but received");
    says(
        FormatException.class,
        () -> model.loadWeights(bytes("small_lstm.h5"), LoadOptions.standard()),
        "mismatch");
    unchanged(before, model);
  }

  @Test
  void weightsOfOtherShapes() throws IOException {
    Model model =
        Model.load(
            zip(
                "config.json",
                new String(member(bytes("mlp.keras"), "config.json"), StandardCharsets.UTF_8),
                "model.weights.h5",
                bytes("mlp.weights.h5")));
    String config =
        new String(member(bytes("mlp.keras"), "config.json"), StandardCharsets.UTF_8)
            .replaceAll("\"units\": \\d+", "\"units\": 5");
    says(
        FormatException.class,
        () -> Model.load(zip("config.json", config, "model.weights.h5", bytes("mlp.weights.h5"))),
        "The shape of the target variable and the shape of the target value in"
            + " `variable.assign(value)` must match. variable.shape=");
    assertTrue(model.isBuilt());
  }

  @Test
  void unknownLayer() throws IOException {
    String config = sequential("{\"class_name\": \"Densee\", \"config\": {}}");
    says(
        UnknownTypeException.class,
        () -> Model.load(zip("config.json", config)),
        "Unknown layer: 'Densee'",
        "Did you mean 'Dense'",
        "LoadOptions.withCustomObjects");
  }

  @Test
  void unknownArgument() throws IOException {
    String config =
        sequential("{\"class_name\": \"Dense\", \"config\": {\"units\": 3, \"unitz\": 4}}");
    says(
        ConfigException.class,
        () -> Model.load(zip("config.json", config)),
        "Unrecognized keyword arguments passed to Dense: {'unitz': 4}",
        "Did you mean 'units'");
  }

  @Test
  void duplicateKey() throws IOException {
    String config =
        sequential("{\"class_name\": \"Dense\", \"config\": {\"units\": 3, \"units\": 4}}");
    says(
        FormatException.class,
        () -> Model.load(zip("config.json", config)),
        "not valid JSON: Duplicate field 'units'");
  }

  @Test
  void modelWithoutWeights() throws IOException {
    String config = sequential("{\"class_name\": \"Dense\", \"config\": {\"units\": 3}}");
    says(
        FormatException.class,
        () -> Model.load(zip("config.json", config)),
        "Expected a model.weights.h5 file.");
  }

  @Test
  void modelWithoutConfig() throws IOException {
    says(
        FormatException.class,
        () -> Model.load(zip("model.weights.h5", bytes("mlp.weights.h5"))),
        "There is no item named 'config.json' in the archive");
  }

  @Test
  void unknownTensorFlowFunction() throws IOException {
    String config =
        "{\"class_name\": \"Functional\", \"config\": {\"layers\": ["
            + "{\"class_name\": \"InputLayer\", \"name\": \"x\", \"inbound_nodes\": [],"
            + " \"config\": {\"batch_input_shape\": [null, 2], \"name\": \"x\"}},"
            + "{\"class_name\": \"TFOpLambda\", \"name\": \"f\","
            + " \"config\": {\"name\": \"f\", \"function\": \"io.write_file\"},"
            + " \"inbound_nodes\": [[\"x\", 0, 0, {}]]}],"
            + " \"input_layers\": [[\"x\", 0, 0]], \"output_layers\": [[\"f\", 0, 0]]}}";
    says(
        ConfigException.class,
        () ->
            Model.load(
                zip("metadata.json", "{\"keras_version\": \"2.13.1\"}", "config.json", config)),
        "Layer 'f' calls the TensorFlow function tf.io.write_file");
  }

  private static String sequential(String layer) {
    return "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [{\"class_name\":"
        + " \"InputLayer\", \"config\": {\"batch_shape\": [null, 2]}}, "
        + layer
        + "]}}";
  }

  private static void says(
      Class<? extends KerasException> type, Executable action, String... parts) {
    KerasException e = assertThrows(type, action);
    for (String part : parts) {
      assertTrue(
          e.getMessage().contains(part),
          () -> "expected a message with: " + part + "\nbut it was: " + e.getMessage());
    }
  }

  private static List<double[]> values(Model model) {
    return model.weights().stream().map(Variable::value).map(v -> v.toDoubleArray()).toList();
  }

  private static void unchanged(List<double[]> before, Model model) {
    List<double[]> after = values(model);
    for (int i = 0; i < before.size(); i++) {
      assertArrayEquals(before.get(i), after.get(i));
    }
  }

  private static byte[] bytes(String name) {
    return Fixture.resource("models/" + name);
  }

  private static byte[] member(byte[] archive, String name) throws IOException {
    try (var zip = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(name)) {
          return zip.readAllBytes();
        }
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** An archive of the given names and contents, which are text or bytes. */
  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        Object content = namesAndContents[i + 1];
        zip.write(
            content instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : (byte[]) content);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
