package org.keras4j.quantizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Variable;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.Embedding;
import org.keras4j.layers.core.ReversibleEmbedding;
import org.keras4j.models.Input;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;

class QuantizedPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "int8_from_float32, QuantizedDTypePolicy",
    "int4_from_float32, QuantizedDTypePolicy",
    "int4/128_from_mixed_bfloat16, Int4DTypePolicy",
    "int4/-1_from_float32, Int4DTypePolicy",
    "float8_from_bfloat16, QuantizedFloat8DTypePolicy",
    "gptq/4/128_from_float32, GPTQDTypePolicy",
    "awq/4/-1_from_float32, AWQDTypePolicy"
  })
  void namesAreRead(String name, String className) {
    DTypePolicy policy = DTypePolicy.of(name);
    assertEquals(name, policy.name());
    assertEquals(className, ((Map<?, ?>) DTypePolicy.CODEC.write(policy)).get("class_name"));
    String source = name.substring(name.indexOf("_from_") + 6);
    assertEquals(DTypePolicy.of(source).computeDType(), policy.computeDType());
    assertEquals(DTypePolicy.of(source).variableDType(), policy.variableDType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int7_from_float32",
        "int8/4_from_float32",
        "int4/0_from_float32",
        "int4/x_from_float32",
        "gptq/5/4_from_float32",
        "gptq/4_from_float32",
        "awq/8/4_from_float32",
        "int8_from_float33"
      })
  void othersAreErrors(String name) {
    assertThrows(ConfigException.class, () -> DTypePolicy.of(name));
  }

  @Test
  void weightsAreInKerasOrder() {
    Dense dense = Dense.units(3).dtype("int8_from_float32").name("d").build();
    Sequential.of(Input.shape(2), dense);
    assertEquals(List.of("bias", "kernel", "kernel_scale"), names(dense.weights()));
    assertEquals(List.of("kernel", "bias", "kernel_scale"), names(dense.savedVariables()));
    assertEquals(DType.INT8, dense.weights().get(1).dtype());
    assertEquals(List.of("bias"), names(dense.trainableWeights()));
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  @Test
  void tablesHaveFewerModes() {
    Embedding table = Embedding.of(4, 2).dtype("float8_from_float32").name("e").build();
    String message =
        assertThrows(KerasException.class, () -> Sequential.of(Input.shape(2), table)).getMessage();
    assertTrue(message.contains("Expected one of ('int8', 'int4')"), message);
    assertTrue(message.contains("quantization_mode=float8"), message);
  }

  /** Keras' order: what belongs to the way back is behind all that belongs to the table. */
  @Test
  void tablesForBothWaysAreInKerasOrder() {
    ReversibleEmbedding table =
        ReversibleEmbedding.of(4, 6)
            .tieWeights(false)
            .dtype("int4/2_from_float32")
            .name("e")
            .build();
    Sequential.of(Input.shape(2), table);
    List<String> expected =
        List.of(
            "embeddings",
            "embeddings_scale",
            "embeddings_zero",
            "g_idx",
            "reverse_embeddings",
            "reverse_embeddings_scale",
            "reverse_embeddings_zero");
    assertEquals(expected, names(table.savedVariables()));
    assertEquals(expected, names(table.weights()));
  }
}
