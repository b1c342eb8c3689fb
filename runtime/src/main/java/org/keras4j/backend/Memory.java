package org.keras4j.backend;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** A backend's memory. Offsets and counts are in elements. Safe for use by several threads. */
public interface Memory {
  /** A new buffer of at most 2^30 elements; its content is undefined. */
  Buffer allocate(DType.Storage storage, int elements);

  /**
   * A buffer that holds {@code value} and that nobody writes: the array itself where the backend
   * computes on the heap, an uploaded copy elsewhere. Asked once for each value of a variable.
   */
  Buffer constant(NDArray value);

  /** Copies a host array into a buffer, in the order of {@code queue}. */
  void write(CommandQueue queue, NDArray source, Buffer target, int offset);

  /** Fills a host array from a buffer; returns when the array is complete. */
  void read(CommandQueue queue, Buffer source, int offset, NDArray target);

  /** Copies within this backend, in the order of {@code queue}. */
  void copy(
      CommandQueue queue,
      Buffer source,
      int sourceOffset,
      Buffer target,
      int targetOffset,
      int count);
}
