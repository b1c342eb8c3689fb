package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.BinaryFunction;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.backend.fused.ElementwiseChain;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Chains of float32 element-wise ops, a block that stays in the first-level cache at a time.
 * Intermediate values live in registers of one block each; operands that broadcast are expanded
 * into registers, but single elements are passed as they are.
 */
public final class ChainF32 implements Kernel {
  public static final KernelEntry<ElementwiseChain> ENTRY =
      new KernelEntry<>(ElementwiseChain.class, ChainF32::prepare);

  private static final int BLOCK = 1024;

  /** Where a value lies while a block is computed. */
  private enum Kind {
    DENSE,
    SCALAR,
    EXPANDED,
    REGISTER
  }

  /**
   * A value.
   *
   * @param index of the operand or register
   */
  private record Value(Kind kind, int index) {}

  /** One instruction; {@code b} is null for unary ones. */
  private record Code(UnaryFunction unary, BinaryFunction binary, Value a, Value b, int register) {}

  private final List<Code> codes;
  private final int[] expanded;
  private final int registers;
  private final int operands;
  private final BroadcastWalk walk;
  private final int size;
  private final int cost;
  private final CpuDevice device;

  private ChainF32(
      List<Code> codes,
      int[] expanded,
      int registers,
      OpSignature signature,
      BroadcastWalk walk,
      int cost,
      CpuDevice device) {
    this.codes = codes;
    this.expanded = expanded;
    this.registers = registers;
    this.operands = signature.inputs().size();
    this.walk = walk;
    this.size = signature.outputShape(0).intSize();
    this.cost = cost;
    this.device = device;
  }

