package org.keras4j.layers.augmentation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ShapeDependentOp;

/**
 * What a layer draws and does to a sample: it waits in the graph while shapes are unknown. Inputs:
 * the keys, then the parts.
 */
record SampleChange(Augmentation<?> layer, List<Sample.Part> parts) implements ShapeDependentOp {
  /** The changed parts of a sample. */
  static Map<Sample.Part, Tensor> of(
      Augmentation<?> layer, List<Tensor> keys, Map<Sample.Part, Tensor> given) {
    List<Sample.Part> parts = List.copyOf(given.keySet());
    List<Tensor> inputs = Stream.concat(keys.stream(), given.values().stream()).toList();
    return named(parts, new SampleChange(layer, parts).emit(inputs));
  }

  private static Map<Sample.Part, Tensor> named(List<Sample.Part> parts, List<Tensor> tensors) {
    Map<Sample.Part, Tensor> named = new EnumMap<>(Sample.Part.class);
    for (int i = 0; i < parts.size(); i++) {
      named.put(parts.get(i), tensors.get(i));
    }
    return named;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    int keys = inputs.size() - parts.size();
    Map<Sample.Part, Tensor> given = named(parts, inputs.subList(keys, inputs.size()));
    Map<Sample.Part, Tensor> changed = changed(layer, new Draws(inputs.subList(0, keys)), given);
    return parts.stream().map(changed::get).toList();
  }

  private static <T> Map<Sample.Part, Tensor> changed(
      Augmentation<T> layer, Draws draws, Map<Sample.Part, Tensor> given) {
    Batch batch = Batch.of(given.get(Sample.Part.IMAGES), layer.get(Augmentation.DATA_FORMAT));
    T drawn = layer.draw(draws, batch);
    Map<Sample.Part, Tensor> changed = new EnumMap<>(Sample.Part.class);
    given.forEach((part, x) -> changed.put(part, layer.changed(part, x, drawn, batch)));
    if (given.containsKey(Sample.Part.BOXES)) {
      Boxes boxes =
          new Boxes(
              batch.batched(given.get(Sample.Part.BOXES)),
              batch.batched(given.get(Sample.Part.BOX_LABELS)),
              layer.get(Augmentation.BOUNDING_BOX_FORMAT));
      Boxes moved = layer.boxes(boxes, drawn, batch);
      changed.put(Sample.Part.BOXES, batch.unbatched(moved.corners()));
      changed.put(Sample.Part.BOX_LABELS, batch.unbatched(moved.labels()));
    }
    return changed;
  }
}
