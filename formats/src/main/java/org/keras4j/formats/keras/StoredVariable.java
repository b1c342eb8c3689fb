package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * A variable of an optimizer as a file has it.
 *
 * @param name such as {@code Adam/dense/kernel/m:0}, or a number
 * @param values reads it
 */
record StoredVariable(String name, Shape shape, Supplier<NDArray> values) {
  private static StoredVariable of(String name, Hdf5Dataset dataset) {
    return new StoredVariable(name, WeightMatches.shape(dataset), dataset::toNDArray);
  }

  /** What {@code .weights.h5} files have. */
  static List<StoredVariable> of(WeightGroups groups) {
    Map<String, Hdf5Dataset> variables = groups.variables("optimizer");
    List<StoredVariable> stored = new ArrayList<>();
    for (int i = 0; variables.containsKey(Integer.toString(i)); i++) {
      stored.add(of(Integer.toString(i), variables.get(Integer.toString(i))));
    }
    return stored;
  }

  /** What legacy files have under {@code optimizer_weights}. */
  static List<StoredVariable> of(Hdf5Group root) {
    List<StoredVariable> stored = new ArrayList<>();
    root.group("optimizer_weights")
        .ifPresent(
            group -> {
              for (String name : group.stringList("weight_names")) {
                group.dataset(name).ifPresent(dataset -> stored.add(of(name, dataset)));
              }
            });
    return stored;
  }

  /** Whether this is one number: of no dimension, or of one with one element. */
  boolean isScalar() {
    return shape.size() == 1 && shape.rank() <= 1;
  }

  boolean isCalled(String... names) {
    for (String each : names) {
      if (name.endsWith("/" + each)
          || name.endsWith("/" + each + ":0")
          || name.equals(each + ":0")) {
        return true;
      }
    }
    return false;
  }

  NDArray value() {
    return values.get();
  }
}
