package org.keras4j.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Concat;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reshape;
import org.keras4j.op.Reverse;
import org.keras4j.op.Select;
import org.keras4j.op.Slice;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Makes random functions over well-conditioned ops, the same for the same seed. */
final class RandomGraphs {
  private static final List<UnaryOp> UNARY =
      List.of(
          UnaryOp.ABS,
          UnaryOp.NEGATE,
          UnaryOp.TANH,
          UnaryOp.SIGMOID,
          UnaryOp.RELU,
          UnaryOp.SOFTPLUS,
          UnaryOp.ERF,
          UnaryOp.SIN,
          UnaryOp.ATAN,
          UnaryOp.ASINH);
  private static final List<BinaryOp> BINARY =
      List.of(
          BinaryOp.ADD, BinaryOp.SUBTRACT, BinaryOp.MULTIPLY, BinaryOp.MAXIMUM, BinaryOp.MINIMUM);

  private final Random random;
  private final List<Tensor> pool = new ArrayList<>();

  RandomGraphs(long seed) {
    this.random = new Random(seed);
  }

  /** A function of two inputs with some variables, constants and several outputs. */
  GraphFunction function(int nodes) {
    List<Tensor> inputs =
        List.of(
            Placeholder.of("x", new TensorSpec(DType.FLOAT32, shape())),
            Placeholder.of("y", new TensorSpec(DType.FLOAT32, shape())));
    pool.addAll(inputs);
    pool.add(Constant.of(array(DType.FLOAT32, shape())));
    for (int i = 0; i < 2; i++) {
      NDArray value = array(DType.FLOAT32, shape());
      pool.add(ReadVariable.of(new Variable("v" + i, "v" + i, value.spec(), true, () -> value)));
    }
    for (int i = 0; i < nodes; i++) {
      pool.add(next());
    }
    List<Tensor> outputs = new ArrayList<>(List.of(pool.get(pool.size() - 1)));
    for (int i = 0; i < 3; i++) {
      outputs.add(pick());
    }
    return GraphFunction.of(inputs, outputs);
  }

  /** Values for the function's inputs. */
  List<NDArray> values(GraphFunction function) {
    return function.inputs().stream().map(in -> array(in.dtype(), in.shape())).toList();
  }

  NDArray array(DType dtype, Shape shape) {
    NDArray.Builder builder = NDArray.builder(dtype, shape);
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, random.nextInt(17) / 8.0 - 1);
    }
    return builder.build();
  }

  private Shape shape() {
    int rank = random.nextInt(4);
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      dims[i] = random.nextInt(12) == 0 ? 0 : random.nextInt(3) == 0 ? 1 : 1 + random.nextInt(5);
    }
    return Shape.of(dims);
  }

  private Tensor pick() {
    // Recent tensors more often, so that graphs get deep.
    int back = (int) (pool.size() * Math.pow(random.nextDouble(), 2));
    return pool.get(pool.size() - 1 - Math.min(back, pool.size() - 1));
  }

  private Tensor next() {
    Tensor x = pick();
    return switch (random.nextInt(12)) {
      case 0, 1 -> UNARY.get(random.nextInt(UNARY.size())).on(x);
      case 2, 3, 4 -> bounded(BINARY.get(random.nextInt(BINARY.size())), x);
      case 5 -> select(x);
      case 6 -> transpose(x);
      case 7 -> reshape(x);
      case 8 -> reduce(x);
      case 9 -> slice(x);
      case 10 -> pad(x);
      default -> join(x);
    };
  }

  private Tensor partner(Tensor x) {
    for (int i = 0; i < 8; i++) {
      Tensor candidate = pick();
      if (broadcasts(x.shape(), candidate.shape())) {
        return candidate;
      }
    }
    return Constant.scalar(DType.FLOAT32, random.nextInt(5) - 2);
  }

  private static boolean broadcasts(Shape a, Shape b) {
    for (int i = 1; i <= Math.min(a.rank(), b.rank()); i++) {
      if (a.dim(-i) != b.dim(-i) && a.dim(-i) != 1 && b.dim(-i) != 1) {
        return false;
      }
    }
    return Shape.broadcast(a, b).size() < 5000;
  }

  private Tensor bounded(BinaryOp op, Tensor x) {
    Tensor result = op.on(x, partner(x));
    return op == BinaryOp.MULTIPLY ? UnaryOp.TANH.on(result) : result;
  }

  private Tensor select(Tensor x) {
    Tensor y = partner(x);
    return new Select().on(CompareOp.LESS.on(x, y), x, y);
  }

  private Tensor transpose(Tensor x) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      axes.add(random.nextInt(axes.size() + 1), i);
    }
    return new Transpose(axes).on(x);
  }

  private Tensor reshape(Tensor x) {
    return switch (random.nextInt(3)) {
      case 0 -> new Reshape(Shape.of(x.shape().intSize())).on(x);
      case 1 -> new Reshape(x.shape().insertDim(0, 1)).on(x);
      default -> new Cast(DType.FLOAT32).on(x);
    };
  }

  private Tensor reduce(Tensor x) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (random.nextBoolean() && x.dim(i) > 0) {
        axes.add(i);
      }
    }
    boolean isEmpty = x.shape().size() == 0;
    ReduceKind kind = isEmpty || random.nextBoolean() ? ReduceKind.SUM : ReduceKind.MAX;
    return UnaryOp.ATAN.on(new Reduce(kind, axes, random.nextBoolean()).on(x));
  }

  private Tensor slice(Tensor x) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    List<Integer> reversed = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      int start = random.nextInt(x.dim(i) + 1) / 2;
      starts.add(start);
      limits.add(start + random.nextInt(x.dim(i) - start + 1));
      strides.add(1 + random.nextInt(2));
      if (random.nextInt(3) == 0) {
        reversed.add(i);
      }
    }
    return new Slice(starts, limits, strides).on(new Reverse(reversed).on(x));
  }

  private Tensor pad(Tensor x) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      low.add(random.nextInt(2));
      high.add(random.nextInt(3));
    }
    Tensor padded = new Pad(low, high, PadMode.CONSTANT, 0.5).on(x);
    return padded.shape().size() < 5000 ? padded : x;
  }

  private Tensor join(Tensor x) {
    if (x.rank() == 0) {
      return new BroadcastTo(Shape.of(2, 3)).on(x);
    }
    if (x.shape().size() > 2000) {
      return x;
    }
    return new Concat(random.nextInt(x.rank())).on(x, UnaryOp.NEGATE.on(x), x);
  }
}
