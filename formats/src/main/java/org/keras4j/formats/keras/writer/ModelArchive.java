package org.keras4j.formats.keras.writer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.hdf5.writer.Hdf5Writer;
import org.keras4j.formats.json.JsonWriter;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.formats.zip.StoredZip;
import org.keras4j.models.Model;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** What a {@code .keras} archive or folder holds: metadata, config, weights. */
public final class ModelArchive {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");

  /** Where a layer's vocabulary lies. */
  private static final String VOCABULARY = "assets/%s/vocabulary.txt";

  private ModelArchive() {}

  /** Writes a {@code .keras} archive. */
  public static void write(Model model, ModelTarget target, SaveOptions options) {
    Map<String, AtomicFile.Content> members = members(model, options);
    Targets.write(target, options, out -> zip(members, out));
  }

  /** Writes a folder of the archive's members. */
  public static void writeFolder(Model model, ModelTarget target, SaveOptions options) {
    Map<String, AtomicFile.Content> members = members(model, options);
    SavedFolder.write(
        Targets.path(target, options, "an unzipped `.keras` folder"), members, options.durable());
  }

  /** Writes the architecture alone, as JSON. */
  public static void writeConfig(Model model, ModelTarget target, SaveOptions options) {
    byte[] config = JsonWriter.write(SavedConfig.of(model));
    Targets.write(target, options, out -> out.write(config));
  }

  private static void zip(Map<String, AtomicFile.Content> members, OutputStream out)
      throws IOException {
    StoredZip zip = new StoredZip(out);
    for (Map.Entry<String, AtomicFile.Content> member : members.entrySet()) {
      zip.member(member.getKey(), member.getValue()::writeTo);
    }
    zip.finish();
  }

  private static Map<String, AtomicFile.Content> members(Model model, SaveOptions options) {
    byte[] metadata =
        JsonWriter.write(
            Codecs.map(
                "keras_version",
                ReadContext.CURRENT_KERAS,
                "date_saved",
                LocalDateTime.now().format(DATE)));
    byte[] config = JsonWriter.write(SavedConfig.of(model));
    Hdf5Writer weights = WeightsFile.of(model, options);
    Map<String, AtomicFile.Content> members = new LinkedHashMap<>();
    members.put("metadata.json", out -> out.write(metadata));
    members.put("config.json", out -> out.write(config));
    members.put("model.weights.h5", weights::writeTo);
    for (SavedObject object : SavedObjects.of(model, options)) {
      object
          .vocabulary()
          .ifPresent(
              lines -> {
                // Keras reads it line by line, and adds no line break at the end.
                byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
                members.put(VOCABULARY.formatted(object.path()), out -> out.write(text));
              });
    }
    return members;
  }
}
