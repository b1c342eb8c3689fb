package org.keras4j.formats.keras;

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
  @Override
  public ModelContent open(ModelSource source, LoadOptions options) {
    LoadPolicy policy = options.policy();
    Deadline deadline = Deadline.start(source.name(), policy);
    ByteSource bytes = deadline.guard(bytes(source, policy));
    try {
      Sha256.require(bytes, policy);
      return new KerasContent(bytes, policy, deadline);
    } catch (RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  private static ByteSource bytes(ModelSource source, LoadPolicy policy) {
    if (source instanceof ModelSource.File file) {
      return ByteSource.of(file.path());
    }
    if (source instanceof ModelSource.Bytes bytes) {
      return ByteSource.of(source.name(), bytes.bytes());
    }
    ModelSource.Stream stream = (ModelSource.Stream) source;
    return ByteSource.of(source.name(), stream.stream(), ReadLimits.of(policy));
  }
}