  private static Optional<Kernel> prepare(
      ElementwiseChain op, OpSignature signature, KernelEnv env) {
    if (!signature.all(DType.FLOAT32)) {
      return Optional.empty();
    }
    Shape shape = signature.outputShape(0);
    List<Shape> shapes = signature.inputs().stream().map(in -> in.shape()).toList();
    BroadcastWalk walk = new BroadcastWalk(shape, shapes);
    List<Value> values = new ArrayList<>();
    List<Integer> expanded = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      if (shapes.get(i).size() == shape.size()) {
        values.add(new Value(Kind.DENSE, i));
      } else if (shapes.get(i).size() == 1) {
        values.add(new Value(Kind.SCALAR, i));
      } else {
        values.add(new Value(Kind.EXPANDED, expanded.size()));
        expanded.add(i);
      }
    }
    List<Code> codes = new ArrayList<>();
    int[] lastUse = lastUses(op);
    List<Integer> free = new ArrayList<>();
    int registers = 0;
    int cost = 1;
    for (int i = 0; i < op.instructions().size(); i++) {
      ElementwiseChain.Instruction instruction = op.instructions().get(i);
      // Operands die before the result is placed: element-wise functions may overwrite them.
      for (int argument : instruction.arguments().stream().distinct().toList()) {
        if (lastUse[argument] == i && values.get(argument).kind == Kind.REGISTER) {
          free.add(values.get(argument).index);
        }
      }
      int register = free.isEmpty() ? registers++ : free.remove(free.size() - 1);
      Code code = code(instruction, values, register);
      if (code == null) {
        return Optional.empty();
      }
      cost += code.unary != null ? UnaryF32.cost(code.unary) : BinaryF32.cost(code.binary);
      codes.add(code);
      values.add(new Value(Kind.REGISTER, register));
    }
    int[] numbers = expanded.stream().mapToInt(Integer::intValue).toArray();
    return Optional.of(
        new ChainF32(codes, numbers, registers, signature, walk, cost, CpuDevice.of(env)));
  }

  private static int[] lastUses(ElementwiseChain op) {
    int[] last = new int[op.operands() + op.instructions().size()];
    for (int i = 0; i < op.instructions().size(); i++) {
      for (int argument : op.instructions().get(i).arguments()) {
        last[argument] = i;
      }
    }
    return last;
  }

  private static Code code(
      ElementwiseChain.Instruction instruction, List<Value> values, int register) {
    Value a = values.get(instruction.arguments().get(0));
    if (instruction.op() instanceof UnaryOp op) {
      UnaryFunction function = UnaryF32.function(op);
      return function == null || a.kind == Kind.SCALAR
          ? null
          : new Code(function, null, a, null, register);
    }
    BinaryFunction function =
        instruction.op() instanceof BinaryOp op ? BinaryF32.function(op) : null;
    Value b = values.get(instruction.arguments().get(1));
    if (function == null || a.kind == Kind.SCALAR && b.kind == Kind.SCALAR) {
      return null;
    }
    return a.kind == Kind.SCALAR
        ? new Code(null, function.reversed(), b, a, register)
        : new Code(null, function, a, b, register);
  }

  @Override
  public Step bind(Frame frame) {
    Bound bound = new Bound(frame);
    int slotSize = (expanded.length + registers) * BLOCK;
    frame.scratch().require(DType.Storage.FLOAT, slotSize * device.pool().threads());
    return device.slottedLoop(
        (size + BLOCK - 1) / BLOCK,
        (long) cost * BLOCK,
        (block, slot) -> bound.run(block * BLOCK, slot * slotSize));
  }

  /** The chain over one session's memory. */
  private final class Bound {
    private final float[][] arrays = new float[operands + 1][];
    private final int[] at = new int[operands + 1];
    private final Code[] program = codes.toArray(Code[]::new);
    private final Scratch scratch;
    private final VectorMath math = device.math();

    Bound(Frame frame) {
      for (int i = 0; i <= operands; i++) {
        arrays[i] = frame.floats(i);
        at[i] = frame.offset(i);
      }
      this.scratch = frame.scratch();
    }

    void run(int from, int base) {
      int n = Math.min(BLOCK, size - from);
      float[] work = scratch.floats();
      for (int i = 0; i < expanded.length; i++) {
        expand(expanded[i], from, n, work, base + i * BLOCK);
      }
      int registerBase = base + expanded.length * BLOCK;
      for (int i = 0; i < program.length; i++) {
        Code code = program[i];
        boolean isLast = i == program.length - 1;
        float[] y = isLast ? arrays[operands] : work;
        int yAt = isLast ? at[operands] + from : registerBase + code.register * BLOCK;
        float[] a = array(code.a, work);
        int aAt = position(code.a, from, base, registerBase);
        if (code.unary != null) {
          math.unary(code.unary, a, aAt, y, yAt, n);
        } else if (code.b.kind == Kind.SCALAR) {
          float scalar = arrays[code.b.index][at[code.b.index]];
          math.binaryScalar(code.binary, a, aAt, scalar, y, yAt, n);
        } else {
          int bAt = position(code.b, from, base, registerBase);
          math.binary(code.binary, a, aAt, array(code.b, work), bAt, y, yAt, n);
        }
      }
    }

    private float[] array(Value value, float[] work) {
      return value.kind == Kind.DENSE ? arrays[value.index] : work;
    }

    private int position(Value value, int from, int base, int registerBase) {
      return switch (value.kind) {
        case DENSE -> at[value.index] + from;
        case EXPANDED -> base + value.index * BLOCK;
        case REGISTER -> registerBase + value.index * BLOCK;
        case SCALAR -> at[value.index];
      };
    }

    private void expand(int operand, int from, int n, float[] target, int targetAt) {
      float[] source = arrays[operand];
      int inner = walk.inner();
      int done = 0;
      while (done < n) {
        int run = (from + done) / inner;
        int skip = from + done - run * inner;
        int count = Math.min(inner - skip, n - done);
        int start = at[operand] + walk.offset(operand, run);
        if (walk.moves(operand)) {
          System.arraycopy(source, start + skip, target, targetAt + done, count);
        } else {
          Arrays.fill(target, targetAt + done, targetAt + done + count, source[start]);
        }
        done += count;
      }
    }
  }

  // Only the last instruction writes the output, block by block, when all operands were read.
  @Override
  public boolean canOverwrite(int input) {
    return true;
  }

  @Override
  public String describe() {
    return "ChainF32 of " + codes.size() + ", " + registers + " registers";
  }
}
