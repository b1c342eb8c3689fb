package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.formats.source.Scratch;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/**
 * The one way from an address in the file to bytes. Everything that guards against hostile files
 * and concerns more than one structure is here: bounds, blocks seen before, cumulative cost.
 */
final class Hdf5Input {
  /** The address that stands for "nothing there". */
  static final long UNDEFINED = -1;

  private static final int ENTRY_COST = 128;

  private final ByteSource source;
  private final ReadBudget budget;
  private final Set<Long> claimed = new HashSet<>();
  private final Map<Long, GlobalHeap> heaps = new HashMap<>();
  private final Map<Long, ObjectHeader> headers = new HashMap<>();
  private final Map<Long, String> groups = new HashMap<>();
  private final Set<Long> countedDatasets = new HashSet<>();
  private long base;
  private long datasetBytes;

  Hdf5Input(ByteSource source, LoadPolicy policy) {
    this.source = source;
    this.budget = new ReadBudget(policy, source.name());
  }

  /** Addresses count from here: the end of the user block, usually 0. */
  void setBase(long newBase) {
    base = newBase;
  }

  String name() {
    return source.name();
  }

  ReadLimits limits() {
    return budget.limits();
  }

  ReadBudget budget() {
    return budget;
  }

  /** The bytes of one structure, proven to be in the file and charged to the budget. */
  Cursor block(long address, long length, String what) {
    long offset = requireInside(address, length, what);
    if (length > ByteSource.MAX_SLICE) {
      throw corrupt(offset, what + " claims " + length + " bytes");
    }
    budget.spend(Limit.METADATA_BYTES, length, "the size of headers and indexes");
    return new Cursor(this, source.slice(offset, (int) length), offset, what);
  }

  /**
   * Charges for an entry of an index that is kept in memory, where it takes more room than in the
   * file.
   */
  void chargeEntry() {
    budget.spend(Limit.METADATA_BYTES, ENTRY_COST, "the size of headers and indexes");
  }

  /** Proves that a range lies in the file; gives its place in the source. */
  long requireInside(long address, long length, String what) {
    if (address < 0 || length < 0 || address > source.size() - base) {
      throw corrupt(
          -1,
          what
              + " is said to be at "
              + Long.toUnsignedString(address)
              + ", outside the file of "
              + source.size()
              + " bytes");
    }
    if (length > source.size() - base - address) {
      throw corrupt(
          base + address,
          what
              + " claims "
              + Long.toUnsignedString(length)
              + " bytes, but only "
              + (source.size() - base - address)
              + " follow");
    }
    return base + address;
  }

  /** The bytes of data, which the caller has proven to be in the file. */
  ByteBuffer data(long offset, int length, Scratch scratch) {
    return scratch == null ? source.slice(offset, length) : source.slice(offset, length, scratch);
  }

  /** Marks a block as seen. One that is reached twice means a cycle or a bomb. */
  void claim(long address, String what) {
    if (!claimed.add(address)) {
      throw corrupt(base + address, what + " is reached a second time: the file's index is a loop");
    }
  }

  GlobalHeap heap(long address) {
    GlobalHeap heap = heaps.get(address);
    if (heap == null) {
      heap = GlobalHeap.read(this, address);
      heaps.put(address, heap);
    }
    return heap;
  }

  ObjectHeader header(long address) {
    ObjectHeader header = headers.get(address);
    if (header == null) {
      budget.spend(Limit.OBJECTS, 1, "the number of groups and datasets");
      header = ObjectHeader.read(this, address);
      headers.put(address, header);
    }
    return header;
  }

  /** Notes where a group was found. Every group has one place: two would allow endless paths. */
  void placeGroup(long address, String path) {
    String earlier = groups.putIfAbsent(address, path);
    if (earlier != null && !earlier.equals(path)) {
      throw new Hdf5Exception(
          Kind.UNSAFE,
          name(),
          base + address,
          "group "
              + FormatException.quote(path)
              + " is the same object as "
              + FormatException.quote(earlier)
              + ". Keras never writes such hard links; copy the file with h5repack or h5py");
    }
  }

  /**
   * Adds a dataset's size to the sum over all datasets. Datasets that do not overlap cannot hold
   * more than the file does, so a larger sum is the sign of a decompression bomb.
   */
  synchronized void countDataset(long headerAddress, long bytes, String path) {
    if (!countedDatasets.add(headerAddress)) {
      return;
    }
    datasetBytes += bytes;
    if (datasetBytes < 0 || datasetBytes > source.size()) {
      throw new Hdf5Exception(
          Kind.UNSAFE,
          name(),
          -1,
          "Not allowed: H5 dataset "
              + FormatException.quote(path)
              + " and those before it declare "
              + datasetBytes
              + " bytes, but the file has only "
              + source.size()
              + "; refusing to load a potential decompression/shape bomb.");
    }
  }

  Hdf5Exception corrupt(long offset, String message) {
    return new Hdf5Exception(
        Kind.CORRUPT, name(), offset, message + ". The file is damaged; get a fresh copy");
  }

  Hdf5Exception unsupported(long offset, String feature) {
    return new Hdf5Exception(
        Kind.UNSUPPORTED,
        name(),
        offset,
        feature
            + " is not read: Keras never writes it. If you trust the file, load it with"
            + " LoadPolicy.trusted(), or rewrite it from Python with h5py or Keras");
  }

  Hdf5Exception refused(long offset, String kerasMessage) {
    return new Hdf5Exception(Kind.UNSAFE, name(), offset, kerasMessage);
  }
}
