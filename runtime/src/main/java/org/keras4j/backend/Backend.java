package org.keras4j.backend;

/**
 * A place where plans run: its memory and its kernels. Safe for use by several threads. Found by
 * {@link Backends}, made by a {@link BackendProvider}.
 */
public interface Backend {
  /** Short lower-case name, such as {@code cpu}. */
  String name();

  Memory memory();

  KernelCatalog kernels();

  /** A new queue for one session's work. */
  default CommandQueue openQueue() {
    return CommandQueue.IMMEDIATE;
  }

  /**
   * What this backend's own kernels need to know about it: they ask for it by type through {@link
   * KernelEnv#device}.
   */
  Object device();
}
