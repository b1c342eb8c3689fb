package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** What Keras has for several tensors, all of them evaluated in one run. */
final class Expectations {
  private record Expectation(
      String what, NDArray value, Tolerance tolerance, UnaryOperator<NDArray> compared) {}

  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Expectation> expectations = new ArrayList<>();

  void expect(String what, Tensor tensor, NDArray value, Tolerance tolerance) {
    expect(what, tensor, value, tolerance, UnaryOperator.identity());
  }

  /** As the shorter form, for what {@code compared} makes of both arrays. */
  void expect(
      String what,
      Tensor tensor,
      NDArray value,
      Tolerance tolerance,
      UnaryOperator<NDArray> compared) {
    tensors.add(tensor);
    expectations.add(new Expectation(what, value, tolerance, compared));
  }

  /** Fails unless every tensor has its value. */
  void check(Function<List<Tensor>, List<NDArray>> evaluate) {
    List<NDArray> actual = evaluate.apply(tensors);
    for (int i = 0; i < actual.size(); i++) {
      Expectation expected = expectations.get(i);
      Compare.assertClose(
          expected.what,
          expected.compared.apply(expected.value),
          expected.compared.apply(actual.get(i)),
          expected.tolerance);
    }
  }
}
