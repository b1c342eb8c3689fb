package org.keras4j.formats.keras.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.TypeRegistry;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;

class DialectsTest {
  @Test
  void keras1SequentialBecomesCurrent() {
    Map<?, ?> model =
        translated(
            "1.2.2",
            "{'class_name': 'Sequential', 'config': [{'class_name': 'LSTM', 'config': {'name': 'l',"
                + " 'output_dim': 3, 'inner_activation': 'hard_sigmoid', 'init': 'normal',"
                + " 'forget_bias_init': 'one', 'dropout_W': 0.5, 'consume_less': 'cpu',"
                + " 'input_dtype': 'float32', 'batch_input_shape': [null, 4, 2]}}]}");
    List<?> layers = (List<?>) ((Map<?, ?>) model.get("config")).get("layers");
    Map<?, ?> input = (Map<?, ?>) layers.get(0);
    assertEquals("InputLayer", input.get("class_name"));
    assertEquals(java.util.Arrays.asList(null, 4L, 2L), config(input).get("batch_shape"));
    Map<?, ?> lstm = config(layers.get(1));
    assertEquals(3L, lstm.get("units"));
    assertEquals(0.5, lstm.get("dropout"));
    assertEquals(true, lstm.get("unit_forget_bias"));
    assertEquals("random_normal", lstm.get("kernel_initializer"));
    assertEquals("hard_sigmoid_v2", lstm.get("recurrent_activation"));
    assertTrue(!lstm.containsKey("consume_less") && !lstm.containsKey("batch_input_shape"));
  }

  @Test
  void callsOfInnerModelsAreCountedFromZero() {
    Map<?, ?> model =
        translated(
            "2.3.1",
            "{'class_name': 'Model', 'config': {'name': 'm', 'layers': ["
                + "{'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [],"
                + " 'config': {'name': 'x', 'batch_input_shape': [null, 2]}},"
                + "{'class_name': 'Sequential', 'name': 's', 'config': {'name': 's', 'layers': []},"
                + " 'inbound_nodes': [[['x', 0, 0, {}]]]},"
                + "{'class_name': 'Dense', 'name': 'd', 'config': {'name': 'd', 'units': 1},"
                + " 'inbound_nodes': [[['s', 1, 0, {}]]]}],"
                + " 'input_layers': [['x', 0, 0]], 'output_layers': [['d', 0, 0]]}}");
    assertEquals("Functional", model.get("class_name"));
    assertEquals(List.of("d", 0L, 0L), config(model).get("output_layers"));
    Map<?, ?> dense = (Map<?, ?>) ((List<?>) config(model).get("layers")).get(2);
    Map<?, ?> call = (Map<?, ?>) ((List<?>) dense.get("inbound_nodes")).get(0);
    Map<?, ?> tensor = (Map<?, ?>) ((List<?>) call.get("args")).get(0);
    assertEquals(List.of("s", 0L, 0L), config(tensor).get("keras_history"));
  }

  /** In tf.keras 2 a factor of 0.3 meant a contrast from 0.7 to 1.3, in Keras 3 from 1 to 1.3. */
  @Test
  void augmentationMeansWhatItsWriterMeant() {
    String layers =
        "{'class_name': 'Sequential', 'config': {'name': 's', 'layers': ["
            + "{'class_name': 'RandomContrast', 'config': {'name': 'c', 'factor': 0.3}},"
            + "{'class_name': 'RandomCrop', 'config': {'name': 'd', 'height': 2, 'width': 2}},"
            + "{'class_name': 'RandomRotation', 'config': {'name': 'r', 'factor': 0.1,"
            + " 'value_range': [0, 255]}}]}}";
    for (String version : List.of("2.10.0", "3.6.0")) {
      List<?> old = (List<?>) config(translated(version, layers)).get("layers");
      assertEquals(List.of(0.3, 0.3), config(old.get(0)).get("factor"));
      assertEquals(true, config(old.get(1)).get("keras4j_resize_at_inference"));
      assertEquals(0.1, config(old.get(2)).get("factor"));
      assertTrue(!config(old.get(2)).containsKey("value_range"));
    }
    List<?> current = (List<?>) config(translated("3.7.0", layers)).get("layers");
    assertEquals(0.3, config(current.get(0)).get("factor"));
    assertTrue(!config(current.get(1)).containsKey("keras4j_resize_at_inference"));
  }

  /** Keras 2 trains a layer whose call says so; in Keras 3 whoever calls the model decides. */
  @Test
  void callsOfKeras2KeepTheirTraining() {
    String model =
        "{'class_name': 'Functional', 'config': {'name': 'm', 'layers': ["
            + "{'class_name': 'InputLayer', 'name': 'x', 'inbound_nodes': [],"
            + " 'config': {'name': 'x', 'batch_input_shape': [null, 2]}},"
            + "{'class_name': 'Dropout', 'name': 'd', 'config': {'name': 'd', 'rate': 0.5},"
            + " 'inbound_nodes': [[['x', 0, 0, {'training': true}]]]}],"
            + " 'input_layers': [['x', 0, 0]], 'output_layers': [['d', 0, 0]]}}";
    Map<?, ?> dropout =
        (Map<?, ?>) ((List<?>) config(translated("2.10.0", model)).get("layers")).get(1);
    Map<?, ?> call = (Map<?, ?>) ((List<?>) dropout.get("inbound_nodes")).get(0);
    assertEquals(Map.of("keras4j_training", true), call.get("kwargs"));
  }

  @Test
  void versionsAreParsed() {
    assertEquals(new KerasVersion(2, 2), KerasVersion.parse("2.2.4-tf"));
    assertEquals(new KerasVersion(3, 15), KerasVersion.parse("3.15.1"));
    assertEquals(KerasVersion.OLDEST, KerasVersion.parse(null));
    assertTrue(KerasVersion.parse("3.9.2").isBefore(3, 10));
  }

  private static Map<?, ?> config(Object object) {
    return (Map<?, ?>) ((Map<?, ?>) object).get("config");
  }

  @SuppressWarnings("unchecked")
  private static Map<?, ?> translated(String version, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    Map<String, Object> model =
        (Map<String, Object>) JsonReader.read(bytes, "test", ReadLimits.defaults());
    Dialects.translate(model, KerasVersion.parse(version), TypeRegistry.standard());
    return model;
  }
}
