package org.keras4j.formats.keras;

import java.util.Set;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.Limit;

/** The members of a {@code .keras} archive. */
record ArchiveMembers(ZipArchive archive) implements Members {
  @Override
  public boolean contains(String name) {
    return archive.contains(name);
  }

  @Override
  public Set<String> names() {
    return archive.members().keySet();
  }

  @Override
  public ByteSource member(String name) {
    return archive.member(name);
  }

  @Override
  public byte[] bytes(String name, Limit maxBytes) {
    return archive.bytes(name, maxBytes);
  }
}
