package org.keras4j.formats.keras;

import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.LoadPolicy;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelOpener;
import org.keras4j.models.ModelSource;

/** Opens files, bytes and streams under the caller's policy; no temporary files. */
public final class KerasOpener implements ModelOpener {
  @Override
  public ModelContent open(ModelSource source, LoadOptions options) {
    LoadPolicy policy = options.trusted() ? LoadPolicy.trusted() : LoadPolicy.strict();
    return new KerasContent(bytes(source, policy), policy);
  }

  private static ByteSource bytes(ModelSource source, LoadPolicy policy) {
    if (source instanceof ModelSource.File file) {
      return ByteSource.of(file.path());
    }
    if (source instanceof ModelSource.Bytes bytes) {
      return ByteSource.of(source.name(), bytes.bytes());
    }
    ModelSource.Stream stream = (ModelSource.Stream) source;
    return ByteSource.of(source.name(), stream.stream(), policy.limits());
  }
}
