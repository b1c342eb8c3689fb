package org.keras4j.formats.keras.dialect;

import static org.keras4j.formats.keras.dialect.RuleTable.className;
import static org.keras4j.formats.keras.dialect.RuleTable.convert;
import static org.keras4j.formats.keras.dialect.RuleTable.defaultValue;
import static org.keras4j.formats.keras.dialect.RuleTable.drop;
import static org.keras4j.formats.keras.dialect.RuleTable.rename;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Keras 2.0 to 2.3, tf.keras and tf_keras write otherwise than Keras 3. */
final class Keras2 {
  static final RuleTable RULES = rules();

  /**
   * Until 2.3 the gates of Keras itself were hard; those of tf.keras, which says more, were not.
   */
  static final RuleTable BEFORE_2_3 =
      RuleTable.builder()
          .on(
              List.of("LSTM", "GRU", "LSTMCell", "GRUCell"),
              object -> {
                if (!object.config().containsKey("time_major")) {
                  object.config().putIfAbsent("recurrent_activation", "hard_sigmoid");
                }
              })
          .build();

  private Keras2() {}

  private static RuleTable rules() {
    return RuleTable.builder()
        .all(
            drop("time_major", "input_length", "input_dtype", "input_shape"),
            Keras2::dropImplementation,
            Keras2::dropInputShape,
            Keras2::dropInitializerDtypes,
            Keras2::dtypeName,
            Keras2::hardSigmoid)
        .on("Model", className("Functional"))
        .on(List.of("Model", "Functional"), OldNodes::translate)
        .on("Sequential", SequentialInput::translate, RaggedSequential::translate)
        .on(
            "InputLayer",
            rename("batch_input_shape", "batch_shape"),
            convert("batch_shape", Keras2::items),
            drop("type_spec"))
        .on(
            List.of(
                "BatchNormalization",
                "BatchNormalizationV1",
                "BatchNormalizationV2",
                "SyncBatchNormalization",
                "LayerNormalization"),
            convert("axis", Keras2::onlyElement))
        .on(
            List.of(
                "BatchNormalization",
                "BatchNormalizationV1",
                "BatchNormalizationV2",
                "SyncBatchNormalization"),
            drop(
                "virtual_batch_size",
                "fused",
                "adjustment",
                "renorm",
                "renorm_clipping",
                "renorm_momentum"))
        .on(
            List.of("BatchNormalizationV1", "BatchNormalizationV2", "SyncBatchNormalization"),
            className("BatchNormalization"))
        .on("DropoutV1", className("Dropout"))
        .on(List.of("LSTMV2", "UnifiedLSTM"), className("LSTM"))
        .on(List.of("GRUV2", "UnifiedGRU"), className("GRU"), defaultValue("reset_after", true))
        .on("VarianceScaling", convert("distribution", Keras2::distribution))
        .on(
            "LeakyReLU",
            rename("alpha", "negative_slope"),
            convert("negative_slope", Keras2::number))
        .on(
            "ReLU",
            convert("max_value", Keras2::number),
            convert("negative_slope", Keras2::number),
            convert("threshold", Keras2::number))
        .on("ELU", convert("alpha", Keras2::number))
        .on(
            List.of(
                "DepthwiseConv1D",
                "DepthwiseConv2D",
                "Conv1DTranspose",
                "Conv2DTranspose",
                "Conv3DTranspose",
                "SeparableConv1D",
                "SeparableConv2D"),
            drop("groups"))
        .on(
            List.of("DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"),
            drop("kernel_initializer", "kernel_regularizer", "kernel_constraint"))
        .on(List.of("DepthwiseConv1D", "DepthwiseConv2D"), drop("filters"))
        .on(
            List.of("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"),
            drop("noise_shape"))
        .on("Embedding", drop("activity_regularizer"))
        .on(List.of("GRU", "GRUCell"), defaultValue("reset_after", false))
        .on("CuDNNLSTM", className("LSTM"), defaultValue("recurrent_activation", "sigmoid"))
        .on(
            "CuDNNGRU",
            className("GRU"),
            defaultValue("recurrent_activation", "sigmoid"),
            object -> object.put("reset_after", true))
        .on(
            List.of("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"),
            defaultValue("recurrent_activation", "hard_sigmoid_v2"))
        .on(
            "MultiHeadAttention",
            drop("query_shape", "key_shape", "value_shape", "softmax_robust_masking"))
        .on("CategoryEncoding", drop("sparse"))
        .on(List.of("Discretization", "HashedCrossing"), drop("trainable"))
        .on(
            List.of("StringLookup", "IntegerLookup", "TextVectorization"),
            drop("has_input_vocabulary", "dtype"),
            object -> object.put("keras4j_floats", true))
        .on(
            "IntegerLookup",
            rename("max_values", "max_tokens"),
            rename("mask_value", "mask_token"),
            rename("oov_value", "oov_token"),
            convert("oov_token", Keras2::integer))
        .on("Lambda", drop("module", "function_type", "output_shape_type", "output_shape_module"))
        .build();
  }

