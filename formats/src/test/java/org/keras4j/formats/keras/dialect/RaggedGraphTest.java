package org.keras4j.formats.keras.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.ConfigException;
import org.keras4j.config.TypeRegistry;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;

/** What becomes of ragged models that the fixtures have not, and what is refused. */
class RaggedGraphTest {
  private static final String RAGGED =
      "{'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [], 'config': {'name': 'x', 'dtype':"
          + " 'float32', 'ragged': true, 'batch_input_shape': [null, null, 2]}}";
  private static final String DENSE =
      "{'class_name': 'InputLayer', 'name': 'd', 'inbound_nodes': [], 'config': {'name': 'd', 'dtype':"
          + " 'float32', 'ragged': false, 'batch_input_shape': [null, null, 2]}}";

  /** A layer called {@code y}, with more keys of its config and its call. */
  private static String layer(String type, String config, String call) {
    return "{'class_name': '"
        + type
        + "', 'name': 'y', 'config': {'name': 'y'"
        + config
        + "}, 'inbound_nodes': ["
        + call
        + "]}";
  }

  private static Map<String, Object> translated(String... layers) {
    String json =
        "{'class_name': 'Functional', 'config': {'name': 'm', 'layers': ["
            + String.join(", ", layers)
            + "], 'input_layers': [['x', 0, 0]], 'output_layers': [['y', 0, 0]]}}";
    @SuppressWarnings("unchecked")
    Map<String, Object> model =
        (Map<String, Object>)
            JsonReader.read(
                json.replace('\'', '"').getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "test",
                ReadLimits.defaults());
    Dialects.translate(model, KerasVersion.parse("2.11.0"), TypeRegistry.standard());
    return model;
  }

