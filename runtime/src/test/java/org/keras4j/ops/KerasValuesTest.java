package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Compares with what real Keras printed (keras-values.txt, made by keras_values.py beside it).
 * Inputs are sines, made here and there by the same formula.
 */
abstract class KerasValuesTest {
  static final DataFormat LAST = DataFormat.CHANNELS_LAST;
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-4;

  private final Map<String, double[]> expected = read();

  private static Map<String, double[]> read() {
    Map<String, double[]> values = new HashMap<>();
    try (InputStream in = KerasValuesTest.class.getResourceAsStream("keras-values.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.startsWith("#")).toList()) {
        String[] parts = line.split(": *", 2);
        String[] numbers = parts[1].split(" ");
        values.put(parts[0], Arrays.stream(numbers).mapToDouble(KerasValuesTest::number).toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  /** {@code factor * sin(1.3 i + seed)}, float32. */
  static NDArray values(double factor, int seed, int... dims) {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT32, Shape.of(dims));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, factor * (float) Math.sin(1.3 * i + seed));
    }
    return builder.build();
  }

  static Tensor x(int seed, int... dims) {
    return Constant.of(values(1, seed, dims));
  }

  static Tensor abs(int seed, int... dims) {
    NDArray signed = values(1, seed, dims);
    float[] array = signed.toFloatArray();
    for (int i = 0; i < array.length; i++) {
      array[i] = Math.abs(array[i]);
    }
    return Constant.of(NDArray.wrap(DType.FLOAT32, signed.shape(), array));
  }

  void same(String name, Tensor... results) {
    same(name, List.of(results));
  }

  /** Compares the elements of all results, one after the other. */
  void same(String name, List<Tensor> results) {
    double[] wanted = expected.get(name);
    assertNotNull(wanted, "no expected value for " + name);
    List<Double> got = new ArrayList<>();
    for (Tensor result : results) {
      NDArray value = ReferenceInterpreter.standard().evaluate(result);
      Arrays.stream(value.toDoubleArray()).forEach(got::add);
    }
    assertEquals(wanted.length, got.size(), "number of elements of " + name + ": " + results);
    for (int i = 0; i < wanted.length; i++) {
      double tolerance = ABSOLUTE + RELATIVE * Math.abs(wanted[i]);
      assertEquals(wanted[i], got.get(i), tolerance, name + " element " + i);
    }
  }
}
