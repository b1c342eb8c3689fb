package org.keras4j.formats.keras.dialect;

import static org.keras4j.formats.keras.dialect.RuleTable.className;
import static org.keras4j.formats.keras.dialect.RuleTable.convert;
import static org.keras4j.formats.keras.dialect.RuleTable.drop;
import static org.keras4j.formats.keras.dialect.RuleTable.rename;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Keras 1 wrote otherwise than Keras 2. */
final class Keras1 {
  private static final Map<String, String> INITIALIZERS =
      Map.of(
          "normal", "random_normal", "uniform", "random_uniform", "zero", "zeros", "one", "ones");
  static final RuleTable RULES = rules();

  private Keras1() {}

  private static RuleTable rules() {
    return RuleTable.builder()
        .all(
            rename("init", "kernel_initializer"),
            rename("inner_init", "recurrent_initializer"),
            rename("inner_activation", "recurrent_activation"),
            rename("W_regularizer", "kernel_regularizer"),
            rename("U_regularizer", "recurrent_regularizer"),
            rename("b_regularizer", "bias_regularizer"),
            rename("W_constraint", "kernel_constraint"),
            rename("b_constraint", "bias_constraint"),
            rename("bias", "use_bias"),
            rename("border_mode", "padding"),
            rename("dim_ordering", "data_format"),
            convert("data_format", Keras1::dataFormat),
            Keras1::initializers,
            Keras1::penalties)
        .on(List.of("Dense", "TimeDistributedDense"), className("Dense"), drop("input_dim"))
        .on(
            List.of("Dense", "TimeDistributedDense", "LSTM", "GRU", "SimpleRNN"),
            rename("output_dim", "units"))
        .on(
            List.of("LSTM", "GRU", "SimpleRNN", "ConvLSTM2D"),
            rename("dropout_W", "dropout"),
            rename("dropout_U", "recurrent_dropout"),
            drop("consume_less", "input_dim"))
        .on(
            List.of("LSTM", "ConvLSTM2D"),
            rename("forget_bias_init", "unit_forget_bias"),
            convert("unit_forget_bias", value -> "one".equals(value) || "ones".equals(value)))
        .on(
            "Embedding",
            rename("kernel_initializer", "embeddings_initializer"),
            rename("kernel_regularizer", "embeddings_regularizer"),
            rename("kernel_constraint", "embeddings_constraint"),
            drop("dropout"))
        .on(
            List.of("Convolution1D", "AtrousConvolution1D"),
            className("Conv1D"),
            rename("nb_filter", "filters"),
            rename("filter_length", "kernel_size"),
            rename("subsample_length", "strides"),
            rename("atrous_rate", "dilation_rate"),
            drop("input_dim", "subsample"))
        .on(List.of("Convolution2D", "AtrousConvolution2D"), className("Conv2D"))
        .on("Convolution3D", className("Conv3D"))
        .on("Deconvolution2D", className("Conv2DTranspose"), drop("output_shape"))
        .on("SeparableConvolution2D", className("SeparableConv2D"))
        .on(
            List.of(
                "Convolution2D",
                "AtrousConvolution2D",
                "Convolution3D",
                "Deconvolution2D",
                "SeparableConvolution2D",
                "LocallyConnected2D",
                "ConvLSTM2D"),
            rename("nb_filter", "filters"),
            rename("subsample", "strides"),
            rename("atrous_rate", "dilation_rate"),
            Keras1::kernelSize)
        .on(
            "SeparableConvolution2D",
            rename("depthwise_init", "depthwise_initializer"),
            rename("pointwise_init", "pointwise_initializer"))
        .on(
            "LocallyConnected1D",
            rename("nb_filter", "filters"),
            rename("filter_length", "kernel_size"),
            rename("subsample_length", "strides"),
            drop("input_dim"))
        .on(List.of("Highway", "MaxoutDense"), drop("input_dim"))
        .on(
            List.of("MaxPooling1D", "AveragePooling1D"),
            rename("pool_length", "pool_size"),
            rename("stride", "strides"))
        .on("UpSampling1D", rename("length", "size"))
        .on(
            List.of(
                "Dropout",
                "GaussianDropout",
                "SpatialDropout1D",
                "SpatialDropout2D",
                "SpatialDropout3D"),
            rename("p", "rate"))
        .on("GaussianNoise", rename("sigma", "stddev"))
        .on(
            "BatchNormalization",
            rename("beta_init", "beta_initializer"),
            rename("gamma_init", "gamma_initializer"),
            Keras1::batchMode)
        .on("PReLU", rename("kernel_initializer", "alpha_initializer"), drop("weights"))
        .on("Merge", Keras1Merge::rename)
        .on("Sequential", Keras1Merge::unfold)
        .build();
  }

  private static Object dataFormat(Object value) {
    return "tf".equals(value) ? "channels_last" : "th".equals(value) ? "channels_first" : null;
  }

  private static void initializers(ConfigObject object) {
    object
        .config()
        .replaceAll(
            (key, value) ->
                value instanceof String name
                        && (key.endsWith("_initializer") || key.endsWith("_init"))
                    ? INITIALIZERS.getOrDefault(name, name)
                    : value);
  }

  /**
   * Regularizers and constraints were bare dictionaries with their {@code name} among the values.
   */
  private static void penalties(ConfigObject object) {
    object
        .config()
        .replaceAll(
            (key, value) ->
                (key.endsWith("_regularizer") || key.endsWith("_constraint"))
                        && value instanceof Map<?, ?> map
                        && map.get("name") instanceof String name
                    ? penalty(name, map)
                    : value);
  }

  private static Object penalty(String name, Map<?, ?> map) {
    Map<String, Object> config = new LinkedHashMap<>();
    map.forEach((key, value) -> config.put("m".equals(key) ? "max_value" : (String) key, value));
    config.remove("name");
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("class_name", map.containsKey("l1") || map.containsKey("l2") ? "L1L2" : name);
    envelope.put("config", config);
    return envelope;
  }

  private static void kernelSize(ConfigObject object) {
    List<Object> size = new ArrayList<>();
    for (String key : List.of("nb_row", "nb_col", "kernel_dim1", "kernel_dim2", "kernel_dim3")) {
      if (object.get(key) != null) {
        size.add(object.get(key));
      }
      object.drop(key);
    }
    if (!size.isEmpty()) {
      object.put("kernel_size", size);
    }
  }

  /** Other modes than 0 have no moving averages, and a layer of their own here. */
  private static void batchMode(ConfigObject object) {
    if (object.get("mode") instanceof Number mode && mode.intValue() != 0) {
      object.className("UnaveragedNormalization");
    } else {
      object.drop("mode");
    }
  }
}
