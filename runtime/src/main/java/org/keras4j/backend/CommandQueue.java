package org.keras4j.backend;

/**
 * The order in which one session's work is done. Steps and copies are put on it; a backend that
 * computes while the caller waits needs none.
 */
public interface CommandQueue extends AutoCloseable {
  /** For backends whose steps are done when {@link Step#run} returns. */
  CommandQueue IMMEDIATE =
      new CommandQueue() {
        @Override
        public void finish() {}

        @Override
        public void close() {}
      };

  /** Waits until everything put on this queue is done. */
  void finish();

  /** Frees what the queue holds. */
  @Override
  void close();
}
