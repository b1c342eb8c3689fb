package org.keras4j.backend;

import org.keras4j.tensor.DType;

/** Memory of a backend that holds elements of one kind of storage. Not cleared when allocated. */
public interface Buffer {
  DType.Storage storage();

  /** Number of elements. */
  int length();

  /** Frees the memory now, where it is not left to the garbage collector. */
  default void free() {}
}
