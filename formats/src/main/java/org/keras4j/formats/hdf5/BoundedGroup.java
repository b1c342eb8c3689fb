package org.keras4j.formats.hdf5;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keras4j.models.Limit;

/** A group read by this library's own reader; its members are listed when first asked for. */
final class BoundedGroup implements Hdf5Group {
  private final Hdf5Input input;
  private final ObjectHeader header;
  private final String path;
  private final int depth;
  private final Map<String, Hdf5Node> opened = new HashMap<>();
  private Map<String, Link> links;
  private Map<String, Hdf5Attribute> attributes;

  private BoundedGroup(Hdf5Input input, ObjectHeader header, String path, int depth) {
    this.input = input;
    this.header = header;
    this.path = path;
    this.depth = depth;
    input.limits().check(Limit.GROUP_DEPTH, depth, input.name(), "the depth of groups");
    input.placeGroup(header.address(), path);
  }

  static BoundedGroup root(Hdf5Input input, long address) {
    return new BoundedGroup(input, input.header(address), "/", 0);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(links().keySet());
  }

  @Override
  public Optional<Hdf5Node> child(String name) {
    Hdf5Node known = opened.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Link link = links().get(name);
    if (link == null) {
      return Optional.empty();
    }
    if (link.refused() != null) {
      throw input.refused(
          -1,
          "Not allowed: H5 file with " + link.refused() + ". Store the data in the file itself");
    }
    Hdf5Node node = open(link.address(), depth == 0 ? "/" + name : path + "/" + name);
    opened.put(name, node);
    return Optional.of(node);
  }

  @Override
  public Map<String, Hdf5Attribute> attributes() {
    if (attributes == null) {
      attributes = Collections.unmodifiableMap(StoredAttribute.readAll(input, header));
    }
    return attributes;
  }

  private Map<String, Link> links() {
    if (links == null) {
      links = LinkTable.read(input, header);
    }
    return links;
  }

  private Hdf5Node open(long address, String childPath) {
    ObjectHeader child = input.header(address);
    if (child.has(HeaderMessage.DATASPACE)) {
      return new BoundedDataset(input, child, childPath);
    }
    if (child.has(HeaderMessage.DATATYPE)) {
      throw input.unsupported(address, "a named datatype");
    }
    return new BoundedGroup(input, child, childPath, depth + 1);
  }
}
