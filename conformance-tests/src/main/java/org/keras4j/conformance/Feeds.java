package org.keras4j.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** The arrays of one case as inputs of a graph. */
final class Feeds {
  private final Fixture fixture;
  private final String caseName;
  private final Map<String, NDArray> values = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  Feeds(Fixture fixture, String caseName) {
    this.fixture = fixture;
    this.caseName = caseName;
  }

  /** The array of a leaf. */
  NDArray array(Object leaf) {
    Map<?, ?> map = (Map<?, ?>) leaf;
    DType dtype = map.get("dtype") instanceof String s ? DType.of(s) : null;
    return fixture.array(caseName, Leaves.name(map), dtype);
  }

  /** A leaf as an input; null where there is no leaf. */
  Tensor tensor(Object leaf) {
    if (leaf == null) {
      return null;
    }
    return tensors.computeIfAbsent(
        Leaves.name((Map<?, ?>) leaf),
        name -> {
          values.put(name, array(leaf));
          return Placeholder.of(name, values.get(name).spec());
        });
  }

  /** The values of tensors made of the inputs. */
  List<NDArray> evaluate(Evaluator evaluator, List<Tensor> outputs) {
    GraphFunction function = GraphFunction.of(List.copyOf(tensors.values()), outputs);
    return evaluator.run(function, List.copyOf(values.values()));
  }
}
