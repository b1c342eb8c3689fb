package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import java.util.List;
import org.keras4j.tensor.Shape;

/**
 * Walks over operands that broadcast to one dense result, in runs: within a run each operand either
 * moves with the result or stands still. Axes that all operands walk alike are merged.
 */
final class BroadcastWalk {
  private final int inner;
  private final int[] dims;
  private final int[][] strides;
  private final boolean[] moves;

  BroadcastWalk(Shape result, List<Shape> operands) {
    int count = operands.size();
    int rank = result.rank();
    int[] d = new int[rank + 1];
    int[][] s = new int[count][rank + 1];
    int[][] full = new int[count][];
    for (int i = 0; i < count; i++) {
      full[i] = strides(operands.get(i), result);
    }
    int merged = 0;
    for (int axis = 0; axis < rank; axis++) {
      int dim = result.dim(axis);
      if (dim == 1) {
        continue;
      }
      boolean joins = merged > 0;
      for (int i = 0; i < count && joins; i++) {
        joins = s[i][merged - 1] == full[i][axis] * dim;
      }
      if (!joins) {
        merged++;
        d[merged - 1] = 1;
      }
      d[merged - 1] *= dim;
      for (int i = 0; i < count; i++) {
        s[i][merged - 1] = full[i][axis];
      }
    }
    int outer = Math.max(0, merged - 1);
    this.inner = merged == 0 ? 1 : d[merged - 1];
    this.dims = Arrays.copyOf(d, outer);
    this.strides = new int[count][];
    this.moves = new boolean[count];
    for (int i = 0; i < count; i++) {
      strides[i] = Arrays.copyOf(s[i], outer);
      moves[i] = merged == 0 || s[i][merged - 1] != 0;
    }
  }

  /** Elements between neighbours of each axis of {@code result} within the operand; 0 repeats. */
  static int[] strides(Shape operand, Shape result) {
    int[] own = operand.strides();
    int[] strides = new int[result.rank()];
    int extra = result.rank() - operand.rank();
    for (int axis = extra; axis < result.rank(); axis++) {
      strides[axis] = operand.dim(axis - extra) == 1 ? 0 : own[axis - extra];
    }
    return strides;
  }

  /** Length of a run. */
  int inner() {
    return inner;
  }

  /** Whether the operand moves within a run. */
  boolean moves(int operand) {
    return moves[operand];
  }

  /** First element of the operand in run {@code run}. */
  int offset(int operand, int run) {
    int[] stride = strides[operand];
    int offset = 0;
    int rest = run;
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      offset += rest % dims[axis] * stride[axis];
      rest /= dims[axis];
    }
    return offset;
  }

  /** Whether the operand has the result's elements one by one. */
  boolean isDense(int operand) {
    return dims.length == 0 && moves[operand];
  }
}
