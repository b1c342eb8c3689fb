package org.keras4j.formats.keras.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.TypeRegistry;

/** Single rules for versions of which there are no files here. */
class OldRulesTest {
  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> translated(
      String version, String className, Object... config) {
    Map<String, Object> object = map("class_name", className, "config", map(config));
    Dialects.translate(object, KerasVersion.parse(version), TypeRegistry.standard());
    return object;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> config(Map<String, Object> object) {
    return (Map<String, Object>) object.get("config");
  }

  @Test
  void gatesWereHardBefore23() {
    assertEquals(
        "hard_sigmoid_v2",
        config(translated("2.2.4", "LSTM", "units", 2)).get("recurrent_activation"));
    assertEquals(null, config(translated("2.3.1", "LSTM", "units", 2)).get("recurrent_activation"));
    Map<String, Object> tensorFlow =
        config(translated("2.2.4-tf", "GRU", "units", 2, "time_major", false));
    assertEquals(null, tensorFlow.get("recurrent_activation"));
    assertEquals(false, tensorFlow.get("reset_after"));
  }

  @Test
  void namesOfTheFirstTensorFlow2() {
    assertEquals("LSTM", translated("2.2.4-tf", "UnifiedLSTM", "units", 2).get("class_name"));
    Map<String, Object> gru = translated("2.2.4-tf", "GRUV2", "units", 2);
    assertEquals("GRU", gru.get("class_name"));
    assertEquals(true, config(gru).get("reset_after"));
    Map<String, Object> norm =
        translated("2.2.4-tf", "BatchNormalizationV1", "axis", new ArrayList<>(List.of(3L)));
    assertEquals("BatchNormalization", norm.get("class_name"));
    assertEquals(3L, config(norm).get("axis"));
  }

  @Test
  void normalDistributionsWereTruncated() {
    assertEquals(
        "truncated_normal",
        config(translated("2.2.0", "VarianceScaling", "distribution", "normal"))
            .get("distribution"));
  }

  @Test
  void penaltiesOfKeras1() {
    Map<String, Object> dense =
        config(
            translated(
                "1.2.2",
                "Dense",
                "output_dim",
                3L,
                "W_regularizer",
                map("name", "WeightRegularizer", "l1", 0.0, "l2", 0.01),
                "W_constraint",
                map("name", "MaxNorm", "m", 2L, "axis", 0L)));
    assertEquals(
        map("class_name", "L1L2", "config", map("l1", 0.0, "l2", 0.01)),
        dense.get("kernel_regularizer"));
    assertEquals(
        map("class_name", "MaxNorm", "config", map("max_value", 2L, "axis", 0L)),
        dense.get("kernel_constraint"));
    assertEquals(3L, dense.get("units"));
  }

  @Test
  void convolutionalRecurrentLayersOfKeras1() {
    Map<String, Object> layer =
        config(
            translated(
                "1.2.2",
                "ConvLSTM2D",
                "nb_filter",
                4L,
                "nb_row",
                3L,
                "nb_col",
                2L,
                "subsample",
                List.of(1L, 1L),
                "border_mode",
                "same",
                "dim_ordering",
                "th",
                "inner_activation",
                "hard_sigmoid",
                "forget_bias_init",
                "one",
                "dropout_W",
                0.1));
    assertEquals(4L, layer.get("filters"));
    assertEquals(List.of(3L, 2L), layer.get("kernel_size"));
    assertEquals("channels_first", layer.get("data_format"));
    assertEquals("hard_sigmoid_v2", layer.get("recurrent_activation"));
    assertEquals(true, layer.get("unit_forget_bias"));
    assertEquals(0.1, layer.get("dropout"));
  }
}
