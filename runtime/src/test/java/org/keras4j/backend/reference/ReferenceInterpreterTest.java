package org.keras4j.backend.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BitCast;
import org.keras4j.op.Cast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Concat;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.Gather;
import org.keras4j.op.NonZero;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reverse;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.op.Select;
import org.keras4j.op.Slice;
import org.keras4j.op.Sort;
import org.keras4j.op.UnaryOp;
import org.keras4j.op.Unique;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

class ReferenceInterpreterTest {
  private final ReferenceInterpreter interpreter = ReferenceInterpreter.standard();

  private NDArray run(Op op, NDArray... inputs) {
    return interpreter.call(op, List.of(inputs)).get(0);
  }

  private static NDArray of(DType dtype, double... values) {
    NDArray.Builder builder = NDArray.builder(dtype, Shape.of(values.length));
    for (int i = 0; i < values.length; i++) {
      builder.set(i, values[i]);
    }
    return builder.build();
  }

  @Test
  void runsFunctionsAndReturnsUpdatesWithoutAssigning() {
    Variable counter =
        new Variable(
            "n", "n", TensorSpec.of(DType.INT32), false, () -> NDArray.scalar(DType.INT32, 4));
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.INT32, Shape.UNKNOWN));
    Tensor next = BinaryOp.ADD.on(ReadVariable.of(counter), Constant.scalar(DType.INT32, 1));
    GraphFunction function =
        new GraphFunction(
            List.of(x),
            List.of(BinaryOp.MULTIPLY.on(x, ReadVariable.of(counter)), x),
            List.of(new GraphFunction.Update(counter, next)));
    ReferenceInterpreter.Result result = interpreter.run(function, List.of(of(DType.INT32, 1, 2)));
    assertEquals(of(DType.INT32, 4, 8), result.outputs().get(0));
    assertEquals(of(DType.INT32, 1, 2), result.outputs().get(1));
    assertEquals(NDArray.scalar(DType.INT32, 5), result.updates().get(counter));
    assertEquals(NDArray.scalar(DType.INT32, 4), counter.value());
    ShapeException error =
        assertThrows(
            ShapeException.class, () -> interpreter.run(function, List.of(of(DType.INT64, 1))));
    assertTrue(error.getMessage().contains("Input 0 must be int32(None,)"), error.getMessage());
  }

  @Test
  void stringsMoveAndCompare() {
    NDArray words = NDArray.of(new String[] {"pear", "fig", "apple"});
    NDArray more = NDArray.of(new String[] {"fig"});
    assertArrayEquals(
        new String[] {"pear", "fig", "apple", "fig"}, run(new Concat(0), words, more).strings());
    assertArrayEquals(
        new String[] {"apple", "pear"}, run(new Gather(0), words, of(DType.INT32, 2, 0)).strings());
    assertArrayEquals(
        new String[] {"fig", "apple"},
        run(new Slice(List.of(1), List.of(3), List.of(1)), words).strings());
    assertArrayEquals(
        new String[] {"apple", "fig", "pear"}, run(new Reverse(List.of(0)), words).strings());
    assertArrayEquals(
        new String[] {"apple", "fig", "pear"}, run(new Sort(0, false), words).strings());
    NDArray same = run(CompareOp.EQUAL, words, more);
    assertEquals(NDArray.of(new boolean[] {false, true, false}), same);
    NDArray none = NDArray.of(new String[] {"none"});
    assertArrayEquals(
        new String[] {"none", "fig", "none"}, run(new Select(), same, words, none).strings());
  }

  @Test
  void integersWrapToTheirWidth() {
    assertEquals(of(DType.INT8, -126), run(BinaryOp.ADD, of(DType.INT8, 127), of(DType.INT8, 3)));
    assertEquals(of(DType.UINT8, 2), run(BinaryOp.ADD, of(DType.UINT8, 255), of(DType.UINT8, 3)));
    assertEquals(
        of(DType.UINT32, 4294967295.0),
        run(BinaryOp.SUBTRACT, of(DType.UINT32, 0), of(DType.UINT32, 1)));
    assertEquals(
        of(DType.UINT8, 200), run(BinaryOp.MAXIMUM, of(DType.UINT8, 200), of(DType.UINT8, 3)));
    assertEquals(
        of(DType.INT32, -4, 3, 0),
        run(BinaryOp.FLOOR_DIVIDE, of(DType.INT32, -7, 7, 7), of(DType.INT32, 2, 2, 0)));
    assertEquals(
        of(DType.INT32, 1, -1),
        run(BinaryOp.MODULO, of(DType.INT32, -7, 7), of(DType.INT32, 2, -2)));
    assertEquals(of(DType.INT8, 0), run(BinaryOp.SHIFT_LEFT, of(DType.INT8, 1), of(DType.INT8, 8)));
  }

  @Test
  void longsKeepAllTheirBits() {
    NDArray large = NDArray.of(new long[] {(1L << 53) + 1, 1}, 2);
    assertEquals(
        NDArray.of(new long[] {(1L << 53) + 2}, 1).reshape(Shape.SCALAR),
        run(new Reduce(ReduceKind.SUM, List.of(0), false), large));
    assertEquals((1L << 53) + 1, run(UnaryOp.ABS, large).getLong(0));
  }

  /** 2048 + 1 + 1 is 2050 in float16, but 2048 if every step is rounded. */
  @Test
  void halfFloatsAreRoundedOnce() {
    assertEquals(
        2050.0,
        run(new Reduce(ReduceKind.SUM, List.of(0), false), of(DType.FLOAT16, 2048, 1, 1))
            .getDouble(0));
    assertEquals(
        of(DType.BFLOAT16, 256, 256, 258),
        run(new Cumulative(CumulativeKind.SUM, 0, false, false), of(DType.BFLOAT16, 256, 1, 1)));
  }

  @Test
  void casts() {
    assertEquals(of(DType.INT32, -1, 2), run(new Cast(DType.INT32), of(DType.FLOAT32, -1.9, 2.9)));
    assertEquals(of(DType.UINT8, 1), run(new Cast(DType.UINT8), of(DType.INT32, 257)));
    assertEquals(
        NDArray.of(new boolean[] {true, false}),
        run(new Cast(DType.BOOL), of(DType.FLOAT32, 0.5, 0)));
    assertEquals(of(DType.INT32, 0x3f800000), run(new BitCast(DType.INT32), of(DType.FLOAT32, 1)));
  }

  @Test
  void dataDependentShapes() {
    List<NDArray> found =
        interpreter.call(new NonZero(), List.of(of(DType.FLOAT32, 0, 2, 0, -1).reshape(2, 2)));
    assertEquals(NDArray.of(new long[] {0, 1}, 2), found.get(0));
    assertEquals(NDArray.of(new long[] {1, 1}, 2), found.get(1));
    List<NDArray> unique = interpreter.call(new Unique(), List.of(of(DType.INT32, 5, 2, 5, 9)));
    assertEquals(of(DType.INT32, 2, 5, 9), unique.get(0));
    assertEquals(of(DType.INT32, 1, 0, 3), unique.get(1));
    assertEquals(of(DType.INT32, 1, 0, 1, 2), unique.get(2));
    assertEquals(of(DType.INT32, 1, 2, 1), unique.get(3));
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, Shape.UNKNOWN));
    Tensor positions = new NonZero().call(List.of(x)).get(0);
    GraphFunction kept = GraphFunction.of(List.of(x), List.of(new Gather(0).on(x, positions)));
    assertEquals(
        of(DType.FLOAT32, 3, 4),
        interpreter.run(kept, List.of(of(DType.FLOAT32, 0, 3, 4, 0))).outputs().get(0));
  }

  @Test
  void laterUpdatesWinAndOthersCombine() {
    NDArray zeros = of(DType.INT32, 1, 1, 1);
    NDArray places = of(DType.INT32, 2, 0, 2).reshape(3, 1);
    NDArray values = of(DType.INT32, 5, 6, 3);
    assertEquals(
        of(DType.INT32, 6, 1, 3), run(new ScatterNd(ScatterKind.UPDATE), zeros, places, values));
    assertEquals(
        of(DType.INT32, 7, 1, 9), run(new ScatterNd(ScatterKind.ADD), zeros, places, values));
    assertEquals(
        of(DType.INT32, 6, 1, 15), run(new ScatterNd(ScatterKind.MULTIPLY), zeros, places, values));
    assertEquals(
        of(DType.INT32, 6, 1, 5), run(new ScatterNd(ScatterKind.MAX), zeros, places, values));
  }

  @Test
  void errorsSayWhatWasFound() {
    KerasException outside =
        assertThrows(
            KerasException.class,
            () -> run(new Gather(0), of(DType.FLOAT32, 1, 2), of(DType.INT32, 0, 2)));
    assertTrue(
        outside.getMessage().contains("Index 2 (element 1) is out of bounds"),
        outside.getMessage());
    KerasException empty =
        assertThrows(
            KerasException.class,
            () -> run(new Reduce(ReduceKind.MAX, List.of(0), false), of(DType.FLOAT32)));
    assertTrue(empty.getMessage().contains("MAX of an empty axis"), empty.getMessage());
    Tensor unfed = Placeholder.of("pixels", TensorSpec.of(DType.FLOAT32, 2));
    KerasException missing =
        assertThrows(KerasException.class, () -> interpreter.evaluate(UnaryOp.EXP.on(unfed)));
    assertTrue(missing.getMessage().contains("input 'pixels'"), missing.getMessage());
  }

  /** An op that the catalogue does not know. */
  private record Twice() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
      return inputs;
    }
  }

  @Test
  void usersAddKernels() {
    NDArray x = of(DType.FLOAT32, 1, 2);
    KerasException error = assertThrows(KerasException.class, () -> run(new Twice(), x));
    assertTrue(error.getMessage().contains("no reference kernel for op Twice"), error.getMessage());
    ReferenceKernels kernels =
        ReferenceKernels.standard()
            .with(
                Twice.class,
                (op, in, self) -> self.call(BinaryOp.ADD, List.of(in.get(0), in.get(0))));
    assertEquals(
        of(DType.FLOAT32, 2, 4),
        new ReferenceInterpreter(kernels).call(new Twice(), List.of(x)).get(0));
  }
}
