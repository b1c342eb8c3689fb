package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/**
 * Slots of optimizers of Keras 1 and of the Theano backend, in the order and layout of today. They
 * have the shapes of the weights as stored, and are converted as these are; Keras 1 also sorted all
 * weights by their names before the optimizer saw them.
 */
final class OldSlots {
  private final OldWeights old;
  private final List<Weight> weights;

  /** A trainable weight of the file: the {@code place}th of a layer of the model. */
  private record Weight(int layer, int place, String name) {}

  private OldSlots(OldWeights old, List<Weight> weights) {
    this.old = old;
    this.weights = weights;
  }

  /**
   * The optimizer's variables, converted where that is needed.
   *
   * @param root of a legacy file
   */
  static List<StoredVariable> of(Model model, Hdf5Group root, KerasVersion version) {
    List<StoredVariable> stored = StoredVariable.of(root);
    Hdf5Group saved = root.group("model_weights").orElse(null);
    if (saved == null || stored.isEmpty()) {
      return stored;
    }
    List<List<String>> names = new ArrayList<>();
    saved
        .stringList("layer_names")
        .forEach(
            layer ->
                names.add(
                    saved.group(layer).map(g -> g.stringList("weight_names")).orElse(List.of())));
    names.removeIf(List::isEmpty);
    String backend = root.attribute("backend").map(Hdf5Attribute::string).orElse(null);
    OldWeights old = OldWeights.of(version, backend, names.stream().flatMap(List::stream).toList());
    List<Layer> layers =
        model.layers().stream().filter(layer -> !layer.weights().isEmpty()).toList();
    if (old.isCurrent() || layers.size() != names.size()) {
      return stored;
    }
    List<Weight> weights = weights(layers, names);
    if (version.isBefore(2, 0)) {
      weights.sort(Comparator.comparing(Weight::name));
    }
    return new OldSlots(old, weights).converted(layers, stored);
  }

  /** Weights that are trained stand before the others of their layer. */
  private static List<Weight> weights(List<Layer> layers, List<List<String>> names) {
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int fixed = layers.get(i).nonTrainableWeights().size();
      for (int k = 0; k < names.get(i).size() - fixed && isTrained(layers.get(i)); k++) {
        weights.add(new Weight(i, k, names.get(i).get(k)));
      }
    }
    return weights;
  }

  private static boolean isTrained(Layer layer) {
    return !layer.trainableWeights().isEmpty();
  }

  private List<StoredVariable> converted(List<Layer> layers, List<StoredVariable> stored) {
    List<StoredVariable> result = new ArrayList<>();
    int at = 0;
    while (at < stored.size() && stored.get(at).shape().rank() == 0) {
      result.add(stored.get(at++));
    }
    for (; at + weights.size() <= stored.size(); at += weights.size()) {
      if (stored.subList(at, at + weights.size()).stream().allMatch(StoredVariable::isScalar)) {
        break; // placeholders of Keras 2
      }
      List<StoredVariable> kind = converted(layers, stored, at);
      if (kind == null) {
        return stored;
      }
      result.addAll(kind);
    }
    result.addAll(stored.subList(at, stored.size()));
    return result;
  }

  /** One slot for each trainable weight of the model; null where the layers do not fit. */
  private List<StoredVariable> converted(List<Layer> layers, List<StoredVariable> stored, int at) {
    List<StoredVariable> kind = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (!isTrained(layers.get(i))) {
        continue;
      }
      NDArray[] saved = new NDArray[(int) countOf(i)];
      for (int k = 0; k < weights.size(); k++) {
        if (weights.get(k).layer == i) {
          saved[weights.get(k).place] = stored.get(at + k).value();
        }
      }
      List<NDArray> values = old.convert(layers.get(i), List.of(saved));
      List<Variable> now = layers.get(i).trainableWeights();
      if (values.size() != now.size()) {
        return null;
      }
      for (int k = 0; k < values.size(); k++) {
        NDArray value = values.get(k);
        String name = "Variable_" + (at + kind.size()) + ":0";
        kind.add(new StoredVariable(name, value.shape(), () -> value));
      }
    }
    return kind;
  }

  private long countOf(int layer) {
    return weights.stream().filter(weight -> weight.layer == layer).count();
  }
}
