package org.keras4j.backend;

import java.util.EnumMap;
import java.util.Map;
import org.keras4j.tensor.DType;

/**
 * Working memory of one session that its steps use in turn: as large as the hungriest of them asks.
 * Its content does not survive a step. Kernels ask for it when they bind, and get the buffer when
 * they run, as it may have grown in between.
 */
public final class Scratch {
  private final Memory memory;
  private final Map<DType.Storage, Buffer> buffers = new EnumMap<>(DType.Storage.class);
  private float[] floats = new float[0];

  public Scratch(Memory memory) {
    this.memory = memory;
  }

  /** Makes sure that {@link #buffer} has at least this many elements. */
  public void require(DType.Storage storage, int elements) {
    Buffer old = buffers.get(storage);
    if (old != null && old.length() >= elements) {
      return;
    }
    if (old != null) {
      old.free();
    }
    Buffer buffer = memory.allocate(storage, elements);
    buffers.put(storage, buffer);
    if (buffer instanceof HostBuffer host && storage == DType.Storage.FLOAT) {
      floats = (float[]) host.array();
    }
  }

  /** The memory, of at least the elements that were asked for. */
  public Buffer buffer(DType.Storage storage) {
    return buffers.get(storage);
  }

  /** The float memory of a backend of which buffers are arrays. */
  public float[] floats() {
    return floats;
  }

  /** Frees everything. */
  public void free() {
    buffers.values().forEach(Buffer::free);
    buffers.clear();
    floats = new float[0];
  }
}
