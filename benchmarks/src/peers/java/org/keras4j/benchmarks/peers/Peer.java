package org.keras4j.benchmarks.peers;

import org.keras4j.tensor.NDArray;

/** A model loaded by one library, with its inputs for one batch at hand. */
interface Peer extends AutoCloseable {
  /** The library, as tables name it. */
  String name();

  /** Runs the model once; the answer is an array on the Java heap. */
  NDArray run();

  @Override
  void close();
}
