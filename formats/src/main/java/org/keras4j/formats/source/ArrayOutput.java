package org.keras4j.formats.source;

import java.io.IOException;
import org.keras4j.tensor.NDArray;

/** A stream that takes whole arrays, and so spares a copy of them. */
public interface ArrayOutput {
  /** Writes all numbers of an array, row-major and little-endian. */
  void write(NDArray array) throws IOException;
}
