package org.keras4j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.LoadPolicy;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** One pair of fixture files: cases as JSON, arrays as {@code .npz}. */
public final class Fixture {
  private final String name;
  private final Map<String, Object> json;
  private final Map<String, NDArray> arrays;

  private Fixture(String name, Map<String, Object> json, Map<String, NDArray> arrays) {
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
    return new Fixture(path, json, Npz.read(npz, LoadPolicy.strict()));
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
    NDArray stored = arrays.get(caseName + "/" + array);
    if (stored == null) {
      throw new IllegalArgumentException("Fixture " + name + " has no " + caseName + "/" + array);
    }
    return dtype == null || dtype == stored.dtype()
        ? stored
        : NDArray.wrap(dtype, stored.shape(), stored.array());
  }
}
