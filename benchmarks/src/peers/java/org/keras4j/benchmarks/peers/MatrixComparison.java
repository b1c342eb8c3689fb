package org.keras4j.benchmarks.peers;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.keras4j.backend.Backends;
import org.keras4j.backend.cpu.CpuOptions;
import org.keras4j.benchmarks.Workload;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.op.MatMul;
import org.keras4j.plan.PlanCompiler;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.Session;
import org.keras4j.tensor.NDArray;

/**
 * Matrix products of all size classes, by this library and ONNX Runtime in turn. Both run a session
 * of a graph with one node; the column {@code rate} is our GFLOP/s by theirs, of the fastest calls.
 *
 * <pre>MatrixComparison [THREADS [ROUNDS]]</pre>
 */
public final class MatrixComparison {
  private static final double WARM_UP_SECONDS = 2;
  private static final double TURN_SECONDS = 0.1;
  private static final double TOLERANCE = 1e-5;

  private MatrixComparison() {}

  public static void main(String[] args) throws InterruptedException {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 15;
    System.setProperty(CpuOptions.THREADS, String.valueOf(threads));
    System.out.printf("%d threads; GFLOP/s of the fastest call and of the median call%n", threads);
    System.out.printf(
        "%-24s %10s %10s %10s %10s %7s%n", "product", "ours", "median", "theirs", "median", "rate");
    for (MatrixCase product : MatrixCase.all()) {
      compare(product, threads, rounds);
    }
  }

  private static void compare(MatrixCase product, int threads, int rounds)
      throws InterruptedException {
    Random random = new Random(1);
    NDArray a = random(product.shapeA(), random);
    NDArray b = random(product.shapeB(), random);
    try (Peer ours = new Ours(product, a, b);
        Peer theirs = theirs(product, a, b, threads)) {
      double error = Workload.error(ours.run(), theirs.run());
      if (!(error <= TOLERANCE)) {
        throw new IllegalStateException(
            product + ": answers differ by " + error + ", so times would say nothing");
      }
      List<Timing> timings = List.of(new Timing(ours), new Timing(theirs));
      for (Timing timing : timings) {
        timing.turn(WARM_UP_SECONDS);
        timing.reset();
      }
      for (int round = 0; round < rounds; round++) {
        for (Timing timing : timings) {
          timing.turn(TURN_SECONDS);
        }
      }
      double work = 1e3 * product.gflop();
      Timing mine = timings.get(0);
      Timing other = timings.get(1);
      System.out.printf(
          Locale.ROOT,
          "%-24s %10.3f %10.3f %10.3f %10.3f %7.2f%n",
          product,
          work / mine.minMillis(),
          work / mine.medianMillis(),
          work / other.minMillis(),
          work / other.medianMillis(),
          other.minMillis() / mine.minMillis());
    }
  }

  private static Peer theirs(MatrixCase product, NDArray a, NDArray b, int threads) {
    byte[] model = OnnxMatrixModel.of(product, (float[]) b.array());
    return new OnnxRuntimePeer(model, product.weight() ? List.of(a) : List.of(a, b), threads);
  }

  private static NDArray random(int[] shape, Random random) {
    float[] values = new float[shape[0] * shape[1]];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return NDArray.of(values, shape);
  }

  /** A plan with one product. */
  private static final class Ours implements Peer {
    private final Session session;
    private final List<NDArray> inputs;

    Ours(MatrixCase product, NDArray a, NDArray b) {
      Tensor left = Placeholder.of("a", a.spec());
      Tensor right = product.weight() ? Constant.of(b) : Placeholder.of("b", b.spec());
      Tensor result = new MatMul(product.transposeA(), product.transposeB()).on(left, right);
      List<Tensor> parameters = product.weight() ? List.of(left) : List.of(left, right);
      inputs = product.weight() ? List.of(a) : List.of(a, b);
      session =
          new PlanCompiler(Backends.defaultBackend(), PlanOptions.DEFAULT)
              .plan(GraphFunction.of(parameters, List.of(result)))
              .openSession();
    }

    @Override
    public String name() {
      return "keras4j";
    }

    @Override
    public NDArray run() {
      return session.run(inputs).get(0);
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
