package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Normalization;
import org.keras4j.op.LayerNorm;
import org.keras4j.op.RmsNorm;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Layer and RMS normalisation of float32 over the last axes. */
public final class NormF32 implements Kernel {
  public static final KernelEntry<LayerNorm> LAYER =
      new KernelEntry<>(
          LayerNorm.class,
          (op, signature, env) ->
              of(
                  op.axes(),
                  new Form(false, op.scale(), op.center(), op.epsilon()),
                  signature,
                  env));
  public static final KernelEntry<RmsNorm> RMS =
      new KernelEntry<>(
          RmsNorm.class,
          (op, signature, env) ->
              of(op.axes(), new Form(true, op.scale(), false, op.epsilon()), signature, env));

  private record Form(boolean rms, boolean scale, boolean center, double epsilon) {}

  private final Form form;
  private final int rows;
  private final int columns;
  private final CpuDevice device;

  private NormF32(Form form, int rows, int columns, CpuDevice device) {
    this.form = form;
    this.rows = rows;
    this.columns = columns;
    this.device = device;
  }

  private static Optional<Kernel> of(
      List<Integer> axes, Form form, OpSignature signature, KernelEnv env) {
    Shape shape = signature.inputShape(0);
    int first = shape.rank() - axes.size();
    // The axes ascend, so they are the last ones if the first is.
    boolean areLast = axes.get(0) == first;
    return areLast && signature.all(DType.FLOAT32) && !signature.anyEmpty()
        ? Optional.of(
            new NormF32(
                form,
                shape.product(0, first),
                shape.product(first, shape.rank()),
                CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    int betaInput = form.scale ? 2 : 1;
    float[] gamma = form.scale ? frame.floats(1) : null;
    int gammaAt = form.scale ? frame.offset(1) : 0;
    float[] beta = form.center ? frame.floats(betaInput) : null;
    int betaAt = form.center ? frame.offset(betaInput) : 0;
    float[] y = frame.floats(frame.out(0));
    int yAt = frame.offset(frame.out(0));
    float epsilon = (float) form.epsilon;
    return device.loop(
        rows,
        4L * columns,
        (from, to) -> {
          int source = xAt + from * columns;
          int target = yAt + from * columns;
          int n = to - from;
          if (form.rms) {
            Normalization.rms(
                device.math(), x, source, gamma, gammaAt, epsilon, y, target, n, columns);
          } else {
            Normalization.layer(
                device.math(),
                x,
                source,
                gamma,
                gammaAt,
                beta,
                betaAt,
                epsilon,
                y,
                target,
                n,
                columns);
          }
        });
  }

  @Override
  public boolean canOverwrite(int input) {
    return input == 0;
  }

  @Override
  public String describe() {
    return form.rms ? "RmsNormF32" : "LayerNormF32";
  }
}
