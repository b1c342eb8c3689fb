package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.preprocessing.IndexLookup;
import org.keras4j.layers.preprocessing.IntegerLookup;
import org.keras4j.layers.preprocessing.SplitFunction;
import org.keras4j.layers.preprocessing.StandardizeFunction;
import org.keras4j.layers.preprocessing.StringLookup;
import org.keras4j.layers.preprocessing.TextVectorization;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.optimizers.Adam;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** What layers learn from data, against real Keras; and what becomes of it in models and files. */
class VocabulariesTest {
  private static final NDArray COLOURS = NDArray.of(new String[] {"red", "blue", "green"}, 3, 1);

  /** {@code adapt()}: the vocabulary, the weights of its tokens, and the outputs. */
  @TestFactory
  Stream<DynamicTest> learned() {
    Fixture fixture = Fixture.load("vocabularies");
    return fixture.cases().stream()
        .map(
            json ->
                DynamicTest.dynamicTest((String) json.get("name"), () -> learned(fixture, json)));
  }

  private static void learned(Fixture fixture, Map<String, Object> json) {
    Layer layer = ReadContext.standard().object(Layer.class, json.get("layer"));
    List<NDArray> batches =
        ((List<?>) json.get("batches")).stream().map(leaf -> array(fixture, json, leaf)).toList();
    adapt(layer, (Boolean) json.get("is_batches") ? null : batches.get(0), batches);
    assertEquals(comparable((List<?>) json.get("vocabulary")), comparable(vocabulary(layer)));
    NDArray inputs = array(fixture, json, json.get("inputs"));
    NDArray expected = array(fixture, json, json.get("outputs"));
    if (json.get("idf_weights") != null) {
      Compare.assertClose(
          "idf_weights",
          array(fixture, json, json.get("idf_weights")),
          ((VocabularyLayer) layer).namedVariables().get("idf_weights").value(),
          Tolerance.of(DType.FLOAT32));
    }
    Model model = OneLayer.of(layer, inputs);
    Compare.assertClose("outputs", expected, model.predict(inputs), Tolerance.of(DType.FLOAT32));
    // All formats keep what was learned.
    for (String ending : List.of(".keras", ".h5")) {
      Model again = Model.load(model.toBytes(SaveOptions.standard().ending(ending)));
      Compare.assertClose(ending, expected, again.predict(inputs), Tolerance.of(DType.FLOAT32));
      assertEquals(vocabulary(layer), vocabulary(again.layers().get(1)), ending);
    }
  }

  private static NDArray array(Fixture fixture, Map<String, Object> json, Object leaf) {
    return fixture.array((String) json.get("name"), Leaves.name((Map<?, ?>) leaf), null);
  }

  private static void adapt(Layer layer, NDArray whole, List<NDArray> batches) {
    if (layer instanceof TextVectorization text) {
      if (whole == null) {
        text.adapt(batches);
      } else {
        text.adapt(whole);
      }
    } else if (whole == null) {
      ((IndexLookup) layer).adapt(batches);
    } else {
      ((IndexLookup) layer).adapt(whole);
    }
  }

  private static List<?> vocabulary(Layer layer) {
    if (layer instanceof TextVectorization text) {
      return text.getVocabulary();
    }
    return layer instanceof StringLookup words
        ? words.getVocabulary()
        : ((IntegerLookup) layer).getVocabulary();
  }

  private static List<String> comparable(List<?> tokens) {
    return tokens.stream().map(String::valueOf).toList();
  }

  /** Plans follow the vocabulary of now, whatever it was when they were made. */
  @Test
  void predictionsFollowTheVocabulary() {
    StringLookup lookup = StringLookup.vocabulary(List.of("red", "blue")).build();
    Model model = OneLayer.of(lookup, COLOURS);
    assertEquals(NDArray.of(new long[] {1, 2, 0}, 3, 1), model.predict(COLOURS));
    lookup.setVocabulary(List.of("green", "red", "blue"));
    assertEquals(NDArray.of(new long[] {2, 3, 1}, 3, 1), model.predict(COLOURS));
    assertEquals(List.of("[UNK]", "green", "red", "blue"), lookup.getVocabulary());
    assertEquals(4, lookup.vocabularySize());
  }

