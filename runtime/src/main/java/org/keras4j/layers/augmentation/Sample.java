package org.keras4j.layers.augmentation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.ShapeException;

/**
 * Images, and what belongs to them.
 *
 * @param data the images, or a dictionary
 * @param parts the tensors in it that a layer may change
 */
record Sample(Object data, Map<Part, Tensor> parts) {
  /** What may stand in the dictionary; keys of an inner dictionary after a slash. */
  enum Part {
    IMAGES("images"),
    LABELS("labels"),
    MASKS("segmentation_masks"),
    BOXES("bounding_boxes/boxes"),
    BOX_LABELS("bounding_boxes/labels");

    private final String path;

    Part(String path) {
      this.path = path;
    }
  }

  /** The argument of a layer: a tensor or a dictionary. */
  static Sample of(Object data) {
    Map<Part, Tensor> parts = new EnumMap<>(Part.class);
    if (data instanceof Tensor images) {
      parts.put(Part.IMAGES, images);
    } else {
      for (Part part : Part.values()) {
        if (at(data, part.path) instanceof Tensor tensor) {
          parts.put(part, tensor);
        }
      }
    }
    if (!parts.containsKey(Part.IMAGES)
        || parts.containsKey(Part.BOXES) != parts.containsKey(Part.BOX_LABELS)) {
      throw new ShapeException(
          "Expected images, or a dictionary of 'images' and, if wanted, 'labels',"
              + " 'segmentation_masks' and 'bounding_boxes' (a dictionary of 'boxes' and 'labels')."
              + " Received: "
              + Structures.shapes(data));
    }
    return new Sample(data, parts);
  }

  private static Object at(Object data, String path) {
    Object value = data;
    for (String key : path.split("/")) {
      value = value instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return value;
  }

  Tensor images() {
    return parts.get(Part.IMAGES);
  }

  /** The argument with other tensors in it. */
  Object with(Map<Part, Tensor> changed) {
    if (data instanceof Tensor) {
      return changed.get(Part.IMAGES);
    }
    Object result = data;
    for (Map.Entry<Part, Tensor> entry : changed.entrySet()) {
      result = put(result, entry.getKey().path, entry.getValue());
    }
    return result;
  }

  private static Object put(Object data, String path, Tensor value) {
    int slash = path.indexOf('/');
    String key = slash < 0 ? path : path.substring(0, slash);
    Map<Object, Object> copy = new LinkedHashMap<>((Map<?, ?>) data);
    copy.put(key, slash < 0 ? value : put(copy.get(key), path.substring(slash + 1), value));
    return copy;
  }
}
