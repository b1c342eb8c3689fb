package org.keras4j.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Shape rules: what fits, with unknown dimensions (-1), and what the messages say if not. */
class InferTest {
  private static TensorSpec f(int... dims) {
    return TensorSpec.of(DType.FLOAT32, dims);
  }

  private static TensorSpec i(int... dims) {
    return TensorSpec.of(DType.INT32, dims);
  }

  private static Arguments ok(Op op, TensorSpec result, TensorSpec... in) {
    return Arguments.of(op, List.of(in), result);
  }

  static Stream<Arguments> fitting() {
    return Stream.of(
        ok(BinaryOp.ADD, f(-1, 4), f(-1, 4), f(4)),
        ok(BinaryOp.ADD, f(3, -1), f(3, 1), f(-1)),
        ok(UnaryOp.IS_NAN, TensorSpec.of(DType.BOOL, 2), f(2)),
        ok(new Reshape(Shape.of(-1, 6)), f(-1, 6), f(-1, 2, 3)),
        ok(new Reshape(Shape.of(-1, 6)), f(4, 6), f(4, 2, 3)),
        ok(new Reshape(Shape.of(0, -1)), f(0, 0), f(0, 3)),
        ok(new Transpose(List.of(2, 0, 1)), f(4, -1, 3), f(-1, 3, 4)),
        ok(new BroadcastTo(Shape.of(5, -1, 3)), f(5, -1, 3), f(-1, 1)),
        ok(new Concat(0), f(-1, 3), f(-1, 3), f(2, 3)),
        ok(new Concat(1), f(2, 5), f(-1, 3), f(2, 2)),
        ok(new Slice(List.of(1, 0), List.of(-1, 5), List.of(1, 2)), f(-1, 3), f(-1, 6)),
        ok(new DynamicSlice(List.of(2, 2)), f(2, 2), f(-1, 4), i(2)),
        ok(new DynamicUpdateSlice(), f(-1, 4), f(-1, 4), f(2, 2), i(2)),
        ok(new Pad(List.of(1, 0), List.of(2, 1), PadMode.CONSTANT, 0), f(-1, 5), f(-1, 4)),
        ok(new Gather(1), f(2, 5, -1, 3), f(2, 9, 3), i(5, -1)),
        ok(new GatherElements(1), f(2, 5), f(-1, 3), i(2, 5)),
        ok(new ScatterNd(ScatterKind.ADD), f(4, 3), f(4, 3), i(-1, 1), f(-1, 3)),
        ok(new Reduce(ReduceKind.SUM, List.of(0, 2), false), f(3), f(-1, 3, 4)),
        ok(new Reduce(ReduceKind.SUM, List.of(1), true), f(-1, 1), f(-1, 3)),
        ok(new ArgReduce(ArgKind.MAX, 1, false), i(-1), f(-1, 3)),
        ok(new Mean(List.of(0), false), f(3), f(-1, 3)),
        ok(new Tile(List.of(2, 3)), f(-1, 6), f(-1, 2)),
        ok(new Repeat(2, 1), f(-1, 4), f(-1, 2)),
        ok(new ExpandDims(List.of(1)), f(-1, 1, -1), f(-1, -1)),
        ok(new Squeeze(List.of(1)), f(-1, -1), f(-1, 1, -1)),
        ok(
            new GetItem(List.of(new GetItem.Range(null, 5, null), new GetItem.At(0))),
            f(-1),
            f(-1, 3)),
        ok(new BitCast(DType.UINT8), TensorSpec.of(DType.UINT8, -1, 12), f(-1, 3)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("fitting")
  void infers(Op op, List<TensorSpec> in, TensorSpec result) {
    assertEquals(List.of(result), op.infer(in));
  }

  private static Arguments bad(Op op, String message, TensorSpec... in) {
    return Arguments.of(op, List.of(in), message);
  }

  static Stream<Arguments> unfitting() {
    return Stream.of(
        bad(BinaryOp.ADD, "(2, 3) and (2,) cannot be broadcast", f(2, 3), f(2)),
        bad(BinaryOp.ADD, "one dtype", f(2), i(2)),
        bad(BinaryOp.DIVIDE, "DIVIDE expects", i(2), i(2)),
        bad(UnaryOp.SQRT, "SQRT expects", i(2)),
        bad(UnaryOp.LOGICAL_NOT, "LOGICAL_NOT expects", f(2)),
        bad(new Select(), "bool condition", f(2), f(2), f(2)),
        bad(new Reshape(Shape.of(4, 2)), "total size", f(3, 2)),
        bad(new Reshape(Shape.of(-1, 4)), "total size", f(3, 2)),
        bad(new Reshape(Shape.of(-1, -1)), "Only one dimension", f(3, 2)),
        bad(new Transpose(List.of(0, 0)), "permutation", f(3, 2)),
        bad(new BroadcastTo(Shape.of(3, 4)), "(3, 4)", f(2, 4)),
        bad(new Concat(0), "equal shapes except along axis 0", f(2, 3), f(2, 4)),
        bad(new Slice(List.of(0), List.of(5), List.of(1)), "bounds inside (4,)", f(4)),
        bad(new DynamicSlice(List.of(5)), "sizes that fit", f(4), i(1)),
        bad(new Pad(List.of(-1), List.of(0), PadMode.EDGE, 0), "widths", f(4)),
        bad(new Gather(1), "axis in range", f(4), i(2)),
        bad(new Gather(0), "integer indices", f(4), f(2)),
        bad(new GatherElements(0), "indices like", f(4, 3), i(2, 2)),
        bad(new ScatterNd(ScatterKind.ADD), "updates of shape", f(4, 3), i(2, 1), f(2, 2)),
        bad(new Reduce(ReduceKind.SUM, List.of(2), false), "axes in range", f(4, 3)),
        bad(new Reduce(ReduceKind.SUM, List.of(1, 1), false), "repetition", f(4, 3)),
        bad(new Reduce(ReduceKind.ANY, List.of(0), false), "bool", f(4, 3)),
        bad(new ArgReduce(ArgKind.MAX, 0, false), "at least one element", f(0)),
        bad(new TopK(5), "last axis", f(4)),
        bad(new Squeeze(List.of(0)), "size 1", f(4)),
        bad(new BitCast(DType.FLOAT64), "Cannot view", f(3)),
        bad(new RandomUniform(f(2)), "uint32(2,)", i(2)),
        bad(new Cast(DType.FLOAT32), "numbers", TensorSpec.of(DType.STRING, 2)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unfitting")
  void refuses(Op op, List<TensorSpec> in, String message) {
    ShapeException error = assertThrows(ShapeException.class, () -> op.infer(in));
    assertTrue(error.getMessage().contains(message), error.getMessage());
  }
}
