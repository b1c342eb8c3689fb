package org.keras4j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npy;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** One pair of fixture files: cases as JSON, arrays as {@code .npz}. */
public final class Fixture {
  private final String name;
  private final Map<String, Object> json;
  private final ZipArchive arrays;

  private Fixture(String name, Map<String, Object> json, ZipArchive arrays) {
    this.name = name;
    this.json = json;
    this.arrays = arrays;
  }

  /** The fixture {@code fixtures/<path>.json} and {@code .npz} on the class path. */
  @SuppressWarnings("unchecked")
  public static Fixture load(String path) {
    byte[] text = resource(path + ".json");
    Map<String, Object> json =
        (Map<String, Object>) JsonReader.read(text, path + ".json", ReadLimits.defaults());
    ByteSource npz = ByteSource.of(path + ".npz", resource(path + ".npz"));
    return new Fixture(path, json, ZipArchive.open(npz, LoadPolicy.strict()));
  }

  /** The bytes of {@code fixtures/<path>} on the class path. */
  public static byte[] resource(String path) {
    try (InputStream stream = Fixture.class.getResourceAsStream("fixtures/" + path)) {
      if (stream == null) {
        throw new IllegalArgumentException("There is no fixture " + path);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String name() {
    return name;
  }

  /** The whole description. */
  public Map<String, Object> json() {
    return json;
  }

  /** The cases. */
  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> cases() {
    return new ArrayList<>((List<Map<String, Object>>) json.get("cases"));
  }

  /** An array of a case, its bits taken as {@code dtype} unless that is null. */
  public NDArray array(String caseName, String array, DType dtype) {
    String member = caseName + "/" + array + ".npy";
    if (!arrays.members().containsKey(member)) {
      throw new IllegalArgumentException("Fixture " + name + " has no " + caseName + "/" + array);
    }
    NDArray stored = Npy.toNDArray(Npy.readArray(arrays.member(member), LoadPolicy.strict()));
    return dtype == null || dtype == stored.dtype()
        ? stored
        : NDArray.wrap(dtype, stored.shape(), stored.array());
  }
}
