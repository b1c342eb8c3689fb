package org.keras4j.formats.keras;

import java.nio.file.Files;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Deadline;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.formats.source.Sha256;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelOpener;
import org.keras4j.models.ModelSource;

/** Opens files, bytes and streams under the caller's policy; no temporary files. */
public final class KerasOpener implements ModelOpener {
  private static final ByteSource EMPTY = ByteSource.of("<folder>", new byte[0]);

  @Override
  public ModelContent open(ModelSource source, LoadOptions options) {
    LoadPolicy policy = options.policy();
    Deadline deadline = Deadline.start(source.name(), policy);
    FolderMembers folder =
        source instanceof ModelSource.File file && Files.isDirectory(file.path())
            ? folder(file, policy, deadline)
            : null;
    ByteSource bytes = folder == null ? deadline.guard(bytes(source, policy)) : EMPTY;
    try {
      if (folder == null) {
        Sha256.require(bytes, policy);
      }
      return new KerasContent(source, bytes, folder, policy, deadline);
    } catch (RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static FolderMembers folder(ModelSource.File file, LoadPolicy policy, Deadline deadline) {
    if (policy.sha256().isPresent()) {
      throw new FormatException(
          FormatException.Kind.UNSAFE,
          file.name(),
          -1,
          "is a folder, which has no SHA-256, but the policy asks for one. Save to a .keras file");
    }
    FolderMembers folder = new FolderMembers(file.path(), policy, deadline);
    if (!folder.contains(KerasArchiveFormat.CONFIG)
        && !folder.contains(KerasArchiveFormat.WEIGHTS)) {
      throw new FormatException(
          FormatException.Kind.IO,
          file.name(),
          -1,
          "is a directory without a config.json: not an unzipped .keras archive. Expected a file, or"
              + " such a directory");
    }
    return folder;
  }

  /** The bytes of a source that is no folder. */
  static ByteSource bytes(ModelSource source, LoadPolicy policy) {
    if (source instanceof ModelSource.File file) {
      return ByteSource.of(file.path());
    }
    if (source instanceof ModelSource.RandomAccess own) {
      return new CallerSource(own);
    }
    if (source instanceof ModelSource.Bytes bytes) {
      return ByteSource.of(source.name(), bytes.bytes());
    }
    ModelSource.Stream stream = (ModelSource.Stream) source;
    return ByteSource.of(source.name(), stream.stream(), ReadLimits.of(policy));
  }
}
