package org.keras4j.autodiff;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.keras4j.autodiff.GradientCase.of;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BesselI;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.op.Concat;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.DynamicSlice;
import org.keras4j.op.DynamicUpdateSlice;
import org.keras4j.op.Gather;
import org.keras4j.op.GatherElements;
import org.keras4j.op.Mean;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Polygamma;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reshape;
import org.keras4j.op.Reverse;
import org.keras4j.op.ScatterElements;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.op.Select;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.op.Slice;
import org.keras4j.op.Sort;
import org.keras4j.op.TopK;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** The gradient of every differentiable primitive op, one line a case. */
class OpGradientsTest {
  private static final long SEED = Long.getLong("keras4j.test.seed", 20240607);

  private static final List<Integer> LAST = List.of(1);

  @TestFactory
  Stream<DynamicTest> directionalDerivatives() {
    List<GradientCase> cases = new ArrayList<>();
    unary(cases);
    binary(cases);
    shapes(cases);
    indices(cases);
    reductions(cases);
    return cases.stream()
        .map(c -> DynamicTest.dynamicTest(c.toString(), () -> c.check(SEED, true)));
  }

  /** So that a new constant cannot be forgotten above. */
  @Test
  void elementwiseOpsOutsideTheTableHaveNoGradient() {
    List<GradientCase> cases = new ArrayList<>();
    unary(cases);
    binary(cases);
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT64, 3));
    for (Op op : UnaryOp.values()) {
      assertCheckedOrConstant(cases, op, List.of(x));
    }
    for (Op op : BinaryOp.values()) {
      assertCheckedOrConstant(cases, op, List.of(x, x));
    }
  }

  private static void assertCheckedOrConstant(List<GradientCase> cases, Op op, List<Tensor> in) {
    boolean checked = cases.stream().anyMatch(c -> c.toString().startsWith(op + "["));
    if (checked || op == BinaryOp.NEXT_AFTER || !takesFloats(op, in)) {
      return;
    }
    Tensor y = op.call(in).get(0);
    if (y.dtype().isFloating()) {
      List<Tensor> gradient = Gradients.of(List.of(y), List.of(y), in, Gradients.Unconnected.NONE);
      assertNull(gradient.get(0), op + " has a gradient that no case checks");
    }
  }

  private static boolean takesFloats(Op op, List<Tensor> in) {
    try {
      return !op.infer(in.stream().map(Tensor::spec).toList()).isEmpty();
    } catch (ShapeException onlyIntegersOrBools) {
      return false;
    }
  }

  private static void unary(List<GradientCase> cases) {
    for (UnaryOp op :
        List.of(
            UnaryOp.ABS,
            UnaryOp.NEGATE,
            UnaryOp.SQUARE,
            UnaryOp.EXP,
            UnaryOp.EXPM1,
            UnaryOp.SIN,
            UnaryOp.COS,
            UnaryOp.ATAN,
            UnaryOp.SINH,
            UnaryOp.COSH,
            UnaryOp.ASINH,
            UnaryOp.TANH,
            UnaryOp.SIGMOID,
            UnaryOp.SOFTPLUS,
            UnaryOp.ERF,
            UnaryOp.ERFC,
            UnaryOp.RELU)) {
      cases.add(of(op).in(-2, 2, 3, 4));
    }
    for (UnaryOp op :
        List.of(
            UnaryOp.SQRT,
            UnaryOp.RSQRT,
            UnaryOp.RECIPROCAL,
            UnaryOp.LOG,
            UnaryOp.LOG1P,
            UnaryOp.LGAMMA)) {
      cases.add(of(op).in(0.3, 4, 3, 4));
    }
    for (UnaryOp op :
        List.of(UnaryOp.TAN, UnaryOp.ASIN, UnaryOp.ACOS, UnaryOp.ATANH, UnaryOp.ERFINV)) {
      cases.add(of(op).in(-0.9, 0.9, 3, 4));
    }
    cases.add(of(UnaryOp.ACOSH).in(1.1, 3, 3, 4));
    cases.add(of(UnaryOp.LGAMMA).in(-0.9, -0.1, 3, 4));
    cases.add(of(UnaryOp.DIGAMMA).in(-0.9, -0.1, 3, 4));
    cases.add(of(UnaryOp.DIGAMMA).in(0.3, 4, 3, 4));
    cases.add(of(new Polygamma(1)).in(0.5, 4, 3, 4));
    cases.add(of(new Polygamma(2)).in(-0.8, -0.2, 3, 4));
    cases.add(of(new BesselI(0)).in(-3, 3, 5));
    cases.add(of(new BesselI(1)).in(-3, 3, 5));
    cases.add(of("Cast", in -> new Cast(DType.FLOAT64).on(in.get(0))).in(-1, 1, 3));
  }

  private static void binary(List<GradientCase> cases) {
    for (BinaryOp op :
        List.of(
            BinaryOp.ADD,
            BinaryOp.SUBTRACT,
            BinaryOp.MULTIPLY,
            BinaryOp.MAXIMUM,
            BinaryOp.MINIMUM,
            BinaryOp.ATAN2)) {
      cases.add(of(op).in(-2, 2, 3, 4).in(-2, 2, 3, 4));
      cases.add(of(op).in(-2, 2, 3, 1, 2).in(-2, 2, 4, 1));
      cases.add(of(op).in(-2, 2).in(-2, 2, 1, 3));
    }
    for (BinaryOp op : List.of(BinaryOp.DIVIDE, BinaryOp.POWER, BinaryOp.MODULO)) {
      cases.add(of(op).in(0.5, 2, 3, 4).in(0.7, 2, 4));
    }
    Tensor rectified = Constant.of(NDArray.of(new double[] {0, 2, 0, 0.5}, 4));
    cases.add(
        of("RELU_GRADIENT", in -> BinaryOp.RELU_GRADIENT.on(in.get(0), rectified)).in(-1, 1, 3, 4));
    cases.add(
        of("NextAfter", in -> BinaryOp.NEXT_AFTER.on(in.get(0), Constant.scalar(DType.FLOAT64, 9)))
            .in(-1, 1, 3));
    Tensor condition = Constant.of(NDArray.of(new boolean[] {true, false, true}, 3, 1));
    cases.add(
        of("Select", in -> new Select().on(condition, in.get(0), in.get(1)))
            .in(-1, 1, 3, 4)
            .in(-1, 1, 4));
  }

  private static void shapes(List<GradientCase> cases) {
    cases.add(of(new Reshape(Shape.of(2, -1))).in(-1, 1, 4, 3));
    cases.add(of(new Transpose(List.of(2, 0, 1))).in(-1, 1, 2, 3, 4));
    cases.add(of(new BroadcastTo(Shape.of(2, 3, 4))).in(-1, 1, 3, 1));
    cases.add(of(new Concat(1)).in(-1, 1, 2, 3).in(-1, 1, 2, 1).in(-1, 1, 2, 2));
    cases.add(of(new Slice(List.of(1, 0), List.of(6, 3), List.of(2, 1))).in(-1, 1, 7, 4));
    cases.add(of(new Slice(List.of(2, 1), List.of(2, 3), List.of(1, 1))).in(-1, 1, 3, 4));
    cases.add(of(new Slice(List.of(0, 1), List.of(3, -1), List.of(3, 2))).in(-1, 1, 3, 6));
    Tensor starts = Constant.of(NDArray.of(new int[] {1, 9}, 2));
    cases.add(
        of("DynamicSlice", in -> new DynamicSlice(List.of(2, 2)).on(in.get(0), starts))
            .in(-1, 1, 4, 5));
    cases.add(
        of("DynamicUpdateSlice", in -> new DynamicUpdateSlice().on(in.get(0), in.get(1), starts))
            .in(-1, 1, 4, 5)
            .in(-1, 1, 2, 2));
    for (PadMode mode : PadMode.values()) {
      cases.add(of(new Pad(List.of(2, 0), List.of(1, 2), mode, 3)).in(-1, 1, 3, 4));
    }
    cases.add(of(new Reverse(List.of(0, 2))).in(-1, 1, 2, 3, 4));
    cases.add(of(new FillShape()).in(-1, 1, 3));
  }

  /** A composite whose derivative is that of its decomposition. */
  private record FillShape() implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      double size = in.get(0).shape().size();
      Tensor scale = Constant.scalar(DType.FLOAT64, size);
      return List.of(BinaryOp.MULTIPLY.on(in.get(0), scale));
    }
  }

  private static void indices(List<GradientCase> cases) {
    Tensor rows = Constant.of(NDArray.of(new int[] {2, 0, 2, 1}, 2, 2));
    cases.add(of("Gather 0", in -> new Gather(0).on(in.get(0), rows)).in(-1, 1, 3, 2));
    cases.add(of("Gather 1", in -> new Gather(1).on(in.get(0), rows)).in(-1, 1, 2, 3, 2));
    cases.add(
        of("GatherElements", in -> new GatherElements(1).on(in.get(0), rows)).in(-1, 1, 2, 3));
    Tensor tuples = Constant.of(NDArray.of(new int[] {0, 1, 2, 0, 0, 1, 1, 2}, 4, 2));
    Tensor single = Constant.of(NDArray.of(new int[] {2, 0, 2}, 3, 1));
    for (ScatterKind kind : ScatterKind.values()) {
      cases.add(
          of("ScatterNd tuples " + kind, in -> new ScatterNd(kind).on(in.get(0), tuples, in.get(1)))
              .in(-1, 1, 3, 4)
              .in(-1, 1, 4));
      cases.add(
          of("ScatterNd rows " + kind, in -> new ScatterNd(kind).on(in.get(0), single, in.get(1)))
              .in(-1, 1, 4, 2)
              .in(-1, 1, 3, 2));
      cases.add(
          of(
                  "ScatterElements " + kind,
                  in -> new ScatterElements(1, kind).on(in.get(0), rows, in.get(1)))
              .in(-1, 1, 2, 3)
              .in(-1, 1, 2, 2));
    }
    cases.add(of(new Sort(1, false)).in(-1, 1, 3, 4));
    cases.add(of(new Sort(0, true)).in(-1, 1, 3, 4));
    cases.add(of(new TopK(2)).in(-1, 1, 3, 5));
  }

  private static void reductions(List<GradientCase> cases) {
    for (ReduceKind kind :
        List.of(ReduceKind.SUM, ReduceKind.PROD, ReduceKind.MAX, ReduceKind.MIN)) {
      cases.add(of(new Reduce(kind, LAST, false)).in(-1, 1, 3, 4, 2));
      cases.add(of(new Reduce(kind, List.of(0, 2), true)).in(-1, 1, 3, 4, 2));
    }
    Tensor mask = Constant.of(NDArray.of(new double[] {1, 0, 1, 1, 0, 0, 1, 1, 1}, 3, 3));
    cases.add(
        of(
                "Prod with zeros",
                in ->
                    new Reduce(ReduceKind.PROD, LAST, false)
                        .on(BinaryOp.ADD.on(BinaryOp.MULTIPLY.on(mask, in.get(0)), in.get(1))))
            .in(-1, 1, 3, 3)
            .in(0, 0, 3, 3));
    for (CumulativeKind kind : CumulativeKind.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        cases.add(of(new Cumulative(kind, 1, false, reverse)).in(0.5, 2, 3, 4));
      }
    }
    cases.add(of(new Cumulative(CumulativeKind.SUM, 0, true, false)).in(-1, 1, 3, 4));
    cases.add(of(new Cumulative(CumulativeKind.SUM, 0, true, true)).in(-1, 1, 3, 4));
    cases.add(of(new Cumulative(CumulativeKind.PROD, 1, true, false)).in(0.5, 2, 3, 4));
    cases.add(of(new Mean(List.of(0, 2), false)).in(-1, 1, 2, 3, 4));
  }
}
