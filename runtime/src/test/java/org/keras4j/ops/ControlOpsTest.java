package org.keras4j.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.op.GradientCheck.check;
import static org.keras4j.op.GradientCheck.checkOne;
import static org.keras4j.op.GradientCheck.random;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.autodiff.Gradients;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

class ControlOpsTest {
  private static void equal(Tensor tensor, double... expected) {
    NDArray value = ReferenceInterpreter.standard().evaluate(tensor);
    assertArrayEquals(expected, value.toDoubleArray(), 1e-6);
  }

  private static Tensor vector(double... values) {
    return Constant.of(NDArray.of(values, values.length));
  }

  private static Tensor scalar(double value) {
    return Constant.scalar(DType.FLOAT64, value);
  }

  @Test
  void condTakesOneBranch() {
    Tensor x = vector(1, 2);
    equal(ControlOps.cond(scalar(1), () -> Arith.mul(x, 3), () -> Arith.neg(x)), 3, 6);
    equal(ControlOps.cond(scalar(0), () -> Arith.mul(x, 3), () -> Arith.neg(x)), -1, -2);
  }

  @Test
  void condIsDifferentiable() {
    for (int seed = 1; seed <= 4; seed++) {
      check(
          in -> {
            Tensor total = Arith.reduce(ReduceKind.SUM, in.get(0), false, 0);
            return ControlOps.condAll(
                Arith.compare(CompareOp.GREATER, total, 0),
                x -> List.of(Arith.mul(x.get(0), in.get(1)), in.get(1)),
                x -> List.of(UnaryOp.EXP.on(x.get(0)), Arith.neg(in.get(1))),
                List.of(in.get(0)));
          },
          random(seed, 3),
          random(9, 3));
    }
  }

  @Test
  void switchClipsItsIndex() {
    for (int index = -1; index <= 3; index++) {
      Tensor result =
          ControlOps.switchCase(
                  Constant.scalar(DType.INT32, index),
                  List.of(
                      x -> List.of(x.get(0)),
                      x -> List.of(Arith.mul(x.get(0), 10)),
                      x -> List.of(Arith.neg(x.get(0)))),
                  List.of(scalar(7)))
              .get(0);
      equal(result, index <= 0 ? 7 : index == 1 ? 70 : -7);
    }
  }

  @Test
  void whileLoopRunsWhileItHolds() {
    List<Tensor> loop =
        ControlOps.whileLoop(
            x -> Arith.compare(CompareOp.LESS, x.get(0), 100),
            x -> List.of(Arith.mul(x.get(0), 2), Arith.add(x.get(1), 1)),
            List.of(scalar(3), scalar(0)),
            null);
    equal(loop.get(0), 192);
    equal(loop.get(1), 6);
    Tensor limited =
        ControlOps.whileLoop(
                x -> Arith.compare(CompareOp.LESS, x.get(0), 100),
                x -> List.of(Arith.mul(x.get(0), 2)),
                List.of(scalar(3)),
                2)
            .get(0);
    equal(limited, 12);
  }

  @Test
  void whileLoopSaysThatItHasNoGradient() {
    Tensor start = Arith.mul(scalar(3), 1.5);
    Tensor end =
        ControlOps.whileLoop(
                x -> Arith.compare(CompareOp.LESS, x.get(0), 100),
                x -> List.of(Arith.mul(x.get(0), 2)),
                List.of(start),
                null)
            .get(0);
    GradientException e =
        assertThrows(GradientException.class, () -> Gradients.of(end, List.of(start)));
    assertTrue(e.getMessage().contains("Use scan or fori_loop"), e.getMessage());
  }

  /** Two carries, two sequences, two outputs and a captured tensor. */
  private static List<Tensor> scan(List<Tensor> in, boolean reverse) {
    ControlOps.Step result =
        ControlOps.scan(
            (carry, x) -> {
              Tensor next =
                  UnaryOp.TANH.on(Arith.add(Arith.mul(carry.get(0), in.get(4)), x.get(0)));
              Tensor sum = Arith.add(carry.get(1), Arith.mul(next, x.get(1)));
              return new ControlOps.Step(List.of(next, sum), List.of(Arith.mul(sum, next), next));
            },
            in.subList(0, 2),
            in.subList(2, 4),
            null,
            reverse);
    return List.of(
        result.carry().get(0),
        result.carry().get(1),
        result.outputs().get(0),
        result.outputs().get(1));
  }

  @Test
  void scanIsDifferentiableTwice() {
    NDArray[] inputs = {random(1, 2), random(2, 2), random(3, 4, 2), random(4, 4, 2), random(5, 2)};
    for (boolean reverse : new boolean[] {false, true}) {
      check(in -> scan(in, reverse), inputs);
      check(in -> Gradients.of(Arith.sum(scan(in, reverse).get(2), false, 0, 1), in), inputs);
    }
  }

  @Test
  void scanStacksAtTheSlicesPlace() {
    Tensor xs = vector(1, 2, 3);
    ControlOps.Step back =
        ControlOps.scan(
            (carry, x) -> {
              Tensor sum = Arith.add(carry.get(0), x.get(0));
              return new ControlOps.Step(List.of(sum), List.of(sum));
            },
            List.of(scalar(0)),
            List.of(xs),
            null,
            true);
    equal(back.carry().get(0), 6);
    equal(back.outputs().get(0), 6, 5, 3);
  }

  @Test
  void mapAndForiLoop() {
    Tensor factor = scalar(10);
    equal(ControlOps.map(x -> Arith.mul(x, factor), vector(1, 2, 3)), 10, 20, 30);
    checkOne(
        in ->
            ControlOps.foriLoop(
                    2,
                    5,
                    (i, x) ->
                        List.of(
                            Arith.mul(
                                x.get(0), Arith.add(Arith.cast(i, DType.FLOAT64), in.get(1)))),
                    List.of(in.get(0)))
                .get(0),
        random(1, 2),
        random(2, 2));
  }

  @Test
  void associativeScanGivesAllPrefixes() {
    for (int count = 1; count <= 9; count++) {
      double[] values = new double[count];
      double[] sums = new double[count];
      double[] reversed = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = i + 1;
        sums[i] = (i + 1) * (i + 2) / 2.0;
        reversed[i] = count * (count + 1) / 2.0 - i * (i + 1) / 2.0;
      }
      List<Tensor> in = List.of(vector(values));
      equal(ControlOps.associativeScan((a, b) -> add(a, b), in, false, 0).get(0), sums);
      equal(ControlOps.associativeScan((a, b) -> add(a, b), in, true, 0).get(0), reversed);
    }
  }

  private static List<Tensor> add(List<Tensor> a, List<Tensor> b) {
    return List.of(Arith.add(a.get(0), b.get(0)));
  }
}