  private static void refuses(String expected, String... layers) {
    ConfigException e = assertThrows(ConfigException.class, () -> translated(layers));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  private static List<String> names(Map<String, Object> model) {
    List<String> names = new ArrayList<>();
    for (Object layer : (List<?>) ((Map<?, ?>) model.get("config")).get("layers")) {
      names.add(String.valueOf(((Map<?, ?>) layer).get("name")));
    }
    return names;
  }

  @Test
  void layersMayStandBeforeWhatTheyNeed() {
    Map<String, Object> model =
        translated(
            layer("LSTM", ", 'units': 2", "[['z', 0, 0, {}]]"),
            layer("Dropout", ", 'rate': 0.5", "[['x', 0, 0, {}]]").replace("'y'", "'z'"),
            RAGGED);
    assertEquals(List.of("y", "z", "x", "x_mask"), names(model));
    assertTrue(model.toString().contains("mask={class_name=__keras_tensor__"), model.toString());
    assertEquals(
        List.of(List.of("x", 0L, 0L), List.of("x_mask", 0L, 0L)),
        ((Map<?, ?>) model.get("config")).get("input_layers"));
  }

  @Test
  void namesThatExistAreNotTaken() {
    Map<String, Object> model =
        translated(
            RAGGED,
            layer("Dropout", ", 'rate': 0.5", "[['x', 0, 0, {}]]").replace("'y'", "'x_mask'"),
            layer("LSTM", ", 'units': 2", "[['x_mask', 0, 0, {}]]"));
    assertEquals(List.of("x", "x_mask_1", "x_mask", "y"), names(model));
  }

  @Test
  void textsAreSplitIntoPaddedRows() {
    Map<String, Object> model =
        translated(
            DENSE.replace("'d'", "'x'").replace("float32", "string").replace(", null, 2]", "]"),
            layer(
                    "TextVectorization",
                    ", 'ragged': true, 'output_mode': 'int'",
                    "[['x', 0, 0, {}]]")
                .replace("'y'", "'t'"),
            layer("GlobalAveragePooling1D", "", "[['e', 0, 0, {}]]"),
            layer("Embedding", ", 'input_dim': 9, 'output_dim': 2", "[['t', 0, 0, {}]]")
                .replace("'y'", "'e'"));
    assertEquals(List.of("x", "t", "t_mask", "y", "e"), names(model));
    assertTrue(model.toString().contains("ragged=false"), model.toString());
    assertTrue(model.toString().contains("mask={class_name=__keras_tensor__"), model.toString());
  }

  @Test
  void layersThatMixPlacesAreRefused() {
    refuses(
        "Layer 'y' is a call of Flatten on a ragged tensor",
        RAGGED,
        layer("Flatten", "", "[['x', 0, 0, {}]]"));
    refuses("of Conv1D on a ragged tensor", RAGGED, layer("Conv1D", "", "[['x', 0, 0, {}]]"));
    refuses(
        "go_backwards and return_sequences",
        RAGGED,
        layer("GRU", ", 'go_backwards': true, 'return_sequences': true", "[['x', 0, 0, {}]]"));
    refuses(
        "of Concatenate",
        RAGGED,
        layer("Concatenate", ", 'axis': 1", "[['x', 0, 0, {}], ['x', 0, 0, {}]]"));
    refuses(
        "on ragged and other tensors together",
        RAGGED,
        DENSE,
        layer("Add", "", "[['x', 0, 0, {}], ['d', 0, 0, {}]]"));
    refuses(
        "tf.math.cumsum",
        RAGGED,
        layer("TFOpLambda", ", 'function': 'math.cumsum'", "['x', 0, 0, {'axis': 1}]"));
    refuses(
        "along its batch",
        RAGGED,
        layer("TFOpLambda", ", 'function': 'math.reduce_sum'", "['x', 0, 0, {'axis': 0}]"));
  }

  @Test
  void methodsWhoseResultDependsOnTheRowsAreRefused() {
    refuses(
        "the method `value_rowids`",
        RAGGED,
        layer(
            "InstanceMethod",
            ", 'attr_name': 'value_rowids'",
            "['x', 0, 0, {'args': [], 'kwargs': {}}]"));
    refuses(
        "tf.RaggedTensor.from_row_splits",
        DENSE.replace("'d'", "'x'"),
        layer(
            "ClassMethod",
            ", 'cls_symbol': 'RaggedTensor', 'method_name': 'from_row_splits'",
            "[['x', 0, 0, {'kwargs': {}}]]"));
    refuses(
        "on the values of a ragged tensor",
        RAGGED,
        layer("InstanceProperty", ", 'attr_name': 'values'", "[['x', 0, 0, {}]]")
            .replace("'y'", "'v'"),
        layer("LSTM", ", 'units': 2", "[['v', 0, 0, {}]]"));
    refuses(
        "than one ragged tensor",
        DENSE.replace("'d'", "'x'"),
        layer(
            "InstanceMethod",
            ", 'attr_name': 'to_tensor'",
            "['x', 0, 0, {'args': [], 'kwargs': {}}]"));
  }

  @Test
  void onlyTheSecondAxisMayBeRagged() {
    refuses(
        "ragged in its second axis alone",
        RAGGED.replace("[null, null, 2]", "[null, null, null]"),
        layer("LSTM", "", "[['x', 0, 0, {}]]"));
  }

  @Test
  void layersThatNeedThemselvesAreRefused() {
    refuses(
        "is called on its own result",
        RAGGED,
        layer("Add", "", "[['x', 0, 0, {}], ['z', 0, 0, {}]]"),
        layer("Dropout", "", "[['y', 0, 0, {}]]").replace("'name': 'y'", "'name': 'z'"));
  }

  @Test
  void sharedTextLayersAreRaggedInEveryCall() {
    String text =
        DENSE.replace("'d'", "'x'").replace("float32", "string").replace(", null, 2]", "]");
    Map<String, Object> model =
        translated(
            text,
            text.replace("'x'", "'s'"),
            layer("TextVectorization", ", 'ragged': true", "[['x', 0, 0, {}]], [['s', 0, 0, {}]]")
                .replace("'y'", "'t'"),
            layer("LSTM", ", 'units': 2", "[['t', 1, 0, {}]]"));
    assertTrue(model.toString().contains("mask={class_name=__keras_tensor__"), model.toString());
  }

  @Test
  void innerModelsWithRaggedTensorsAreRefused() {
    String inner =
        "{'class_name': 'Sequential', 'name': 'inner', 'config': {'name': 'inner', 'layers': ["
            + RAGGED
            + "]}, 'inbound_nodes': [[['x', 0, 0, {}]]]}";
    refuses(
        "Model 'inner' inside another one has ragged tensors",
        DENSE.replace("'d'", "'x'"),
        inner,
        layer("LSTM", "", "[['inner', 1, 0, {}]]"));
  }

  @Test
  void whatWouldGiveOtherNumbersIsRefused() {
    refuses("mask_zero", RAGGED, layer("Embedding", ", 'mask_zero': true", "[['x', 0, 0, {}]]"));
    refuses(
        "of softmax along the rows",
        RAGGED.replace(", 2]", "]"),
        layer("Activation", ", 'activation': 'softmax'", "[['x', 0, 0, {}]]"));
    refuses(
        "without merge_mode",
        RAGGED,
        layer(
            "Bidirectional",
            ", 'merge_mode': null, 'layer': {'class_name': 'GRU', 'config': {'return_sequences': true}}",
            "[['x', 0, 0, {}]]"));
    refuses(
        "go_backwards and return_sequences",
        RAGGED,
        layer(
            "Bidirectional",
            ", 'merge_mode': 'sum', 'layer': {'class_name': 'GRU', 'config':"
                + " {'return_sequences': true, 'go_backwards': true}}",
            "[['x', 0, 0, {}]]"));
    for (String pooling : List.of("GlobalAveragePooling1D", "GlobalMaxPooling1D")) {
      refuses(
          "channels_first",
          RAGGED,
          layer(pooling, ", 'data_format': 'channels_first'", "[['x', 0, 0, {}]]"));
      refuses(
          "than one ragged tensor",
          RAGGED,
          DENSE,
          layer(pooling, "", "[['x', 0, 0, {}], ['d', 0, 0, {}]]"));
    }
    refuses(
        "that reduces a ragged tensor",
        RAGGED,
        layer("TFOpLambda", ", 'function': 'math.reduce_sum'", "['x', 0, 0, {'axis': [2, 2]}]"));
  }

  @Test
  void argumentsOfMethodsAreNotPassedOver() {
    String[][] refused = {
      {"row_lengths", "{'axis': 2}", "for the axis 2"},
      {"to_tensor", "{'shape': [3, null, 2]}", "with a `shape` other than"},
      {
        "to_tensor",
        "{'shape': {'class_name': 'TensorShape', 'items': [3, null, 2]}}",
        "`shape` other"
      },
      {"to_tensor", "{'size': 3}", "with the argument `size`"},
      {"nrows", "{'out_type': 'int32'}", "with the argument `out_type`"},
      {"with_values", "{'new_values': ['x', 0, 0]}", "computed from its own `values`"},
    };
    for (String[] row : refused) {
      refuses(
          row[2],
          RAGGED,
          layer(
              "InstanceMethod",
              ", 'attr_name': '" + row[0] + "'",
              "['x', 0, 0, {'args': [], 'kwargs': " + row[1] + "}]"));
    }
    refuses(
        "with a vector of padding",
        DENSE.replace("'d'", "'x'"),
        layer(
            "ClassMethod",
            ", 'cls_symbol': 'RaggedTensor', 'method_name': 'from_tensor'",
            "[['x', 0, 0, {'kwargs': {'padding': 0}}]]"));
    refuses(
        "with the argument `ragged_rank`",
        DENSE.replace("'d'", "'x'"),
        layer(
            "ClassMethod",
            ", 'cls_symbol': 'RaggedTensor', 'method_name': 'from_tensor'",
            "[['x', 0, 0, {'kwargs': {'ragged_rank': 2}}]]"));
  }
}
