package org.keras4j.formats.keras.dialect;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What layers of tf.keras make of ragged tensors, by class. */
final class RaggedLayers {
  /** They leave the rows alone: what is computed from a place stays there. */
  private static final Set<String> PLACE_BY_PLACE =
      Set.of(
          "ActivityRegularization",
          "AlphaDropout",
          "Dropout",
          "ELU",
          "GaussianDropout",
          "GaussianNoise",
          "LeakyReLU",
          "ReLU",
          "ThresholdedReLU");

  private static final Set<String> RECURRENT = Set.of("RNN", "LSTM", "GRU", "SimpleRNN");
  private static final Set<String> LOOKUPS = Set.of("StringLookup", "IntegerLookup", "Hashing");

  /**
   * Beside those of {@link #PLACE_BY_PLACE}, what may be applied to the values without their rows.
   */
  private static final Set<String> TAKE_VALUES =
      Set.of("Activation", "Dense", "Embedding", "Rescaling", "TFOpLambda");

  private static final String FLOAT = "float32";
  private static final double LOWEST = -Float.MAX_VALUE;

  private static final Map<String, Consumer<RaggedCall>> RULES = rules();

  private RaggedLayers() {}

  private static Map<String, Consumer<RaggedCall>> rules() {
    Map<String, Consumer<RaggedCall>> rules = new HashMap<>();
    PLACE_BY_PLACE.forEach(type -> rules.put(type, call -> call.gives(call.rows())));
    rules.put("Activation", RaggedLayers::activation);
    rules.put("Rescaling", call -> call.gives(call.rows().dtype(FLOAT)));
    rules.put("Dense", call -> call.gives(call.rows().dtype(FLOAT)));
    rules.put("Embedding", RaggedLayers::embedding);
    LOOKUPS.forEach(type -> rules.put(type, RaggedLayers::lookUp));
    rules.put("LayerNormalization", RaggedLayers::alongTheLastAxis);
    rules.put("Softmax", RaggedLayers::alongTheLastAxis);
    rules.put("Concatenate", RaggedLayers::alongTheLastAxis);
    for (String merge : List.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")) {
      rules.put(merge, call -> call.gives(allRagged(call)));
    }
    rules.put("TimeDistributed", RaggedLayers::timeDistributed);
    RECURRENT.forEach(type -> rules.put(type, call -> recurrent(call, call.layer())));
    rules.put("Bidirectional", RaggedLayers::bidirectional);
    rules.put("GlobalAveragePooling1D", RaggedLayers::average);
    rules.put("GlobalMaxPooling1D", RaggedLayers::maximum);
    rules.put("Lambda", call -> takePadded(call, 0L));
    rules.put("TextVectorization", RaggedLayers::texts);
    rules.put("TFOpLambda", RaggedFunctions::apply);
    return Map.copyOf(rules);
  }

  /** Makes a call of a layer one on padded tensors. */
  static void apply(RaggedCall call) {
    String type = call.layer().className();
    Consumer<RaggedCall> rule = RULES.get(type);
    if (rule == null) {
      throw call.refused("of " + type + " on a ragged tensor, which is not supported");
    }
    boolean flat = call.inputs().stream().map(call.graph()::rows).anyMatch(RaggedLayers::isFlat);
    if (flat && !PLACE_BY_PLACE.contains(type) && !TAKE_VALUES.contains(type)) {
      throw call.refused(
          "of " + type + " on the values of a ragged tensor, which is not supported");
    }
    rule.accept(call);
  }

  private static boolean isFlat(Rows rows) {
    return rows != null && rows.flat();
  }

  private static Rows embedded(Rows rows) {
    return rows.rank(rows.rank() + 1).dtype(FLOAT);
  }

  private static void lookUp(RaggedCall call) {
    Object mode = call.layer().get("output_mode");
    if (isVector(mode)) {
      throw call.refused(
          "with `output_mode` '" + mode + "' on a ragged tensor, which is not supported");
    }
    if (Boolean.TRUE.equals(call.layer().get("invert"))) {
      throw call.refused("with `invert` on a ragged tensor, which is not supported");
    }
    call.gives(call.rows().dtype("int64"));
  }

  private static void alongTheLastAxis(RaggedCall call) {
    if (!isLastAxis(call, call.layer().get("axis"))) {
      throw call.refused(
          "of "
              + call.layer().className()
              + " on a ragged tensor along another axis than the last, which is not supported");
    }
    call.gives(allRagged(call));
  }

