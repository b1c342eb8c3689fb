package org.keras4j.formats.npy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.zip.StoredZip;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.formats.zip.ZipMember;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.NDArray;

/** NumPy's {@code .npz} files: named arrays, plain ({@code savez}) or compressed. */
public final class Npz {
  private static final String SUFFIX = ".npy";

  private Npz() {}

  /**
   * Reads a file.
   *
   * @return the arrays by name, in the file's order
   * @throws org.keras4j.formats.FormatException when it cannot be read, or holds what is not read
   */
  public static Map<String, NDArray> read(Path path) {
    try (ByteSource source = ByteSource.of(path)) {
      return read(source, LoadPolicy.strict());
    }
  }

  /** As the shorter form, for any source. */
  public static Map<String, NDArray> read(ByteSource source, LoadPolicy policy) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    readArrays(source, policy).forEach((name, array) -> arrays.put(name, Npy.toNDArray(array)));
    return arrays;
  }

  /** Reads the headers; elements are read when asked for, while the source is open. */
  public static Map<String, NpyArray> readArrays(ByteSource source, LoadPolicy policy) {
    ZipArchive archive = ZipArchive.open(source, policy);
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    for (ZipMember member : archive.members().values()) {
      String name = member.name();
      if (name.endsWith(SUFFIX)) {
        String key = name.substring(0, name.length() - SUFFIX.length());
        arrays.put(key, Npy.readArray(archive.member(name), policy));
      }
    }
    return arrays;
  }

  /** Writes a file, replacing an older one only when everything is on disk. */
  public static void write(Path path, Map<String, NDArray> arrays) {
    AtomicFile.write(path, out -> write(out, arrays));
  }

  /** Writes a file to a stream, which is left open. */
  public static void write(OutputStream out, Map<String, NDArray> arrays) throws IOException {
    StoredZip zip = new StoredZip(out);
    for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
      zip.member(array.getKey() + SUFFIX, member -> Npy.write(member, array.getValue()));
    }
    zip.finish();
  }
}
