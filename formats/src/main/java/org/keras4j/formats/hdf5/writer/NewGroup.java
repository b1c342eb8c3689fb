package org.keras4j.formats.hdf5.writer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.formats.source.ArrayEncoder;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.tensor.NDArray;

/** A group that is to be written. */
public final class NewGroup extends NewObject {
  private static final int SYMBOL_TABLE = 0x11;
  private static final int SYMBOL_TABLE_BYTES = 16;

  /** HDF5 keeps names in the order of their bytes. */
  private final Map<byte[], NewObject> children = new TreeMap<>(Arrays::compareUnsigned);

  private SymbolTable table;

  NewGroup() {}

  /**
   * The group at a path below this one; groups on the way are made.
   *
   * @throws IllegalArgumentException when a dataset stands in the way
   */
  public NewGroup group(String path) {
    NewGroup group = this;
    for (String name : path.split("/")) {
      if (!name.isEmpty()) {
        group = group.child(name);
      }
    }
    return group;
  }

  private NewGroup child(String name) {
    if (children.computeIfAbsent(key(name), k -> new NewGroup()) instanceof NewGroup group) {
      return group;
    }
    throw new IllegalArgumentException("'" + name + "' is a dataset already");
  }

  /** Adds an array at a path below this group; it must not change before the file is written. */
  public NewDataset dataset(String path, NDArray array) {
    long[] shape = Arrays.stream(array.shape().dims()).asLongStream().toArray();
    return dataset(
        path, ArrayEncoder.formatOf(array.dtype()), shape, out -> ArrayEncoder.write(array, out));
  }

  /**
   * Adds an array whose data {@code content} will give.
   *
   * @throws IllegalArgumentException when the name is taken
   */
  public NewDataset dataset(
      String path, ElementFormat format, long[] shape, NewDataset.Content content) {
    int slash = path.lastIndexOf('/');
    NewGroup parent = slash < 0 ? this : group(path.substring(0, slash));
    NewDataset dataset = new NewDataset(format, shape, content);
    if (parent.children.putIfAbsent(key(path.substring(slash + 1)), dataset) != null) {
      throw new IllegalArgumentException("name already exists: '" + path + "'");
    }
    return dataset;
  }

  private static byte[] key(String name) {
    if (name.isEmpty() || name.equals(".") || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' cannot be the name of an HDF5 object");
    }
    return LittleEndian.utf8(name);
  }

  Map<byte[], NewObject> children() {
    return children;
  }

  void placeTable(Layout layout) {
    table = new SymbolTable(children, layout);
  }

  SymbolTable table() {
    return table;
  }

  @Override
  List<Message> messages() {
    return List.of(new Message(SYMBOL_TABLE, 0, table.addresses()));
  }

  @Override
  int messageCount() {
    return 1;
  }

  @Override
  int messageBytes() {
    return SYMBOL_TABLE_BYTES;
  }
}
