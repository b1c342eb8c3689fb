package org.keras4j.autodiff;

import static org.keras4j.autodiff.GradientCase.of;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.GetItem;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.MatrixOps;
import org.keras4j.ops.NanOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.SortOps;
import org.keras4j.ops.StatisticsOps;
import org.keras4j.ops.StatisticsOps.Method;
import org.keras4j.ops.TrigOps;
import org.keras4j.tensor.NDArray;

/**
 * Gradients of functions made of several ops, over known shapes and over shapes that are known only
 * when the graph runs.
 */
class FacadeGradientsTest {
  private static final long SEED = Long.getLong("keras4j.test.seed", 20240607);
  private static final List<Integer> ONE = List.of(1);

  @TestFactory
  Stream<DynamicTest> knownShapes() {
    return cases().map(c -> DynamicTest.dynamicTest(c.toString(), () -> c.check(SEED, true)));
  }

  @TestFactory
  Stream<DynamicTest> unknownShapes() {
    return cases().map(c -> DynamicTest.dynamicTest(c.toString(), () -> c.check(SEED, false)));
  }

  private static Stream<GradientCase> cases() {
    Tensor indices = Constant.of(NDArray.of(new int[] {-1, 0, 2, 0}, 2, 2));
    Tensor ids = Constant.of(NDArray.of(new int[] {0, 2, -1}, 3));
    Tensor full = Constant.of(NDArray.of(new int[] {0, 1, 0}, 3));
    List<GradientCase> cases = new ArrayList<>();
    cases.add(of("mean", in -> ReduceOps.mean(in.get(0), 1)).in(-1, 1, 3, 4));
    cases.add(of("var", in -> ReduceOps.var(in.get(0), List.of(0), true)).in(-1, 1, 3, 4));
    cases.add(of("std", in -> ReduceOps.std(in.get(0))).in(-1, 1, 3, 4));
    cases.add(of("logsumexp", in -> ReduceOps.logsumexp(in.get(0), ONE, false)).in(-5, 5, 3, 4));
    cases.add(of("nanmean", in -> NanOps.nanmean(in.get(0), ONE, false)).in(-1, 1, 3, 4));
    cases.add(of("nanvar", in -> NanOps.nanvar(in.get(0), ONE, false)).in(-1, 1, 3, 4));
    cases.add(of("clip", in -> MathOps.clip(in.get(0), -0.5, 0.5)).in(-1, 1, 3, 4));
    cases.add(of("cbrt", in -> MathOps.cbrt(in.get(0))).in(0.2, 2, 4));
    cases.add(of("exp2", in -> MathOps.exp2(in.get(0))).in(-1, 1, 4));
    cases.add(of("sinc", in -> TrigOps.sinc(in.get(0))).in(-2, 2, 5));
    cases.add(of("hypot", in -> TrigOps.hypot(in.get(0), in.get(1))).in(-2, 2, 3, 4).in(-2, 2, 4));
    cases.add(
        of("logaddexp", in -> TrigOps.logaddexp(in.get(0), in.get(1))).in(-2, 2, 4).in(-2, 2, 4));
    cases.add(
        of("divideNoNan", in -> MathOps.divideNoNan(in.get(0), in.get(1)))
            .in(-2, 2, 3)
            .in(0.5, 2, 3));
    cases.add(
        of("where", in -> LogicOps.where(LogicOps.less(in.get(0), 0), in.get(0), in.get(1)))
            .in(-2, 2, 3, 4)
            .in(-2, 2, 4));
    cases.add(of("tile", in -> ShapeOps.tile(in.get(0), 2, 3)).in(-1, 1, 2, 3));
    cases.add(of("repeat", in -> ShapeOps.repeat(in.get(0), 2, 0)).in(-1, 1, 2, 3));
    cases.add(of("roll", in -> ShapeOps.roll(in.get(0), 2)).in(-1, 1, 2, 3));
    cases.add(of("rot90", in -> ShapeOps.rot90(in.get(0), 1, 0, 1)).in(-1, 1, 2, 3));
    cases.add(of("expandDims", in -> ShapeOps.expandDims(in.get(0), 0, 2)).in(-1, 1, 2, 3));
    cases.add(of("stack", in -> JoinOps.stack(in, 1)).in(-1, 1, 2, 3).in(-1, 1, 2, 3));
    cases.add(of("split", in -> JoinOps.split(in.get(0), List.of(1), 1).get(1)).in(-1, 1, 2, 3));
    cases.add(
        of(
                "getItem",
                in ->
                    IndexOps.getItem(
                        in.get(0),
                        new GetItem.Range(null, null, -2),
                        new GetItem.NewAxis(),
                        new GetItem.At(-1)))
            .in(-1, 1, 5, 3));
    cases.add(of("take", in -> IndexOps.take(in.get(0), indices, 0)).in(-1, 1, 3, 2));
    cases.add(
        of("takeAlongAxis", in -> IndexOps.takeAlongAxis(in.get(0), indices, 1)).in(-1, 1, 2, 3));
    cases.add(of("segmentSum", in -> IndexOps.segmentSum(in.get(0), ids, 3)).in(-1, 1, 3, 2));
    cases.add(of("segmentMax", in -> IndexOps.segmentMax(in.get(0), full, 2)).in(-1, 1, 3, 2));
    cases.add(of("sort", in -> SortOps.sort(in.get(0), -1)).in(-1, 1, 3, 4));
    cases.add(of("topK", in -> SortOps.topK(in.get(0), 2).values()).in(-1, 1, 3, 4));
    cases.add(of("tril", in -> MatrixOps.tril(in.get(0), 0)).in(-1, 1, 3, 4));
    cases.add(of("diag", in -> MatrixOps.diag(in.get(0), 1)).in(-1, 1, 3));
    cases.add(of("diagonal", in -> MatrixOps.diagonal(in.get(0), 1, 0, 1)).in(-1, 1, 3, 4));
    cases.add(of("kron", in -> MatrixOps.kron(in.get(0), in.get(1))).in(-1, 1, 2).in(-1, 1, 3, 2));
    cases.add(
        of("quantile", in -> StatisticsOps.quantile(in.get(0), 0.3, ONE, Method.LINEAR, false))
            .in(-1, 1, 3, 5));
    cases.add(
        of("correlate", in -> StatisticsOps.correlate(in.get(0), in.get(1), "full"))
            .in(-1, 1, 5)
            .in(-1, 1, 3));
    cases.add(
        of("trapezoid", in -> StatisticsOps.trapezoid(in.get(0), null, 0.5, 0)).in(-1, 1, 4, 2));
    cases.add(of("corrcoef", in -> StatisticsOps.corrcoef(in.get(0))).in(-1, 1, 3, 5));
    cases.add(
        of("linspace", in -> CreationOps.linspace(in.get(0), in.get(1), 4, true, null))
            .in(-1, 1, 2)
            .in(2, 3, 2));
    return cases.stream();
  }
}
