package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** What Keras has for several tensors, all of them evaluated in one run. */
final class Expectations {
  private record Expectation(String what, NDArray value, Tolerance tolerance) {}

  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();

  void expect(String what, Tensor tensor, NDArray value, Tolerance tolerance) {
    tensors.add(tensor);
    expectations.add(new Expectation(what, value, tolerance));
  }

  /** Fails unless every tensor has its value. */
  void check(Function<List<Tensor>, List<NDArray>> evaluate) {
    List<NDArray> actual = evaluate.apply(tensors);
    for (int i = 0; i < actual.size(); i++) {
      Expectation expected = expectations.get(i);
      Compare.assertClose(expected.what, expected.value, actual.get(i), expected.tolerance);
    }
  }
}
