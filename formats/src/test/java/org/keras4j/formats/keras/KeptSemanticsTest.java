package org.keras4j.formats.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.models.Model;

/** What Keras 2 computed otherwise, and Keras 3 has no word for, outlives every format. */
class KeptSemanticsTest {
  private static final String KERAS_2 =
      """
      {"class_name": "Functional", "keras_version": "2.11.0", "backend": "tensorflow", "config": {"name": "m",
       "layers": [
        {"class_name": "InputLayer", "name": "x", "inbound_nodes": [],
         "config": {"name": "x", "dtype": "float32", "batch_input_shape": [null, 4]}},
        {"class_name": "Dropout", "name": "drop", "config": {"name": "drop", "rate": 0.5},
         "inbound_nodes": [[["x", 0, 0, {"training": true}]]]},
        {"class_name": "Softmax", "name": "soft", "config": {"name": "soft", "trainable": true, "dtype": "float32", "axis": -1},
         "inbound_nodes": [[["drop", 0, 0, {}]]]}],
       "input_layers": [["x", 0, 0]], "output_layers": [["soft", 0, 0]]}}
      """;

  @Test
  void throughEveryFormat(@TempDir Path folder) {
    Model model = Model.fromJson(KERAS_2);
    String json = model.toJson();
    assertTrue(json.contains("keras4j_training") && json.contains("keras4j_uniform"), json);
    for (String ending : List.of(".keras", ".h5", ".json")) {
      Path file = folder.resolve("model" + ending);
      model.save(file);
      assertEquals(json, Model.load(file).toJson(), ending);
    }
  }
}
