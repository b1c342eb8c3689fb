package org.keras4j.backend;

import java.util.Objects;
import org.keras4j.tensor.DType;

/**
 * A buffer that is a Java array.
 *
 * @param array the array that {@code storage} asks for; kernels read and write it
 */
public record HostBuffer(DType.Storage storage, Object array) implements Buffer {
  public HostBuffer {
    Objects.requireNonNull(array, "array");
  }

  @Override
  public int length() {
    return storage.length(array);
  }
}
