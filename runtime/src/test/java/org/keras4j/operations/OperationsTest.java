package org.keras4j.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

class OperationsTest {
  private static final int NONE = Shape.UNKNOWN;

  private static Tensor input(DType dtype, int... dims) {
    return Placeholder.of("x", TensorSpec.of(dtype, dims));
  }

  private static Object call(String className, Map<String, ?> config, Object... arguments) {
    return ReadContext.standard()
        .object(OperationLayer.class, Map.of("class_name", className, "config", config))
        .apply(CallArguments.of(arguments));
  }

  @Test
  void unknownBatchStaysUnknown() {
    Tensor x = input(DType.FLOAT32, NONE, 4, 6);
    Shape batch = Shape.of(NONE, 4, 6);
    assertEquals(batch, ((Tensor) call("Relu", Map.of(), x)).shape());
    assertEquals(batch, ((Tensor) call("Add", Map.of(), x, 1)).shape());
    assertEquals(
        Shape.of(NONE, 24), shape(call("Reshape", Map.of("newshape", List.of(-1, 24)), x)));
    assertEquals(Shape.of(NONE, 6), shape(call("Mean", Map.of("axis", List.of(1)), x)));
    assertEquals(
        Shape.of(NONE, 4, 6),
        shape(call("Concatenate", Map.of("axis", 0), List.of(x, input(DType.FLOAT32, 5, 4, 6)))));
    assertEquals(
        Shape.of(NONE, 4, 4), shape(call("Einsum", Map.of("subscripts", "bij,bkj->bik"), x, x)));
  }

  @Test
  void unknownDimensionMeetsAKnownOne() {
    Tensor x = input(DType.FLOAT32, NONE, 3);
    assertEquals(Shape.of(5, 3), shape(call("Add", Map.of(), x, input(DType.FLOAT32, 5, 3))));
  }

  @Test
  void sizeThatHoldsForLargeInputsOnlyIsUnknown() {
    Tensor x = input(DType.FLOAT32, NONE, 4);
    Map<String, Object> config = Map.of("offset", 0, "axis1", 0, "axis2", 1);
    assertEquals(Shape.of(NONE), shape(call("Diagonal", config, x)));
    Object head = List.of(new SliceIndex(null, 3L, null));
    assertEquals(Shape.of(NONE, 4), shape(call("GetItem", Map.of(), x, head)));
  }

  @Test
  void indexHasEveryFormOfPython() {
    Tensor x = input(DType.FLOAT32, 4, 5, 6);
    Object key = Arrays.asList(1L, SliceIndex.ELLIPSIS, null, new SliceIndex(0L, 9L, 2L));
    assertEquals(Shape.of(5, 1, 3), shape(call("GetItem", Map.of(), x, key)));
  }

  @Test
  void pythonNumbersAreWeak() {
    Tensor halves = input(DType.FLOAT16, 2);
    Tensor integers = input(DType.INT32, 2);
    assertEquals(DType.FLOAT16, dtype(call("Multiply", Map.of(), halves, 2.5)));
    assertEquals(DType.FLOAT16, dtype(call("Subtract", Map.of(), 1L, halves)));
    assertEquals(DType.INT32, dtype(call("Add", Map.of(), integers, 1L)));
    assertEquals(DType.FLOAT32, dtype(call("Add", Map.of(), integers, 1.5)));
    assertEquals(DType.FLOAT32, dtype(call("Add", Map.of(), integers, List.of(0.5, 1L))));
  }

  @Test
  void argumentsArePositionalOrByName() {
    Tensor x = input(DType.FLOAT32, 3);
    OperationLayer where =
        ReadContext.standard()
            .object(OperationLayer.class, Map.of("class_name", "Where", "config", Map.of()));
    Object byName =
        where.apply(
            new CallArguments(List.of(input(DType.BOOL, 2, 3)), Map.of("x1", x, "x2", 0.0)));
    assertEquals(Shape.of(2, 3), shape(byName));
  }

  @Test
  void wrongArgumentIsNamedWithItsValue() {
    Tensor x = input(DType.FLOAT32, 3, 4);
    KerasException error =
        assertThrows(KerasException.class, () -> call("Sum", Map.of("axis", "rows"), x));
    assertTrue(error.getMessage().contains("`axis`"), error.getMessage());
    assertTrue(error.getMessage().contains("rows"), error.getMessage());
  }

  private static Shape shape(Object result) {
    return ((Tensor) result).shape();
  }

  private static DType dtype(Object result) {
    return ((Tensor) result).dtype();
  }
}
