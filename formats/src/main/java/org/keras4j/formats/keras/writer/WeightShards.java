package org.keras4j.formats.keras.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keras4j.config.Codecs;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.writer.Hdf5Writer;
import org.keras4j.formats.hdf5.writer.NewGroup;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.json.JsonWriter;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.graph.Variable;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;

/**
 * Weights in several files of limited size, and a JSON file that says which holds what.
 *
 * <p>The shards that an older JSON file of the same name refers to are left alone until it is
 * replaced; the new ones take numbers beside theirs. Number 0 always exists, since Keras opens it
 * first of all.
 */
final class WeightShards {
  private static final double GIB = 1L << 30;
  private static final int JSON_INDENT = 4;

  private final double maxBytes;
  private final boolean durable;
  private final List<Hdf5Writer> shards = new ArrayList<>(List.of(new Hdf5Writer()));
  private final Map<String, List<Integer>> weightMap = new LinkedHashMap<>();
  private double shardBytes;
  private double totalBytes;

  private WeightShards(SaveOptions options) {
    this.maxBytes = options.maxShardSize() * GIB;
    this.durable = options.durable();
  }

  static void write(Model model, Path path, SaveOptions options) {
    Path json = path.toAbsolutePath();
    WeightShards set = new WeightShards(options);
    SavedObjects.of(model, options).forEach(set::add);
    set.write(json);
  }

  private void write(Path json) {
    SortedMap<Integer, Path> existing = existing(json);
    int first = firstNumber(inUse(json, existing));
    for (int i = 0; i < shards.size(); i++) {
      AtomicFile.write(shard(json, first + i), shards.get(i)::writeTo, durable);
    }
    AtomicFile.write(json, out -> out.write(index(json, first)), durable);
    existing.subMap(first, first + shards.size()).clear();
    existing.values().forEach(WeightShards::delete);
    if (first > 0) {
      AtomicFile.write(shard(json, 0), new Hdf5Writer()::writeTo, durable);
    }
  }

  private void add(SavedObject object) {
    NewGroup group = null;
    int shardOfGroup = -1;
    for (Map.Entry<String, Variable> entry : object.variables().entrySet()) {
      reserve(entry.getValue());
      int shard = shards.size() - 1;
      if (shard != shardOfGroup) {
        group = WeightsFile.group(shards.get(shard), object);
        shardOfGroup = shard;
        weightMap.computeIfAbsent("/" + object.group(), k -> new ArrayList<>()).add(shard);
      }
      WeightsFile.add(group, entry.getKey(), entry.getValue());
    }
  }

  /** Begins another shard where the present one has no room. */
  private void reserve(Variable variable) {
    double bytes = (double) variable.shape().size() * variable.dtype().bytes();
    if (bytes > maxBytes) {
      throw new FormatException(
          FormatException.Kind.MISMATCH,
          variable.path(),
          -1,
          String.format(
              "The size is %.0f bytes which exceeds the maximum shard size %.0f bytes. You can"
                  + " increase the `max_shard_size` parameter to accommodate the size.",
              bytes, maxBytes));
    }
    totalBytes += bytes;
    shardBytes += bytes;
    if (shardBytes > maxBytes) {
      shards.add(new Hdf5Writer());
      shardBytes = bytes;
    }
  }

  private byte[] index(Path json, int first) {
    Map<String, Object> map = new LinkedHashMap<>();
    weightMap.forEach(
        (path, numbers) -> {
          List<String> names =
              numbers.stream()
                  .map(number -> shard(json, first + number).getFileName().toString())
                  .toList();
          map.put(path, names.size() == 1 ? names.get(0) : names);
        });
    return JsonWriter.write(
        Codecs.map("metadata", Codecs.map("total_size", totalBytes), "weight_map", map),
        JSON_INDENT);
  }

  private int firstNumber(SortedMap<Integer, Path> inUse) {
    return inUse.isEmpty() || inUse.firstKey() >= shards.size() ? 0 : inUse.lastKey() + 1;
  }

  private static Path shard(Path json, int number) {
    return json.resolveSibling(String.format("%s_%05d.weights.h5", base(json), number));
  }

  /** The name of the JSON file without its endings. */
  private static String base(Path json) {
    String name = json.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.')).replace(".weights", "");
  }

  /** All shards that belong to the JSON file by their names. */
  private static SortedMap<Integer, Path> existing(Path json) {
    Pattern pattern = Pattern.compile(Pattern.quote(base(json)) + "_(\\d{5})\\.weights\\.h5");
    SortedMap<Integer, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(json.getParent())) {
      for (Path file : files.toList()) {
        Matcher shard = pattern.matcher(file.getFileName().toString());
        if (shard.matches()) {
          found.put(Integer.valueOf(shard.group(1)), file);
        }
      }
      return found;
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, json.toString(), -1, "cannot be written: " + e, e);
    }
  }

  /** Those shards that the JSON file names, or all if it cannot be read. */
  private static SortedMap<Integer, Path> inUse(Path json, SortedMap<Integer, Path> existing) {
    SortedMap<Integer, Path> used = new TreeMap<>(existing);
    if (!Files.exists(json)) {
      used.clear();
      return used;
    }
    try {
      String index =
          JsonReader.read(Files.readAllBytes(json), json.toString(), ReadLimits.defaults())
              .toString();
      used.values().removeIf(shard -> !index.contains(shard.getFileName().toString()));
    } catch (IOException | FormatException e) {
      System.getLogger(WeightShards.class.getName())
          .log(System.Logger.Level.DEBUG, "An older index cannot be read", e);
    }
    return used;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(WeightShards.class.getName())
          .log(System.Logger.Level.WARNING, "An older shard is left: " + file, e);
    }
  }
}