  @Test
  void theSizeOfVectorsDoesNotChange() {
    StringLookup lookup =
        StringLookup.vocabulary(List.of("red", "blue")).outputMode("multi_hot").build();
    Model model = OneLayer.of(lookup, COLOURS);
    assertEquals(NDArray.of(new long[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, 3, 3), model.predict(COLOURS));
    lookup.setVocabulary(List.of("green", "red"));
    assertEquals(NDArray.of(new long[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, 3, 3), model.predict(COLOURS));
    KerasException e =
        assertThrows(KerasException.class, () -> lookup.setVocabulary(List.of("one")));
    assertTrue(e.getMessage().contains("Old vocab size is 3, new vocab size is 2"), e::getMessage);
  }

  @Test
  void refusesWhatIsNoVocabulary() {
    StringLookup lookup = StringLookup.builder().maskToken("").maxTokens(4).build();
    Map<List<String>, String> refused =
        Map.of(
            List.of(), "Cannot set an empty vocabulary",
            List.of("a", "b", "a"), "at least one repeated term",
            List.of("a", ""), "Found reserved mask token at unexpected location",
            List.of("a", "b", "c"), "larger than the maximum vocab size");
    refused.forEach(
        (tokens, message) -> {
          KerasException e = assertThrows(KerasException.class, () -> lookup.setVocabulary(tokens));
          assertTrue(e.getMessage().contains(message), e::getMessage);
        });
    assertEquals(List.of(), lookup.getVocabulary(false));
  }

  @Test
  void refusesToPredictWithoutVocabulary() {
    Model model = OneLayer.of(StringLookup.builder().name("colours").build(), COLOURS);
    KerasException e = assertThrows(KerasException.class, () -> model.predict(COLOURS));
    assertTrue(e.getMessage().contains("layer 'colours' has no vocabulary"), e::getMessage);
  }

  @Test
  void refusesUnknownTokensWhereNoIndexStandsForThem() {
    StringLookup lookup = StringLookup.vocabulary(List.of("red")).numOovIndices(0).build();
    KerasException e =
        assertThrows(KerasException.class, () -> OneLayer.of(lookup, COLOURS).predict(COLOURS));
    assertTrue(e.getMessage().contains("found OOV values [blue]"), e::getMessage);
  }

  @Test
  void doesNotLearnOverAGivenVocabulary() {
    StringLookup lookup = StringLookup.vocabulary(List.of("red")).build();
    KerasException e = assertThrows(KerasException.class, () -> lookup.adapt(COLOURS));
    assertTrue(e.getMessage().contains("after setting a static vocabulary"), e::getMessage);
  }

  @Test
  void batchesOfOtherLengthsDoNotFitTogether() {
    Model model =
        OneLayer.of(
            TextVectorization.vocabulary(List.of("a")).build(), NDArray.of(new String[1], 1, 1));
    NDArray texts = NDArray.of(new String[] {"a b", "a"}, 2, 1);
    assertEquals(NDArray.of(new long[] {2, 1, 2, 0}, 2, 2), model.predict(texts));
    KerasException e = assertThrows(KerasException.class, () -> model.predict(List.of(texts), 1));
    assertTrue(e.getMessage().contains("output_sequence_length"), e::getMessage);
  }

  /** Python functions and vocabulary files that configs name are the caller's to say. */
  @Test
  void theCallerSaysWhatConfigsName() {
    NDArray texts = NDArray.of(new String[] {"a,b c,a"}, 1, 1);
    TextVectorization layer =
        TextVectorization.vocabulary(List.of("A", "B C"))
            .standardize(StandardizeFunction.of("my>shout", text -> text.toUpperCase(Locale.ROOT)))
            .split(SplitFunction.of("my>commas", text -> List.of(text.split(","))))
            .build();
    Model model = OneLayer.of(layer, texts);
    assertEquals(NDArray.of(new long[] {2, 3, 2}, 1, 3), model.predict(texts));
    byte[] file = model.toBytes(SaveOptions.standard());
    KerasException unknown = assertThrows(KerasException.class, () -> Model.load(file));
    assertTrue(unknown.getMessage().contains("my>shout"), unknown::getMessage);
    LoadOptions functions =
        LoadOptions.standard()
            .standardize("my>shout", text -> text.toUpperCase(Locale.ROOT))
            .split("my>commas", text -> List.of(text.split(",")));
    assertEquals(model.predict(texts), Model.load(file, functions).predict(texts));

    String json = model.toJson();
    String named = json.replace("[\"A\", \"B C\"]", "\"/no/such/file.txt\"");
    assertNotEquals(json, named);
    KerasException refused =
        assertThrows(KerasException.class, () -> Model.fromJson(named, functions));
    assertTrue(refused.getMessage().contains("'/no/such/file.txt'"), refused::getMessage);
    Model again =
        Model.fromJson(named, functions.vocabulary("/no/such/file.txt", List.of("A", "B C")));
    assertEquals(model.predict(texts), again.predict(texts));
  }

  /** tf.keras counted in the layer's compute dtype, Keras 3 counts in int64. */
  @Test
  void filesByTfKerasCountInFloats() {
    String json =
        """
        {"class_name": "Sequential", "config": {"name": "s", "layers": [
          {"class_name": "InputLayer", "config": {
            "batch_input_shape": [null, 1], "dtype": "string", "name": "x"}},
          {"class_name": "StringLookup", "config": {
            "name": "words", "trainable": true, "dtype": "float32", "output_mode": "binary",
            "vocabulary": ["red", "blue"], "has_input_vocabulary": true}}]},
         "keras_version": "%s", "backend": "tensorflow"}
        """;
    float[] expected = {0, 1, 0, 0, 0, 1, 1, 0, 0};
    assertEquals(
        NDArray.of(expected, 3, 3), Model.fromJson(json.formatted("2.15.0")).predict(COLOURS));
  }

  /** In a folder as in an archive. */
  @Test
  void foldersHoldVocabularies(@TempDir Path folder) throws IOException {
    TextVectorization words = TextVectorization.builder().outputMode("tf_idf").build();
    NDArray texts = NDArray.of(new String[] {"one two", "two", ""}, 3, 1);
    words.adapt(texts);
    Model model = OneLayer.of(words, texts);
    model.save(folder.resolve("model"), SaveOptions.unzipped());
    Path file = folder.resolve("model/assets/layers/text_vectorization/vocabulary.txt");
    assertEquals(List.of("[UNK]", "two", "one"), Files.readAllLines(file));
    assertEquals(model.predict(texts), Model.load(folder.resolve("model")).predict(texts));
  }

  /** Trained on texts, a model learns, and its file keeps all it needs. */
  @Test
  void trainsOnText() {
    NDArray texts = NDArray.of(new String[] {"good film", "bad film", "so good", "so bad"}, 4, 1);
    NDArray labels = NDArray.of(new float[] {1, 0, 1, 0}, 4, 1);
    TextVectorization words = TextVectorization.builder().outputMode("multi_hot").build();
    words.adapt(texts);
    Tensor input = Input.of("text", DType.STRING, 1);
    Layer dense = Dense.units(1).build();
    Model model = Functional.of(input, dense.apply(words.apply(input)));
    model.compile(Adam.learningRate(0.1), "mse");
    double before = model.evaluate(texts, labels).get("loss");
    for (int i = 0; i < 20; i++) {
      model.trainOnBatch(texts, labels);
    }
    assertTrue(model.evaluate(texts, labels).get("loss") < before / 10);
    Model again = Model.load(model.toBytes(SaveOptions.standard()));
    assertEquals(model.predict(texts), again.predict(texts));
    List<String> learned = new ArrayList<>(words.getVocabulary(false));
    assertTrue(learned.containsAll(List.of("good", "bad", "film", "so")), learned::toString);
  }
}
