package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.GraphVerifier;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Values and dtypes of the facades against Keras' (conformance-tests/fixtures/make_facades.py). */
class FacadeValuesTest {
  private record Case(String name, String expression, List<NDArray> inputs, NDArray output) {}

  @TestFactory
  Stream<DynamicTest> knownShapes() throws IOException {
    FacadeTable table = new FacadeTable();
    return cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.expression() + c.inputs(), () -> check(table, c)));
  }

  /** With a first dimension that is unknown when the graph is made; squeeze() must know it. */
  @TestFactory
  Stream<DynamicTest> unknownFirstDimension() throws IOException {
    FacadeTable table = new FacadeTable();
    return cases().stream()
        .filter(c -> !c.name().equals("squeeze"))
        .filter(c -> c.inputs().size() == 1 && c.inputs().get(0).shape().rank() > 1)
        .map(
            c ->
                DynamicTest.dynamicTest(c.expression() + c.inputs(), () -> checkUnknown(table, c)));
  }

  private static void check(FacadeTable table, Case c) {
    run(table, c, c.inputs().stream().map(NDArray::spec).toList());
  }

  private static void checkUnknown(FacadeTable table, Case c) {
    TensorSpec spec = c.inputs().get(0).spec();
    run(table, c, List.of(spec.withShape(spec.shape().withDim(0, Shape.UNKNOWN))));
  }

  private static void run(FacadeTable table, Case c, List<TensorSpec> specs) {
    List<Tensor> placeholders = new ArrayList<>();
    Map<Tensor, NDArray> feeds = new IdentityHashMap<>();
    for (int i = 0; i < specs.size(); i++) {
      placeholders.add(Placeholder.of("in_" + i, specs.get(i)));
      feeds.put(placeholders.get(i), c.inputs().get(i));
    }
    assertNotNull(table.get(c.name()), c.name());
    Tensor output = table.get(c.name()).apply(placeholders.toArray(Tensor[]::new));
    GraphVerifier.verify(GraphFunction.of(placeholders, List.of(output)));
    assertTrue(
        output.spec().isCompatible(c.output().spec()),
        () -> "spec " + output.spec() + ", Keras gives " + c.output().spec());
    NDArray actual = ReferenceInterpreter.standard().evaluate(List.of(output), feeds).get(0);
    assertEquals(c.output().spec(), actual.spec());
    for (int i = 0; i < actual.size(); i++) {
      double expected = c.output().getDouble(i);
      double tolerance = tolerance(actual.dtype()) * Math.max(1, Math.abs(expected));
      boolean same =
          Double.compare(expected + 0.0, actual.getDouble(i) + 0.0) == 0
              || Math.abs(expected - actual.getDouble(i)) <= tolerance;
      assertTrue(same, "element " + i + ": expected " + c.output() + ", got " + actual);
    }
  }

  /** Keras computes in the dtype itself, we in double: a few of its last bits. */
  private static double tolerance(DType dtype) {
    return switch (dtype) {
      case FLOAT16 -> 2e-3;
      case FLOAT32 -> 2e-6;
      case FLOAT64 -> 1e-12;
      default -> 0;
    };
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream in = FacadeValuesTest.class.getResourceAsStream("facades.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String name = null;
      String expression = null;
      List<NDArray> inputs = new ArrayList<>();
      for (String line : text.lines().toList()) {
        if (line.startsWith("case ")) {
          name = line.split(" ")[1];
          expression = line.substring(line.indexOf('#') + 2);
          inputs = new ArrayList<>();
        } else if (line.startsWith("in ")) {
          inputs.add(array(line));
        } else if (line.startsWith("out ")) {
          cases.add(new Case(name, expression, inputs, array(line)));
        }
      }
    }
    assertTrue(cases.size() > 300, "only " + cases.size() + " cases were read");
    return cases;
  }

  private static NDArray array(String line) {
    String[] words = line.split(" ");
    String dims = words[2].substring(1, words[2].length() - 1);
    Shape shape =
        dims.isEmpty()
            ? Shape.SCALAR
            : Shape.of(Stream.of(dims.split(",")).mapToInt(Integer::parseInt).toArray());
    NDArray.Builder array = NDArray.builder(DType.of(words[1]), shape);
    for (int i = 0; i < array.size(); i++) {
      String word = words[3 + i].replace("inf", "Infinity").replace("nan", "NaN");
      if (DType.of(words[1]).isFloating()) {
        array.set(i, Double.parseDouble(word));
      } else {
        array.set(i, Long.parseLong(word));
      }
    }
    return array.build();
  }
}
