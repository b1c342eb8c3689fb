package org.keras4j.formats.keras.writer;

import org.keras4j.formats.hdf5.writer.Hdf5Writer;
import org.keras4j.formats.hdf5.writer.NewDataset;
import org.keras4j.formats.hdf5.writer.NewGroup;
import org.keras4j.graph.Variable;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.DType;

/** The layout of {@code .weights.h5}: a group {@code vars} for each object of a model. */
final class WeightsFile {
  private WeightsFile() {}

  /** The file of a model's weights; values are those of now. */
  static Hdf5Writer of(Model model, SaveOptions options) {
    Hdf5Writer file = new Hdf5Writer();
    for (SavedObject object : SavedObjects.of(model, options)) {
      NewGroup group = group(file, object);
      object.variables().forEach((key, variable) -> add(group, key, variable));
    }
    return file;
  }

  /** Keras makes the group of every object, and writes the object's name, variables or not. */
  static NewGroup group(Hdf5Writer file, SavedObject object) {
    NewGroup group = file.root().group(object.group());
    group.attribute("name", object.name(), true);
    return group;
  }

  static void add(NewGroup group, String key, Variable variable) {
    NewDataset dataset = group.dataset(key, variable.value());
    if (variable.dtype() == DType.BFLOAT16) {
      // HDF5 has no such type: Keras knows it by this mark, which must be of any length.
      dataset.attribute("dtype", variable.dtype().kerasName(), true);
    }
  }
}
