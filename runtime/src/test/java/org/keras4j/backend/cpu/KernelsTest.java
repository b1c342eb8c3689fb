package org.keras4j.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.fused.ElementwiseChain;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BitCast;
import org.keras4j.op.Cond;
import org.keras4j.op.Reshape;
import org.keras4j.op.Scan;
import org.keras4j.op.StopGradient;
import org.keras4j.op.WhileLoop;
import org.keras4j.plan.ExecutionPlan;
import org.keras4j.plan.PlanCompiler;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.Plans;
import org.keras4j.plan.Session;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Each kernel against the reference interpreter, with 1, 2 and 4 threads, which must agree exactly.
 */
class KernelsTest {
  private static final List<CpuBackend> BACKENDS =
      Stream.of(1, 2, 4).map(threads -> CpuBackend.of(new CpuOptions(threads))).toList();

  @AfterAll
  static void close() {
    BACKENDS.forEach(CpuBackend::close);
  }

  @ParameterizedTest
  @MethodSource("org.keras4j.backend.cpu.KernelCases#all")
  void agreesWithTheInterpreter(KernelCases.Case test) {
    List<NDArray> expected = ReferenceInterpreter.standard().call(test.op(), test.inputs());
    for (boolean weights : new boolean[] {false, true}) {
      List<NDArray> first = null;
      for (CpuBackend backend : BACKENDS) {
        List<NDArray> actual = run(test, backend, weights);
        for (int i = 0; i < expected.size(); i++) {
          String label = test + (weights ? " weights" : "");
          if (expected.get(i).dtype().isHalf()) {
            assertHalfClose(expected.get(i), actual.get(i), label);
          } else {
            Plans.assertClose(expected.get(i), actual.get(i), label);
          }
          if (first != null) {
            assertEquals(first.get(i), actual.get(i), "threads matter: " + label);
          }
        }
        first = actual;
      }
    }
  }

  /** These have tests of their own: passes, chains, control flow, aliases, adapters for any op. */
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(
          BitCast.class,
          Cond.class,
          ElementwiseChain.class,
          Op.class,
          Reshape.class,
          Scan.class,
          StopGradient.class,
          WhileLoop.class,
          WithEpilogue.class);

  @Test
  void everyKernelHasCases() {
    List<? extends Class<?>> missing =
        BACKENDS.get(0).kernels().entries().stream()
            .map(KernelEntry::opType)
            .filter(type -> !ELSEWHERE.contains(type))
            .filter(type -> KernelCases.all().noneMatch(test -> type.isInstance(test.op())))
            .toList();
    assertEquals(List.of(), missing);
  }

  /** Half results may differ by one unit where the wide results lie on two sides of a tie. */
  private static void assertHalfClose(NDArray expected, NDArray actual, String label) {
    double unit = expected.dtype() == DType.BFLOAT16 ? 0x1p-7 : 0x1p-10;
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.getDouble(i);
      assertEquals(e, actual.getDouble(i), unit * Math.max(Math.abs(e), 0x1p-10), label);
    }
  }

  private static List<NDArray> run(KernelCases.Case test, CpuBackend backend, boolean weights) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> placeholders = new ArrayList<>();
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < test.inputs().size(); i++) {
      NDArray value = test.inputs().get(i);
      if (weights && i > 0) {
        inputs.add(
            ReadVariable.of(new Variable("w" + i, "w" + i, value.spec(), true, () -> value)));
      } else {
        inputs.add(Placeholder.of("in_" + i, value.spec()));
        placeholders.add(inputs.get(i));
        values.add(value);
      }
    }
    GraphFunction function = GraphFunction.of(placeholders, test.op().call(inputs));
    PlanOptions options = PlanOptions.DEFAULT.withOptimize(false);
    ExecutionPlan plan = new PlanCompiler(backend, options).plan(function);
    boolean isEmpty = test.inputs().stream().anyMatch(in -> in.size() == 0);
    assertFalse(Plans.isInterpreted(plan) && !isEmpty, () -> "no kernel for " + test);
    try (Session session = plan.openSession()) {
      session.run(values);
      return session.run(values);
    }
  }
}
