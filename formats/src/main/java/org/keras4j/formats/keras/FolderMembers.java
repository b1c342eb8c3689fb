package org.keras4j.formats.keras;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Deadline;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/** The files of a folder that was saved instead of an archive, or is an unpacked one. */
final class FolderMembers implements Members, AutoCloseable {
  private final Path folder;
  private final LoadPolicy policy;
  private final ReadLimits limits;
  private final Deadline deadline;
  private final Map<String, ByteSource> opened = new HashMap<>();

  FolderMembers(Path folder, LoadPolicy policy, Deadline deadline) {
    this.folder = folder;
    this.policy = policy;
    this.limits = ReadLimits.of(policy);
    this.deadline = deadline;
  }

  @Override
  public boolean contains(String name) {
    return Files.isRegularFile(folder.resolve(name));
  }

  @Override
  public Set<String> names() {
    long max = limits.get(Limit.ARCHIVE_ENTRIES);
    List<Path> files = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(folder)) { // does not follow links
      walk.filter(Files::isRegularFile).limit(max + 1).forEach(files::add);
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, folder.toString(), -1, "cannot be listed: " + e, e);
    }
    limits.check(Limit.ARCHIVE_ENTRIES, files.size(), folder.toString(), "the number of files");
    Set<String> names = new TreeSet<>();
    files.forEach(file -> names.add(folder.relativize(file).toString().replace('\\', '/')));
    return names;
  }

  @Override
  public ByteSource member(String name) {
    return opened.computeIfAbsent(
        name, key -> deadline.guard(ByteSource.of(LinkRule.require(folder.resolve(key), policy))));
  }

  @Override
  public byte[] bytes(String name, Limit maxBytes) {
    ByteSource member = member(name);
    limits.check(maxBytes, member.size(), member.name(), "the file's length");
    byte[] bytes = new byte[(int) member.size()];
    member.slice(0, bytes.length).get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    opened.values().forEach(ByteSource::close);
  }
}
