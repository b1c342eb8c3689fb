package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.backend.cpu.CpuBackend;
import org.keras4j.backend.cpu.CpuOptions;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.LayerNorm;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.MatMul;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reshape;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.Softmax;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

class SessionTest {
  private final Random random = new Random(3);

  private NDArray array(int... dims) {
    NDArray.Builder builder = NDArray.builder(DType.FLOAT32, Shape.of(dims));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, random.nextDouble() - 0.5);
    }
    return builder.build();
  }

  private Variable variable(String name, int... dims) {
    NDArray value = array(dims);
    return new Variable(name, name, value.spec(), true, () -> value);
  }

  private Tensor weight(String name, int... dims) {
    return ReadVariable.of(variable(name, dims));
  }

  /** A small model with a node of almost every kind. */
  private GraphFunction model(int batch) {
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, batch, 16, 16, 3));
    Tensor conv = new Conv(ConvSpec.valid(2)).on(x, weight("k", 3, 3, 3, 8));
    Tensor act = UnaryOp.RELU.on(BinaryOp.ADD.on(conv, weight("b", 8)));
    List<Integer> two = List.of(2, 2);
    List<Integer> none = List.of(0, 0);
    Tensor pooled = new Pool(PoolKind.MAX, new PoolSpec(two, two, none, none)).on(act);
    Tensor sequence = new Reshape(Shape.of(batch, 49, 8)).on(pooled);
    Tensor normal =
        new LayerNorm(List.of(2), 1e-3, true, true).on(sequence, weight("g", 8), weight("o", 8));
    Tensor gates = MatMul.PLAIN.on(normal, weight("w", 8, 40));
    Tensor zero = new Reduce(ReduceKind.SUM, List.of(1), false).on(weight("z", batch, 3, 10));
    Tensor h =
        new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, SequenceOptions.ALL_STEPS)
            .call(List.of(gates, zero, zero, weight("r", 10, 40)))
            .get(0);
    Tensor turned = new Transpose(List.of(0, 2, 1)).on(h);
    Tensor mean =
        new Reduce(ReduceKind.SUM, List.of(2), false).on(BinaryOp.MULTIPLY.on(turned, turned));
    Tensor swish = BinaryOp.MULTIPLY.on(mean, UnaryOp.SIGMOID.on(UnaryOp.NEGATE.on(mean)));
    return GraphFunction.of(
        List.of(x), List.of(new Softmax(1).on(MatMul.PLAIN.on(swish, weight("d", 10, 4))), swish));
  }

  private static long allocated(Runnable action, int repetitions) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < repetitions; i++) {
      action.run();
    }
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }

  @Test
  void steadyRunsAllocateNothing() {
    for (int threads : new int[] {1, 2}) {
      try (CpuBackend backend = CpuBackend.of(new CpuOptions(threads))) {
        SessionPool pool = SessionPool.of(PlanCompiler.of(backend).plan(model(2)));
        List<NDArray> inputs = List.of(array(2, 16, 16, 3));
        List<NDArray> outputs = pool.run(inputs);
        Runnable run = () -> pool.run(inputs, outputs);
        // Vectors are objects until the compiler has removed them, which takes some thousand runs.
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 60 && bytes > 1000; round++) {
          allocated(run, 500);
          bytes = allocated(run, 100);
        }
        // Measuring itself allocates a little, but not for each run.
        assertTrue(bytes <= 1000, bytes + " bytes in 100 runs with " + threads + " threads");
      }
    }
  }

  @Test
  void sameBitsForAnyNumberOfThreads() {
    NDArray input = array(8, 16, 16, 3);
    GraphFunction function = model(8);
    List<NDArray> expected = null;
    for (int threads : new int[] {1, 2, 4}) {
      try (CpuBackend backend = CpuBackend.of(new CpuOptions(threads))) {
        List<NDArray> actual = Executable.of(function, backend).run(input);
        if (expected == null) {
          expected = actual;
          NDArray reference =
              ReferenceInterpreter.standard().run(function, List.of(input)).outputs().get(0);
          Comparison.assertClose(reference, actual.get(0), "reference");
        }
        assertEquals(expected, actual, threads + " threads");
      }
    }
  }

  @Test
  void manyThreadsShareOnePlan() throws Exception {
    Executable executable = Executable.of(model(2));
    List<NDArray> inputs = new ArrayList<>();
    List<List<NDArray>> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      inputs.add(array(2, 16, 16, 3));
      expected.add(executable.run(inputs.get(i)));
    }
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int caller = 0; caller < 8; caller++) {
        int first = caller;
        futures.add(
            callers.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    int which = (first + i) % 8;
                    assertEquals(expected.get(which), executable.run(inputs.get(which)));
                  }
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void assignedWeightsAreSeenByAllSessions() {
    Backend backend = Backends.defaultBackend();
    Variable w = variable("w", 4, 3);
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 2, 4));
    GraphFunction function =
        GraphFunction.of(List.of(x), List.of(MatMul.PLAIN.on(x, ReadVariable.of(w))));
    ExecutionPlan plan = PlanCompiler.of(backend).plan(function);
    List<NDArray> inputs = List.of(array(2, 4));
    try (Session a = plan.openSession();
        Session b = plan.openSession()) {
      for (int i = 0; i < 3; i++) {
        NDArray expected = ReferenceInterpreter.standard().run(function, inputs).outputs().get(0);
        Comparison.assertClose(expected, a.run(inputs).get(0), "a");
        Comparison.assertClose(expected, b.run(inputs).get(0), "b");
        w.assign(array(4, 3));
      }
    }
  }

  @Test
  void memoryIsReusedAndShared() {
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 1000));
    Tensor y = x;
    for (int i = 0; i < 50; i++) {
      y = new Reshape(Shape.of(1000)).on(UnaryOp.TANH.on(new Reshape(Shape.of(10, 100)).on(y)));
    }
    GraphFunction function = GraphFunction.of(List.of(x), List.of(y));
    PlanOptions plain = PlanOptions.DEFAULT.withOptimize(false);
    Backend backend = Backends.defaultBackend();
    long reused = new PlanCompiler(backend, plain).plan(function).arenaBytes();
    long separate =
        new PlanCompiler(backend, plain.withReuseMemory(false)).plan(function).arenaBytes();
    assertEquals(4 * 1008, reused);
    assertEquals(51 * 4 * 1008, separate);
  }

  @Test
  void refusesWrongInputs() {
    ExecutionPlan plan = PlanCompiler.of(Backends.defaultBackend()).plan(model(2));
    try (Session session = plan.openSession()) {
      assertThrows(ShapeException.class, () -> session.run(List.of(array(3, 16, 16, 3))));
      assertThrows(ShapeException.class, () -> session.run(List.of()));
    }
    Tensor open = Placeholder.of("x", new TensorSpec(DType.FLOAT32, Shape.of(Shape.UNKNOWN)));
    GraphFunction unknown = GraphFunction.of(List.of(open), List.of(UnaryOp.EXP.on(open)));
    assertThrows(
        PlanException.class, () -> PlanCompiler.of(Backends.defaultBackend()).plan(unknown));
  }

  @Test
  void cacheIsBoundedAndMakesEachValueOnce() {
    PlanCache<Integer> cache = new PlanCache<>(3);
    int[] made = {0};
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3; i++) {
        int size = i;
        PlanCache.Key key =
            new PlanCache.Key(List.of(TensorSpec.of(DType.FLOAT32, size)), "predict");
        assertEquals(size, cache.get(key, () -> size + 0 * made[0]++));
      }
    }
    assertEquals(3, made[0]);
    for (int i = 0; i < 100; i++) {
      cache.get(new PlanCache.Key(List.of(TensorSpec.of(DType.INT32, i)), "train"), () -> 1);
      assertTrue(cache.size() <= 3);
    }
    PlanCache.Key failing = new PlanCache.Key(List.of(), "fails");
    assertThrows(
        IllegalStateException.class,
        () ->
            cache.get(
                failing,
                () -> {
                  throw new IllegalStateException("no");
                }));
    assertEquals(5, cache.get(failing, () -> 5));
  }

  @Test
  void describesAndProfiles() {
    PlanOptions options = PlanOptions.DEFAULT.withProfile(true);
    ExecutionPlan plan = new PlanCompiler(Backends.defaultBackend(), options).plan(model(2));
    assertTrue(plan.describe().contains("ConvF32 packed"), plan::describe);
    assertTrue(plan.describe().contains("LstmF32"), plan::describe);
    assertFalse(plan.describe().contains("interpreted"), plan::describe);
    try (Session session = plan.openSession()) {
      session.run(List.of(array(2, 16, 16, 3)));
      assertTrue(session.profile().contains("us"), session::profile);
    }
  }
}
