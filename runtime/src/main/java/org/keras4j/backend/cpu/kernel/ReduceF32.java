package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Reduction;
import org.keras4j.op.Reduce;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Reductions of float32 over any axes: one pass for each group of neighbouring axes, the last group
 * first. Long reductions to few results are cut into pieces whose number does not depend on the
 * threads, so that the result does not either.
 */
public final class ReduceF32 implements Kernel {
  public static final KernelEntry<Reduce> ENTRY =
      new KernelEntry<>(Reduce.class, ReduceF32::prepare);

  /** Elements in one piece of a reduction that is cut. */
  private static final int PIECE = 1 << 16;

  /** One reduction of the middle of three axes. */
  private record Pass(int outer, int axis, int inner) {
    int pieces() {
      int rows = rowsPerPiece();
      return outer == 1 && axis > rows ? (axis + rows - 1) / rows : 1;
    }

    int rowsPerPiece() {
      return Math.max(1, PIECE / Math.max(1, inner));
    }
  }

  private final Reduction reduction;
  private final List<Pass> passes;
  private final CpuDevice device;

  private ReduceF32(Reduction reduction, List<Pass> passes, CpuDevice device) {
    this.reduction = reduction;
    this.passes = passes;
    this.device = device;
  }

  private static Optional<Kernel> prepare(Reduce op, OpSignature signature, KernelEnv env) {
    Reduction reduction =
        switch (op.kind()) {
          case SUM -> Reduction.SUM;
          case PROD -> Reduction.PRODUCT;
          case MAX -> Reduction.MAX;
          case MIN -> Reduction.MIN;
          case ANY, ALL -> null;
        };
    Shape shape = signature.inputShape(0);
    boolean isEmpty = shape.size() == 0;
    if (reduction == null || !signature.all(DType.FLOAT32) || isEmpty) {
      return Optional.empty();
    }
    return Optional.of(new ReduceF32(reduction, passes(shape, op.axes()), CpuDevice.of(env)));
  }

  private static List<Pass> passes(Shape shape, List<Integer> axes) {
    List<Pass> passes = new ArrayList<>();
    int inner = 1;
    int axis = shape.rank() - 1;
    while (axis >= 0) {
      if (!axes.contains(axis)) {
        inner *= shape.dim(axis--);
        continue;
      }
      int reduced = 1;
      while (axis >= 0 && axes.contains(axis)) {
        reduced *= shape.dim(axis--);
      }
      passes.add(new Pass(shape.product(0, axis + 1), reduced, inner));
    }
    return passes.isEmpty() ? List.of(new Pass(shape.intSize(), 1, 1)) : passes;
  }

  @Override
  public Step bind(Frame frame) {
    List<Step> steps = new ArrayList<>();
    float[] source = frame.floats(0);
    int sourceAt = frame.offset(0);
    for (int i = 0; i < passes.size(); i++) {
      Pass pass = passes.get(i);
      boolean isLast = i == passes.size() - 1;
      float[] target = isLast ? frame.floats(1) : new float[pass.outer * pass.inner];
      int targetAt = isLast ? frame.offset(1) : 0;
      steps.add(step(pass, source, sourceAt, target, targetAt));
      source = target;
      sourceAt = targetAt;
    }
    if (steps.size() == 1) {
      return steps.get(0);
    }
    Step[] all = steps.toArray(Step[]::new);
    return () -> {
      for (Step step : all) {
        step.run();
      }
    };
  }

  private Step step(Pass pass, float[] x, int xAt, float[] y, int yAt) {
    int axis = pass.axis;
    int inner = pass.inner;
    int pieces = pass.pieces();
    if (pieces == 1) {
      return device.loop(
          pass.outer,
          (long) axis * inner,
          (from, to) -> {
            int at = xAt + from * axis * inner;
            device
                .math()
                .reduceAxis(reduction, x, at, to - from, axis, inner, y, yAt + from * inner);
          });
    }
    int rows = pass.rowsPerPiece();
    float[] partial = new float[pieces * inner];
    Step first =
        device.loop(
            pieces,
            (long) rows * inner,
            (from, to) -> {
              for (int piece = from; piece < to; piece++) {
                int begin = piece * rows;
                int count = Math.min(rows, axis - begin);
                int at = xAt + begin * inner;
                device.math().reduceAxis(reduction, x, at, 1, count, inner, partial, piece * inner);
              }
            });
    return () -> {
      first.run();
      device.math().reduceAxis(reduction, partial, 0, 1, pieces, inner, y, yAt);
    };
  }

  @Override
  public String describe() {
    return "ReduceF32 " + reduction + " in " + passes.size();
  }
}
