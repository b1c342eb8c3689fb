package org.keras4j.backend;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Memory on the Java heap. Constants are read where they are, without a copy. */
public final class HostMemory implements Memory {
  @Override
  public Buffer allocate(DType.Storage storage, int elements) {
    return new HostBuffer(storage, storage.allocate(elements));
  }

  @Override
  public Buffer constant(NDArray value) {
    return new HostBuffer(value.dtype().storage(), value.array());
  }

  @Override
  public void write(CommandQueue queue, NDArray source, Buffer target, int offset) {
    Object array = ((HostBuffer) target).array();
    System.arraycopy(source.array(), 0, array, offset, source.size());
  }

  @Override
  public void read(CommandQueue queue, Buffer source, int offset, NDArray target) {
    Object array = ((HostBuffer) source).array();
    System.arraycopy(array, offset, target.array(), 0, target.size());
  }

  @Override
  public void copy(
      CommandQueue queue,
      Buffer source,
      int sourceOffset,
      Buffer target,
      int targetOffset,
      int count) {
    Object from = ((HostBuffer) source).array();
    System.arraycopy(from, sourceOffset, ((HostBuffer) target).array(), targetOffset, count);
  }
}
