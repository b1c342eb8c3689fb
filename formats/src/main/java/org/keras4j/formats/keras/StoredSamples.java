package org.keras4j.formats.keras;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Deadline;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.ModelSamples;

/** Finds the samples by which a model can be verified: in its archive, else beside its file. */
final class StoredSamples {
  /** Keras keeps files of layers under {@code assets/}, and lets others lie there. */
  static final String MEMBER = "assets/samples.npz";

  /** Follows the whole name of the model's file. */
  static final String SUFFIX = ".samples.npz";

  private StoredSamples() {}

  /**
   * The samples, if there are any.
   *
   * @param members the parts of an archive or folder; null when it is neither
   * @param path the model's path; null when it has none
   */
  static Optional<ModelSamples> find(
      Members members, Path path, LoadPolicy policy, Deadline deadline) {
    if (members != null && members.contains(MEMBER)) {
      return Optional.of(read(members.member(MEMBER), policy));
    }
    if (path == null || path.getFileName() == null) {
      return Optional.empty();
    }
    Path beside = path.resolveSibling(path.getFileName() + SUFFIX);
    if (!Files.exists(beside)) {
      return Optional.empty();
    }
    try (ByteSource file = deadline.guard(ByteSource.of(LinkRule.require(beside, policy)))) {
      return Optional.of(read(file, policy));
    }
  }

  private static ModelSamples read(ByteSource source, LoadPolicy policy) {
    return ModelSamples.of(source.name(), Npz.read(source, policy));
  }
}
