package org.keras4j.formats.hdf5.jhdf;

import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.links.ExternalLink;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.models.Limit;

/** A group read by jHDF. */
final class JhdfGroup implements Hdf5Group {
  private final JhdfContext context;
  private final Group group;
  private final String path;
  private final int depth;
  private final Map<String, Hdf5Node> opened = new HashMap<>();
  private Map<String, Node> children;
  private Map<String, Hdf5Attribute> attributes;

  JhdfGroup(JhdfContext context, Group group, String path, int depth) {
    this.context = context;
    this.group = group;
    this.path = path;
    this.depth = depth;
    context.check(Limit.GROUP_DEPTH, depth, "the depth of groups");
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Set<String> names() {
    return Collections.unmodifiableSet(children().keySet());
  }

  @Override
  public Optional<Hdf5Node> child(String name) {
    Hdf5Node known = opened.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Node node = children().get(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node.isLink()) {
      String kind = node instanceof ExternalLink ? "ExternalLink" : "SoftLink";
      throw context.error(
          Kind.UNSAFE, "Not allowed: H5 file with " + kind + ". Store the data in the file itself");
    }
    Hdf5Node found = open(node, depth == 0 ? "/" + name : path + "/" + name);
    opened.put(name, found);
    return Optional.of(found);
  }

  @Override
  public Map<String, Hdf5Attribute> attributes() {
    if (attributes == null) {
      attributes = JhdfAttribute.readAll(context, group);
    }
    return attributes;
  }

  private Hdf5Node open(Node node, String childPath) {
    if (node instanceof Dataset dataset) {
      return new JhdfDataset(context, dataset, childPath);
    }
    if (node instanceof Group childGroup) {
      requireNoCycle(childGroup, childPath);
      return new JhdfGroup(context, childGroup, childPath, depth + 1);
    }
    throw context.unsupported(FormatException.quote(childPath) + ", a named datatype,");
  }

  /** jHDF makes a new object for every visit; only the address tells that it is an old one. */
  private void requireNoCycle(Group child, String childPath) {
    for (Group above = group; above != null; above = above.getParent()) {
      if (above.getAddress() == child.getAddress()) {
        throw context.error(
            Kind.UNSAFE,
            "group " + FormatException.quote(childPath) + " contains itself by a hard link");
      }
      if (above.getParent() == above) {
        return;
      }
    }
  }

  private Map<String, Node> children() {
    if (children == null) {
      Map<String, Node> found =
          context.call("group " + FormatException.quote(path), group::getChildren);
      context.spend(Limit.OBJECTS, found.size(), "the number of groups and datasets");
      children = new TreeMap<>(found);
    }
    return children;
  }
}
