package org.keras4j.formats.hdf5.jhdf;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.chunked.ChunkedDatasetV4;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Type;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.models.Limit;

/** A dataset read by jHDF, as a whole when its bytes are first asked for. */
final class JhdfDataset implements Hdf5Dataset {
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;
  private static final int FLETCHER32 = 3;
  private static final long MAX_DEFLATE_RATIO = 1_032;
  private static final long MAX_CHUNK_BYTES = 1L << 30;

  private final JhdfContext context;
  private final Dataset dataset;
  private final String path;
  private Map<String, Hdf5Attribute> attributes;
  private ByteBuffer bytes;

  JhdfDataset(JhdfContext context, Dataset dataset, String path) {
    this.context = context;
    this.dataset = dataset;
    this.path = path;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String source() {
    return context.name();
  }

  @Override
  public Hdf5Type type() {
    return JhdfTypes.of(context, dataset.getDataType());
  }

  @Override
  public long[] shape() {
    return dataset.getDimensionsAsLong();
  }

  @Override
  public long elementCount() {
    return Arrays.stream(shape()).reduce(1, Math::multiplyExact);
  }

  @Override
  public long storageSize() {
    long size = Math.multiplyExact(elementCount(), type().size());
    requireReadable(size);
    return size;
  }

  @Override
  public Map<String, Hdf5Attribute> attributes() {
    if (attributes == null) {
      attributes = JhdfAttribute.readAll(context, dataset);
    }
    return attributes;
  }

  @Override
  public synchronized ByteBuffer bytes(long offset, int length) {
    if (bytes == null) {
      long size = storageSize();
      ElementFormat format = elements();
      context.spend(Limit.INFLATED_BYTES, size, "the size of all datasets");
      bytes =
          size == 0
              ? ByteBuffer.allocate(0)
              : JhdfValues.encode(context, flat(), format, elementCount(), what());
    }
    if (offset < 0 || length < 0 || offset > bytes.capacity() - length) {
      throw new IndexOutOfBoundsException(
          "bytes " + offset + " to " + (offset + length) + " of " + bytes.capacity());
    }
    return bytes.slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public List<String> strings() {
    if (elementCount() == 0) {
      return List.of();
    }
    if (!type().isString()) {
      throw context.error(
          Kind.MISMATCH, what() + " holds " + type() + ", where strings were expected");
    }
    context.check(Limit.STRING_BYTES, storageSize(), "the size of a string dataset");
    return JhdfValues.strings(context, flat(), elementCount(), what());
  }

  private Object flat() {
    return context.call(what(), dataset::getDataFlat);
  }

  /** What makes jHDF run out of memory, or give wrong numbers, is refused before it starts. */
  private void requireReadable(long size) {
    boolean isDeflated = false;
    if (dataset instanceof ChunkedDataset chunked) {
      requireKnownFilters(chunked);
      isDeflated = !chunked.getFilters().isEmpty();
      int[] chunk = chunked.getChunkDimensions();
      long chunkBytes = type().size();
      for (int dimension : chunk) {
        if (dimension <= 0 || chunkBytes > MAX_CHUNK_BYTES / dimension) {
          throw context.error(Kind.CORRUPT, what() + " has chunks " + Arrays.toString(chunk));
        }
        chunkBytes *= dimension;
      }
      boolean growing = !Arrays.equals(dataset.getMaxSize(), shape());
      if (dataset instanceof ChunkedDatasetV4 && growing) {
        // jHDF 0.13.0 misplaces the chunks of some such datasets without an error.
        throw context.unsupported(what() + ", chunked, able to grow, in the newest layout,");
      }
    }
    long most = Math.multiplyExact(context.fileSize(), isDeflated ? MAX_DEFLATE_RATIO : 1);
    if (size > most || size > Integer.MAX_VALUE - 8) {
      throw context.error(
          Kind.UNSAFE,
          "Not allowed: H5 dataset "
              + FormatException.quote(path)
              + " declares "
              + size
              + " bytes but only "
              + context.fileSize()
              + " are stored on disk; refusing to load a potential decompression/shape bomb.");
    }
  }

  private void requireKnownFilters(ChunkedDataset chunked) {
    Set<Integer> seen = new HashSet<>();
    for (PipelineFilterWithData filter : context.call(what(), chunked::getFilters)) {
      int id = filter.getId();
      boolean known = id == DEFLATE || id == SHUFFLE || id == FLETCHER32;
      if (!known || !seen.add(id)) {
        throw context.unsupported(what() + " with the filter " + filter.getName());
      }
    }
  }

  private String what() {
    return "dataset " + FormatException.quote(path);
  }
}
