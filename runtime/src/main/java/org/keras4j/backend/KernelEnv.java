package org.keras4j.backend;

import java.util.Optional;
import org.keras4j.graph.GraphFunction;

/** What a kernel sees of the plan and the backend that it is prepared for. */
public interface KernelEnv {
  Backend backend();

  /** The backend's {@link Backend#device()}, which must be of the given type. */
  default <T> T device(Class<T> type) {
    return type.cast(backend().device());
  }

  /**
   * Compiles a function that a control-flow op holds, for the same backend.
   *
   * @return nothing if shapes inside depend on data
   */
  Optional<CompiledFunction> compile(GraphFunction function);
}
