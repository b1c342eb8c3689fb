package org.keras4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keras4j.formats.npy.Npy;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.Model;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** Matches the arrays of a file with the inputs of a model: by name, else by order. */
final class InputArrays {
  private InputArrays() {}

  static List<NDArray> read(Path file, Model model) {
    if (file.toString().endsWith(".npy")) {
      return List.of(Npy.read(file));
    }
    return match(Npz.read(file), model.inputNames(), file);
  }

  static List<NDArray> match(Map<String, NDArray> arrays, List<String> names, Path file) {
    if (arrays.keySet().containsAll(names)) {
      return names.stream().map(arrays::get).toList();
    }
    List<String> ordered = IntStream.range(0, names.size()).mapToObj(i -> "in_" + i).toList();
    if (arrays.keySet().containsAll(ordered)) {
      return ordered.stream().map(arrays::get).toList();
    }
    throw new KerasException(
        file
            + " has the arrays "
            + arrays.keySet()
            + "; the model needs "
            + names
            + ", or "
            + ordered
            + " in that order");
  }
}
