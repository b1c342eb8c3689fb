package org.keras4j.formats.keras.dialect;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What layers of tf.keras make of ragged tensors, by class. */
final class RaggedLayers {
  /** They leave the rows alone: what is computed from a place stays there. */
  private static final Set<String> PLACE_BY_PLACE =
      Set.of(
          "Activation",
          "ActivityRegularization",
          "AlphaDropout",
          "Dense",
          "Dropout",
          "ELU",
          "GaussianDropout",
          "GaussianNoise",
          "LeakyReLU",
          "ReLU",
          "Rescaling",
          "ThresholdedReLU");

  private static final Set<String> MERGES =
      Set.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum");
  private static final Set<String> RECURRENT = Set.of("RNN", "LSTM", "GRU", "SimpleRNN");
  private static final Set<String> LOOKUPS = Set.of("StringLookup", "IntegerLookup", "Hashing");
  private static final double LOWEST = -Float.MAX_VALUE;

  private RaggedLayers() {}

  /** Makes a call of a layer one on padded tensors. */
  static void apply(RaggedCall call) {
    String type = call.layer().className();
    if (type.equals("TFOpLambda")) {
      RaggedFunctions.apply(call);
    } else if (type.equals("TextVectorization")) {
      texts(call);
    } else if (call.rows().flat() && !type.equals("Dense") && !type.equals("Embedding")) {
      keepFlat(call, type);
    } else if (PLACE_BY_PLACE.contains(type)) {
      call.gives(type.equals("Dense") ? call.rows().dtype("float32") : call.rows());
    } else if (type.equals("Embedding")) {
      call.gives(call.rows().rank(call.rows().rank() + 1).dtype("float32"));
    } else if (LOOKUPS.contains(type) && !isVector(call.layer().get("output_mode"))) {
      boolean strings =
          Boolean.TRUE.equals(call.layer().get("invert")) && type.startsWith("String");
      call.gives(call.rows().dtype(strings ? "string" : "int64"));
    } else if (type.equals("LayerNormalization") && isLastAxis(call, call.layer().get("axis"))) {
      call.gives(call.rows().dtype("float32"));
    } else if (type.equals("Softmax") && isLastAxis(call, call.layer().get("axis"))) {
      call.gives(call.rows());
    } else if (MERGES.contains(type)) {
      call.gives(allRagged(call));
    } else if (type.equals("Concatenate") && isLastAxis(call, call.layer().get("axis"))) {
      call.gives(allRagged(call));
    } else if (type.equals("TimeDistributed")) {
      timeDistributed(call);
    } else if (RECURRENT.contains(type)) {
      recurrent(call, call.layer(), false);
    } else if (type.equals("Bidirectional")) {
      recurrent(call, ConfigObject.orNull(call.layer().get("layer")), true);
    } else if (type.equals("GlobalAveragePooling1D")) {
      call.keywords().put("mask", call.rows().mask());
    } else if (type.equals("GlobalMaxPooling1D")) {
      input(call, call.padded("_padded", call.input(), LOWEST));
    } else if (type.equals("Lambda")) {
      input(call, call.padded("_padded", call.input(), 0L));
    } else {
      throw call.refused("of " + type + " on a ragged tensor, which is not supported");
    }
  }

  /** Notes the shape of what is not ragged, as far as a later ragged tensor may be made of it. */
  static void applyToDense(RaggedCall call) {
    Rows known = call.graph().shape(call.input());
    if (known == null) {
      return;
    }
    String type = call.layer().className();
    if (PLACE_BY_PLACE.contains(type) || LOOKUPS.contains(type)) {
      call.gives(known.dtype(type.endsWith("Lookup") ? "int64" : known.dtype()));
    } else if (type.equals("Embedding")) {
      call.gives(known.rank(known.rank() + 1).dtype("float32"));
    } else if (RECURRENT.contains(type)
        && Boolean.TRUE.equals(call.layer().get("return_sequences"))) {
      call.gives(known.dtype("float32"));
    }
  }

  private static void keepFlat(RaggedCall call, String type) {
    if (!PLACE_BY_PLACE.contains(type)) {
      throw call.refused(
          "of " + type + " on the values of a ragged tensor, which is not supported");
    }
    call.gives(call.rows());
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
    if (inner == null || !PLACE_BY_PLACE.contains(inner.className())) {
      throw call.refused(
          "of TimeDistributed on a ragged tensor, for another layer than " + PLACE_BY_PLACE);
    }
    call.gives(inner.className().equals("Dense") ? call.rows().dtype("float32") : call.rows());
  }

  private static void recurrent(RaggedCall call, ConfigObject layer, boolean bothWays) {
    call.keywords().put("mask", call.rows().mask());
    if (layer != null && Boolean.TRUE.equals(layer.get("return_sequences"))) {
      if (Boolean.TRUE.equals(layer.get("go_backwards")) && !bothWays) {
        throw call.refused(
            "with go_backwards and return_sequences on a ragged tensor, which is not supported");
      }
      call.gives(call.rows().dtype("float32"));
    }
  }

  /** Texts split into ragged rows are the padded ones: no token has the number 0. */
  private static void texts(RaggedCall call) {
    if (call.layer().get("output_sequence_length") != null
        || isVector(call.layer().get("output_mode"))) {
      throw call.refused(
          "with `ragged=True`, which is supported with `output_mode='int'` and without"
              + " `output_sequence_length` alone");
    }
    call.layer().put("ragged", false);
    Object mask = call.operation("_mask", "NotEqual", List.of(call.output(), 0L));
    call.gives(new Rows(mask, 2, "int64", false));
  }

  /** Gives the layer another tensor. */
  private static void input(RaggedCall call, Object tensor) {
    Map<String, Object> arguments = call.arguments();
    @SuppressWarnings("unchecked")
    List<Object> args = (List<Object>) arguments.get("args");
    args.set(0, tensor);
  }
}