  /** A Sequential has taken the shape over; elsewhere it means nothing. */
  private static void dropInputShape(ConfigObject object) {
    if (!object.className().equals("InputLayer")) {
      object.drop("batch_input_shape");
    }
  }

  /**
   * How a recurrent layer computes is not for the file to say; these layers' weights depend on it.
   */
  private static void dropImplementation(ConfigObject object) {
    if (!object.className().startsWith("LocallyConnected")) {
      object.drop("implementation");
    }
  }

  /** tf.keras 2.0 to 2.2 wrote a dtype into every initializer; Keras 3 knows none there. */
  private static void dropInitializerDtypes(ConfigObject object) {
    object
        .config()
        .forEach(
            (key, value) -> {
              ConfigObject initializer = ConfigObject.orNull(value);
              if (key.endsWith("initializer") && initializer != null) {
                initializer.drop("dtype");
              }
            });
  }

  /** {@code {"class_name": "Policy", "config": {"name": "mixed_float16"}}} is its name. */
  private static void dtypeName(ConfigObject object) {
    object.convert(
        "dtype",
        value -> {
          ConfigObject policy = ConfigObject.orNull(value);
          return policy != null && policy.className().startsWith("Policy")
              ? policy.get("name")
              : value;
        });
  }

  /** Until Keras 3 this function was {@code clip(0.2 x + 0.5, 0, 1)}. */
  private static void hardSigmoid(ConfigObject object) {
    for (String key : List.of("activation", "recurrent_activation")) {
      object.convert(key, value -> "hard_sigmoid".equals(value) ? "hard_sigmoid_v2" : value);
    }
  }

  /** Shapes as tuples: {@code {"class_name": "__tuple__" or "TensorShape", "items": [...]}}. */
  private static Object items(Object value) {
    return value instanceof Map<?, ?> map && map.get("items") instanceof List<?> list
        ? new ArrayList<>(list)
        : value;
  }

  /** Axes in a list of one, or (tf.keras 2.0) in a dictionary. */
  private static Object onlyElement(Object value) {
    Object list = value instanceof Map<?, ?> map ? List.copyOf(map.values()) : value;
    return list instanceof List<?> axes && axes.size() == 1 ? axes.get(0) : list;
  }

  /** Numbers that were saved as text, or as {@code {"type": "ndarray", "value": 0.3}}. */
  private static Object number(Object value) {
    Object plain = value instanceof Map<?, ?> map ? map.get("value") : value;
    if (plain instanceof String text) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException e) {
        return text; // the reader refuses it with the layer's name and key
      }
    }
    return plain;
  }

  /** The normal distribution of old was always the truncated one. */
  private static Object distribution(Object value) {
    return "normal".equals(value) ? "truncated_normal" : value;
  }

  private static Object integer(Object value) {
    Object number = number(value);
    return number instanceof Double d ? (Object) d.longValue() : number;
  }
}
