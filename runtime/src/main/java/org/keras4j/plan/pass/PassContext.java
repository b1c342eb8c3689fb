package org.keras4j.plan.pass;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;

/** What a pass may ask of the backend that a function is optimised for. */
public interface PassContext {
  /** Whether the backend has a kernel of its own for {@code op} on such inputs. */
  boolean hasKernel(Op op, List<Tensor> inputs);
}