  /** Notes the shape of what is not ragged, as far as a later ragged tensor may be made of it. */
  static void applyToDense(RaggedCall call) {
    Rows known = call.graph().shape(call.input());
    if (known == null) {
      return;
    }
    String type = call.layer().className();
    if (PLACE_BY_PLACE.contains(type) || type.equals("Dense")) {
      call.gives(known);
    } else if (LOOKUPS.contains(type)) {
      call.gives(known.dtype("int64"));
    } else if (type.equals("Embedding")) {
      call.gives(embedded(known));
    } else if (RECURRENT.contains(type)
        && Boolean.TRUE.equals(call.layer().get("return_sequences"))) {
      call.gives(known.dtype(FLOAT));
    }
  }

  private static boolean isVector(Object mode) {
    return mode != null && !mode.equals("int");
  }

  /** Whether an axis is the last one, and not that of the rows. */
  static boolean isLastAxis(RaggedCall call, Object axis) {
    Object only = axis instanceof List<?> list && list.size() == 1 ? list.get(0) : axis;
    int rank = call.rows().rank();
    return rank > 2
        && (only == null
            || only instanceof Number n && (n.intValue() == -1 || n.intValue() == rank - 1));
  }

  /** The rows of tensors that are all ragged. That they have the same rows is for the caller. */
  static Rows allRagged(RaggedCall call) {
    for (Object tensor : call.inputs()) {
      if (call.graph().rows(tensor) == null) {
        throw call.refused("on ragged and other tensors together, which is not supported");
      }
    }
    return call.rows();
  }

  private static void timeDistributed(RaggedCall call) {
    ConfigObject inner = ConfigObject.orNull(call.layer().get("layer"));
    String type = inner == null ? "" : inner.className();
    if (!PLACE_BY_PLACE.contains(type) && !type.equals("Dense")) {
      throw call.refused(
          "of TimeDistributed on a ragged tensor, for another layer than Dense and "
              + PLACE_BY_PLACE);
    }
    call.gives(type.equals("Dense") ? call.rows().dtype(FLOAT) : call.rows());
  }

  private static void activation(RaggedCall call) {
    String function = String.valueOf(call.layer().get("activation"));
    if (call.rows().rank() == 2 && function.contains("softmax")) {
      throw call.refused(
          "of " + function + " along the rows of a ragged tensor, which is not supported");
    }
    call.gives(call.rows());
  }

  private static void embedding(RaggedCall call) {
    if (Boolean.TRUE.equals(call.layer().get("mask_zero"))) {
      throw call.refused(
          "of Embedding with `mask_zero` on a ragged tensor, which is not supported");
    }
    call.gives(embedded(call.rows()));
  }

  private static void average(RaggedCall call) {
    requireChannelsLast(call);
    call.keywords().put("mask", call.graph().rows(call.ragged()).mask());
  }

  private static void maximum(RaggedCall call) {
    requireChannelsLast(call);
    takePadded(call, LOWEST);
  }

  private static void requireChannelsLast(RaggedCall call) {
    Object format = call.layer().get("data_format");
    if (format != null && !format.equals("channels_last")) {
      throw call.refused(
          "with `data_format` '" + format + "' on a ragged tensor, which is not supported");
    }
  }

  private static void recurrent(RaggedCall call, ConfigObject layer) {
    call.keywords().put("mask", call.rows().mask());
    if (Boolean.TRUE.equals(layer.get("return_sequences"))) {
      if (Boolean.TRUE.equals(layer.get("go_backwards"))) {
        throw call.refused(
            "with go_backwards and return_sequences on a ragged tensor, which is not supported");
      }
      call.gives(call.rows().dtype(FLOAT));
    }
  }

  private static void bidirectional(RaggedCall call) {
    ConfigObject forward = ConfigObject.orNull(call.layer().get("layer"));
    boolean sequences = forward != null && Boolean.TRUE.equals(forward.get("return_sequences"));
    if (sequences && call.layer().get("merge_mode") == null) {
      throw call.refused(
          "with return_sequences and without merge_mode on a ragged tensor, which is not supported");
    }
    if (forward != null) {
      recurrent(call, forward);
    }
  }

  /** Texts split into ragged rows are the padded ones: no token has the number 0. */
  private static void texts(RaggedCall call) {
    Object split = call.layer().config().getOrDefault("split", "whitespace");
    if (call.layer().get("output_sequence_length") != null
        || split == null
        || isVector(call.layer().get("output_mode"))) {
      throw call.refused(
          "with `ragged=True`, which is supported with `output_mode='int'`, with"
              + " `split` and without `output_sequence_length`");
    }
    call.layer().put("ragged", false);
    Object mask = call.operation("_mask", "NotEqual", List.of(call.output(), 0L));
    call.gives(new Rows(mask, 2, "int64", false));
  }

  /** Gives the layer its tensor with {@code value} where nothing is; its result is dense. */
  @SuppressWarnings("unchecked")
  private static void takePadded(RaggedCall call, Object value) {
    List<Object> args = (List<Object>) call.arguments().get("args");
    args.set(0, call.padded("_padded", call.ragged(), value));
  }
}
