package org.keras4j.callbacks.tensorboard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keras4j.tensor.NDArray;

/** What an event says: a tagged tensor, and the plugin of TensorBoard that shows it. */
public final class SummaryValue {
  private static final int BUCKETS = 30;

  /** Fields of the messages {@code Summary.Value} and {@code SummaryMetadata}. */
  private static final int TAG = 1;

  private static final int TENSOR = 8;
  private static final int METADATA = 9;
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;
  private static final int PLUGIN_CONTENT = 2;

  /** Fields of the message {@code TensorProto}, and values of its type. */
  private static final int TENSOR_TYPE = 1;

  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 2;
  private static final int DIMENSION_SIZE = 1;
  private static final int FLOAT_VALUES = 5;
  private static final int DOUBLE_VALUES = 6;
  private static final int STRING_VALUES = 8;
  private static final int FLOAT = 1;
  private static final int DOUBLE = 2;
  private static final int STRING = 7;

  private final ProtobufWriter message;

  private SummaryValue(String tag, ProtobufWriter tensor, String plugin, String content) {
    ProtobufWriter data = new ProtobufWriter().text(PLUGIN_NAME, plugin);
    if (!content.isEmpty()) {
      data.text(PLUGIN_CONTENT, content);
    }
    message =
        new ProtobufWriter()
            .text(TAG, tag)
            .message(TENSOR, tensor)
            .message(METADATA, new ProtobufWriter().message(PLUGIN_DATA, data));
  }

  /** One number. */
  public static SummaryValue scalar(String tag, double value) {
    return new SummaryValue(tag, tensor(FLOAT).floats(FLOAT_VALUES, (float) value), "scalars", "");
  }

  /** How the values of an array are distributed: 30 ranges of equal width. */
  public static SummaryValue histogram(String tag, NDArray array) {
    return new SummaryValue(
        tag, tensor(DOUBLE, BUCKETS, 3).doubles(DOUBLE_VALUES, buckets(array)), "histograms", "");
  }

  /** Pictures of one size. */
  public static SummaryValue images(String tag, int width, int height, List<byte[]> pngs) {
    ProtobufWriter tensor = tensor(STRING, pngs.size() + 2);
    tensor.text(STRING_VALUES, String.valueOf(width)).text(STRING_VALUES, String.valueOf(height));
    pngs.forEach(png -> tensor.bytes(STRING_VALUES, png));
    return new SummaryValue(tag, tensor, "images", "");
  }

  /** The architecture of a model, which TensorBoard draws as a graph. */
  public static SummaryValue kerasModel(String tag, String json) {
    ProtobufWriter tensor =
        tensor(STRING).bytes(STRING_VALUES, json.getBytes(StandardCharsets.UTF_8));
    return new SummaryValue(tag, tensor, "graph_keras_model", "1");
  }

  private static ProtobufWriter tensor(int type, int... dimensions) {
    ProtobufWriter shape = new ProtobufWriter();
    for (int size : dimensions) {
      shape.message(SHAPE_DIMENSION, new ProtobufWriter().integer(DIMENSION_SIZE, size));
    }
    return new ProtobufWriter().integer(TENSOR_TYPE, type).message(TENSOR_SHAPE, shape);
  }

  /** Rows of left edge, right edge and count. */
  private static double[] buckets(NDArray array) {
    double[] rows = new double[BUCKETS * 3];
    if (array.size() == 0) {
      return rows;
    }
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < array.size(); i++) {
      min = Math.min(min, array.getDouble(i));
      max = Math.max(max, array.getDouble(i));
    }
    double width = (max - min) / BUCKETS;
    for (int i = 0; i < BUCKETS; i++) {
      rows[3 * i] = min + width * i;
      rows[3 * i + 1] = i == BUCKETS - 1 ? max : min + width * (i + 1);
    }
    for (int i = 0; i < array.size(); i++) {
      int bucket = width == 0 ? BUCKETS - 1 : (int) ((array.getDouble(i) - min) / width);
      rows[3 * Math.min(bucket, BUCKETS - 1) + 2]++;
    }
    return rows;
  }

  ProtobufWriter message() {
    return message;
  }
}
