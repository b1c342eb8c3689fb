package org.keras4j.formats.keras.writer;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.writer.NewObject;

/** Lists of names as attributes, in parts where they would be too long for one. */
final class LegacyAttributes {
  /** What Keras takes for the limit of HDF5. */
  private static final int MAX_BYTES = 64_512;

  private LegacyAttributes() {}

  /** Adds {@code name}, or {@code name0}, {@code name1}, ... as Keras splits a list. */
  static void put(NewObject object, String name, List<String> values) {
    int longest = values.stream().mapToInt(LegacyAttributes::bytes).max().orElse(0);
    if (longest > MAX_BYTES) {
      throw new FormatException(
          FormatException.Kind.UNSUPPORTED,
          name,
          -1,
          "The following attributes cannot be saved to HDF5 file because they are larger than "
              + MAX_BYTES
              + " bytes: a name of "
              + longest
              + " bytes. Shorten the layer's name");
    }
    int parts = 1;
    while ((long) partSize(values.size(), parts) * longest > MAX_BYTES) {
      parts++;
    }
    if (parts == 1) {
      object.attribute(name, values);
      return;
    }
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int to = from + values.size() / parts + (part < values.size() % parts ? 1 : 0);
      object.attribute(name + part, values.subList(from, to));
      from = to;
    }
  }

  /** Elements in the largest part, as NumPy's array_split has it. */
  private static int partSize(int size, int parts) {
    return (size + parts - 1) / parts;
  }

  private static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }
}
