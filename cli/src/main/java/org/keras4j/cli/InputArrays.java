package org.keras4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.keras4j.formats.npy.Npy;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.Model;
import org.keras4j.models.ModelSamples;
import org.keras4j.tensor.NDArray;

/** Matches the arrays of a file with the inputs of a model: by name, else by order. */
final class InputArrays {
  private InputArrays() {}

  static List<NDArray> read(Path file, Model model) {
    if (file.toString().endsWith(".npy")) {
      return List.of(Npy.read(file));
    }
    return ModelSamples.of(file.toString(), Npz.read(file)).inputs(model);
  }
}
