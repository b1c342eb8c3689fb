package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.BinaryFunction;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.op.BinaryOp;
import org.keras4j.tensor.DType;

/** Element-wise functions of two float32 operands, broadcast. */
public final class BinaryF32 implements Kernel {
  public static final KernelEntry<BinaryOp> ENTRY =
      new KernelEntry<>(BinaryOp.class, BinaryF32::prepare);

  private final BinaryFunction function;
  private final BroadcastWalk walk;
  private final int size;
  private final CpuDevice device;

  private BinaryF32(BinaryFunction function, OpSignature signature, CpuDevice device) {
    this.function = function;
    this.walk =
        new BroadcastWalk(
            signature.outputShape(0), List.of(signature.inputShape(0), signature.inputShape(1)));
    this.size = signature.outputShape(0).intSize();
    this.device = device;
  }

  private static Optional<Kernel> prepare(BinaryOp op, OpSignature signature, KernelEnv env) {
    BinaryFunction function = function(op);
    return function != null && signature.all(DType.FLOAT32)
        ? Optional.of(new BinaryF32(function, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  /** The bulk function of the same meaning, or {@code null}. */
  static BinaryFunction function(BinaryOp op) {
    return switch (op) {
      case ADD -> BinaryFunction.ADD;
      case SUBTRACT -> BinaryFunction.SUBTRACT;
      case MULTIPLY -> BinaryFunction.MULTIPLY;
      case DIVIDE -> BinaryFunction.DIVIDE;
      case MAXIMUM -> BinaryFunction.MAXIMUM;
      case MINIMUM -> BinaryFunction.MINIMUM;
      case POWER -> BinaryFunction.POWER;
      case FLOOR_DIVIDE -> BinaryFunction.FLOOR_DIVIDE;
      case MODULO -> BinaryFunction.MOD;
      case ATAN2 -> BinaryFunction.ARCTAN2;
      case RELU_GRADIENT -> BinaryFunction.RELU_GRADIENT;
      default -> null;
    };
  }

  /** Cost of one element, compared with an addition. */
  static int cost(BinaryFunction function) {
    return switch (function) {
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM, RELU_GRADIENT -> 1;
      default -> 16;
    };
  }

  @Override
  public Step bind(Frame frame) {
    Operands operands =
        new Operands(
            frame.floats(0),
            frame.offset(0),
            frame.floats(1),
            frame.offset(1),
            frame.floats(2),
            frame.offset(2));
    return device.loop(size, cost(function), (from, to) -> run(operands, from, to));
  }

  private record Operands(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt) {}

  private void run(Operands o, int from, int to) {
    VectorMath math = device.math();
    int inner = walk.inner();
    int at = from;
    while (at < to) {
      int run = at / inner;
      int skip = at - run * inner;
      int n = Math.min(inner - skip, to - at);
      int a = o.aAt + walk.offset(0, run) + (walk.moves(0) ? skip : 0);
      int b = o.bAt + walk.offset(1, run) + (walk.moves(1) ? skip : 0);
      // One of them moves, as some operand spans each axis of the result.
      if (!walk.moves(1)) {
        math.binaryScalar(function, o.a, a, o.b[b], o.y, o.yAt + at, n);
      } else if (!walk.moves(0)) {
        math.binaryScalar(function.reversed(), o.b, b, o.a[a], o.y, o.yAt + at, n);
      } else {
        math.binary(function, o.a, a, o.b, b, o.y, o.yAt + at, n);
      }
      at += n;
    }
  }

  @Override
  public boolean canOverwrite(int input) {
    return true;
  }

  @Override
  public String describe() {
    return "BinaryF32 " + function;
  }
}
