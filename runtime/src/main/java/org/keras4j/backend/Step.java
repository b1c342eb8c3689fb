package org.keras4j.backend;

/**
 * A kernel bound to the memory of one session. Running it allocates nothing, checks nothing and
 * logs nothing.
 */
@FunctionalInterface
public interface Step {
  void run();
}
