package org.keras4j.formats.keras;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.jhdf.TrustedHdf5;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Deadline;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelSamples;
import org.keras4j.models.ModelSource;

/** An opened model file or folder: its bytes or files, and what they begin with. */
final class KerasContent implements ModelContent {
  private final ModelSource origin;
  private final ByteSource source;
  private final LoadPolicy policy;
  private final Deadline deadline;
  private final FolderMembers folder;
  private final List<Hdf5File> siblings = new ArrayList<>();
  private final List<ByteSource> siblingBytes = new ArrayList<>();
  private Members members;
  private Hdf5File hdf5;
  private Map<String, Object> json;

  /**
   * @param source the bytes; none for a folder
   * @param folder the files of a folder; null for a single file
   */
  KerasContent(
      ModelSource origin,
      ByteSource source,
      FolderMembers folder,
      LoadPolicy policy,
      Deadline deadline) {
    this.origin = origin;
    this.source = source;
    this.folder = folder;
    this.members = folder;
    this.policy = policy;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return origin.name();
  }

  LoadPolicy policy() {
    return policy;
  }

  /** When this loading has to end. */
  Deadline deadline() {
    return deadline;
  }

  /** Whether there are several parts: an archive, or a folder. */
  boolean hasMembers() {
    return members != null || ZipArchive.isZip(source);
  }

  boolean isHdf5() {
    return folder == null && Hdf5File.isHdf5(source);
  }

  /** Whether the first character that counts opens a JSON object. */
  boolean isJson() {
    int shown = (int) Math.min(source.size(), 64);
    var start = source.slice(0, shown);
    while (start.hasRemaining()) {
      byte next = start.get();
      if (!Character.isWhitespace(next)) {
        return next == '{';
      }
    }
    return false;
  }

  /** The parts; only where {@link #hasMembers()}. */
  Members members() {
    if (members == null) {
      members = new ArchiveMembers(ZipArchive.open(source, policy));
    }
    return members;
  }

  /** The HDF5 file; only where {@link #isHdf5()}. */
  Hdf5File hdf5() {
    if (hdf5 == null) {
      hdf5 = TrustedHdf5.open(source, policy);
    }
    return hdf5;
  }

  /** The JSON object; only where {@link #isJson()}. */
  Map<String, Object> json() {
    if (json == null) {
      ReadLimits.of(policy).check(Limit.JSON_BYTES, source.size(), name(), "the file's length");
      byte[] bytes = new byte[(int) source.size()];
      source.slice(0, bytes.length).get(bytes);
      json = ModelJson.object(bytes, name(), this);
    }
    return json;
  }

  /**
   * An HDF5 file beside this one.
   *
   * @param file a plain name: what leads elsewhere is refused
   */
  Hdf5File sibling(String file) {
    if (file.isEmpty()
        || file.equals("..")
        || file.chars().anyMatch(c -> "/\\:\0".indexOf(c) >= 0)) {
      throw new FormatException(
          FormatException.Kind.UNSAFE,
          name(),
          -1,
          "refers to the file "
              + FormatException.quote(file)
              + "; only files in the same folder are read");
    }
    if (policy.sha256().isPresent()) {
      throw new FormatException(
          FormatException.Kind.UNSAFE,
          name(),
          -1,
          "refers to other files, for which the policy has no SHA-256. Save the weights to one file");
    }
    ByteSource bytes = deadline.guard(KerasOpener.bytes(siblingSource(file), policy));
    siblingBytes.add(bytes);
    Hdf5File opened = TrustedHdf5.open(bytes, policy);
    siblings.add(opened);
    return opened;
  }

  private ModelSource siblingSource(String file) {
    try {
      if (origin instanceof ModelSource.File self) {
        return ModelSource.of(LinkRule.require(self.path().resolveSibling(file), policy));
      }
      if (origin instanceof ModelSource.RandomAccess own && own.sibling(file).isPresent()) {
        return own.sibling(file).get();
      }
    } catch (IOException e) {
      throw CallerSource.failed(origin, -1, e);
    }
    throw new FormatException(
        FormatException.Kind.IO,
        name(),
        -1,
        "needs the file "
            + FormatException.quote(file)
            + " beside it, which this source does not have. Open it by its path");
  }

  @Override
  public Optional<ModelSamples> samples() {
    Path path = origin instanceof ModelSource.File file ? file.path() : null;
    return StoredSamples.find(hasMembers() ? members() : null, path, policy, deadline);
  }

  @Override
  public void close() {
    if (hdf5 != null) {
      hdf5.close();
    }
    if (folder != null) {
      folder.close();
    }
    siblings.forEach(Hdf5File::close);
    siblingBytes.forEach(ByteSource::close);
    source.close();
  }
}
