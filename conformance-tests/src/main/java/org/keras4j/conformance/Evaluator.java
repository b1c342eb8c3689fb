package org.keras4j.conformance;

import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.tensor.NDArray;

/** What is under test: something that runs graphs. */
public interface Evaluator {
  /** The outputs of {@code function}, without applying its updates. */
  List<NDArray> run(GraphFunction function, List<NDArray> inputs);
}
