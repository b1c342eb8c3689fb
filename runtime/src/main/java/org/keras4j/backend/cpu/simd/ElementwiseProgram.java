package org.keras4j.backend.cpu.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A chain of element-wise functions run block by block, so that intermediate results stay in the
 * first-level cache and memory is passed over once.
 *
 * <pre>{@code
 * var program = new ElementwiseProgram.Builder();
 * int x = program.array();
 * int bias = program.row();
 * int sum = program.binary(BinaryFunction.ADD, x, bias);
 * ElementwiseProgram silu = program.build(program.unary(UnaryFunction.SILU, sum));
 * }</pre>
 *
 * <p>Programs are immutable; {@link #run} allocates nothing and may be called from many threads,
 * each with its own range and scratch.
 */
public final class ElementwiseProgram {
  /** Elements per block: a handful of such blocks fits in a first-level cache of 32 KiB. */
  static final int BLOCK = 1024;

  private enum Kind {
    ARRAY,
    ROW,
    SCALAR,
    BLOCK
  }

  /** One step; {@code unary} is null in a binary step, both functions are null in a copy. */
  private record Step(UnaryFunction unary, float parameter, BinaryFunction binary, int a, int b) {}

  private final Kind[] kinds;
  private final int[] places; // of an input: its number; of a step: its block in scratch
  private final Step[] steps;
  private final int inputs;
  private final int blocks;

  private ElementwiseProgram(Kind[] kinds, int[] places, Step[] steps, int inputs, int blocks) {
    this.kinds = kinds;
    this.places = places;
    this.steps = steps;
    this.inputs = inputs;
    this.blocks = blocks;
  }

  /** How many floats of scratch {@link #run} needs. */
  public int scratchSize() {
    return blocks * BLOCK;
  }

  /**
   * Computes elements {@code from} to {@code to} of the result.
   *
   * @param x the inputs, in the order they were declared
   * @param xAt the first index of each input
   * @param columns length of the row inputs; any positive number if there are none
   * @param y result; may be one of the array inputs, at the same first index
   * @param scratch {@link #scratchSize} floats from {@code scratchAt} on
   */
  public void run(
      VectorMath math,
      float[][] x,
      int[] xAt,
      int columns,
      float[] y,
      int yAt,
      int from,
      int to,
      float[] scratch,
      int scratchAt) {
    int p = from;
    while (p < to) {
      int column = p % columns;
      int rows = column == 0 ? Math.min(BLOCK / columns, (to - p) / columns) : 0;
      int n = rows > 0 ? rows * columns : Math.min(BLOCK, Math.min(columns - column, to - p));
      for (int s = 0; s < steps.length; s++) {
        boolean last = s == steps.length - 1;
        float[] result = last ? y : scratch;
        int resultAt = last ? yAt + p : scratchAt + places[inputs + s] * BLOCK;
        step(
            math, steps[s], x, xAt, p, column, rows, columns, n, scratch, scratchAt, result,
            resultAt);
      }
      p += n;
    }
  }

  private void step(
      VectorMath math,
      Step step,
      float[][] x,
      int[] xAt,
      int p,
      int column,
      int rows,
      int columns,
      int n,
      float[] scratch,
      int scratchAt,
      float[] y,
      int yAt) {
    int a = step.a;
    Kind kindA = kinds[a];
    float[] left = kindA == Kind.BLOCK ? scratch : x[places[a]];
    int leftAt = at(a, xAt, p, column, scratchAt);
    if (step.unary != null) {
      math.unary(step.unary, step.parameter, left, leftAt, y, yAt, n);
    } else if (step.binary == null) {
      expand(kindA, left, leftAt, rows, columns, y, yAt, n);
    } else {
      int b = step.b;
      float[] right = kinds[b] == Kind.BLOCK ? scratch : x[places[b]];
      int rightAt = at(b, xAt, p, column, scratchAt);
      if (kinds[b] == Kind.SCALAR) {
        math.binaryScalar(step.binary, left, leftAt, right[rightAt], y, yAt, n);
      } else if (kinds[b] == Kind.ROW && rows > 0) {
        math.binaryRow(step.binary, left, leftAt, right, rightAt, y, yAt, rows, columns);
      } else {
        math.binary(step.binary, left, leftAt, right, rightAt, y, yAt, n);
      }
    }
  }

  private int at(int value, int[] xAt, int p, int column, int scratchAt) {
    return switch (kinds[value]) {
      case ARRAY -> xAt[places[value]] + p;
      case ROW -> xAt[places[value]] + column;
      case SCALAR -> xAt[places[value]];
      case BLOCK -> scratchAt + places[value] * BLOCK;
    };
  }

  private static void expand(
      Kind kind, float[] x, int xAt, int rows, int columns, float[] y, int yAt, int n) {
    if (kind == Kind.SCALAR) {
      Arrays.fill(y, yAt, yAt + n, x[xAt]);
    } else if (kind == Kind.ROW && rows > 0) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(x, xAt, y, yAt + r * columns, columns);
      }
    } else {
      System.arraycopy(x, xAt, y, yAt, n);
    }
  }

  /** Declares inputs and steps; each method returns the number by which later steps refer to it. */
  public static final class Builder {
    private final List<Kind> inputs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    /** An input as large as the result. */
    public int array() {
      return input(Kind.ARRAY);
    }

    /** An input repeated for every row of the result, like a bias. */
    public int row() {
      return input(Kind.ROW);
    }

    /** An input of one element. */
    public int scalar() {
      return input(Kind.SCALAR);
    }

    private int input(Kind kind) {
      if (!steps.isEmpty()) {
        throw new IllegalStateException("Declare all inputs before the first step.");
      }
      inputs.add(kind);
      return inputs.size() - 1;
    }

    /** {@code f(x)}, with Keras' default for the function's parameter. */
    public int unary(UnaryFunction f, int x) {
      return unary(f, f.defaultParameter(), x);
    }

    /** {@code f(x)}; see {@link VectorMath#unary} about the parameter. */
    public int unary(UnaryFunction f, float parameter, int x) {
      int full = isFull(x) ? x : add(copy(x));
      return add(new Step(f, parameter, null, full, full));
    }

    /** {@code f(a, b)}. */
    public int binary(BinaryFunction f, int a, int b) {
      if (isFull(a)) {
        return add(new Step(null, 0f, f, a, check(b)));
      }
      if (isFull(b)) {
        return add(new Step(null, 0f, f.reversed(), b, a));
      }
      return add(new Step(null, 0f, f, add(copy(a)), b));
    }

    private boolean isFull(int value) {
      return check(value) >= inputs.size() || inputs.get(value) == Kind.ARRAY;
    }

    private int check(int value) {
      int count = inputs.size() + steps.size();
      if (value < 0 || value >= count) {
        throw new IllegalArgumentException(
            "Value " + value + " is not declared yet; there are " + count + ".");
      }
      return value;
    }

    private int add(Step step) {
      steps.add(step);
      return inputs.size() + steps.size() - 1;
    }

    /**
     * The finished program.
     *
     * @param result which value is the result; steps after it are left out
     */
    public ElementwiseProgram build(int result) {
      int last = isFull(result) && result >= inputs.size() ? result : add(copy(result));
      int count = last + 1;
      int[] lastUse = new int[count];
      for (int v = inputs.size(); v < count; v++) {
        lastUse[steps.get(v - inputs.size()).a] = v;
        lastUse[steps.get(v - inputs.size()).b] = v;
      }
      Kind[] kinds = new Kind[count];
      int[] places = new int[count];
      boolean[] taken = new boolean[count];
      int blocks = 0;
      for (int v = 0; v < count; v++) {
        if (v < inputs.size()) {
          kinds[v] = inputs.get(v);
          places[v] = v;
          continue;
        }
        kinds[v] = Kind.BLOCK;
        for (int u = inputs.size(); u < v; u++) {
          if (lastUse[u] == v) {
            taken[places[u]] = false; // a step may overwrite its own operand
          }
        }
        int place = 0;
        while (taken[place]) {
          place++;
        }
        places[v] = place;
        if (v < last) { // the last step writes the result, and what is never read needs no care
          taken[place] = lastUse[v] > v;
          blocks = Math.max(blocks, place + 1);
        }
      }
      Step[] used = steps.subList(0, count - inputs.size()).toArray(new Step[0]);
      return new ElementwiseProgram(kinds, places, used, inputs.size(), blocks);
    }

    private static Step copy(int value) {
      return new Step(null, 0f, null, value, value);
    }
  }
}
