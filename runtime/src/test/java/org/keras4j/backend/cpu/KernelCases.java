package org.keras4j.backend.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Op;
import org.keras4j.op.ArgKind;
import org.keras4j.op.ArgReduce;
import org.keras4j.op.AveragePoolGradient;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Concat;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvKernelGradient;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.DepthwiseConvInputGradient;
import org.keras4j.op.DepthwiseConvKernelGradient;
import org.keras4j.op.DynamicSlice;
import org.keras4j.op.DynamicUpdateSlice;
import org.keras4j.op.Fill;
import org.keras4j.op.Gather;
import org.keras4j.op.GatherElements;
import org.keras4j.op.GruSequence;
import org.keras4j.op.Iota;
import org.keras4j.op.LayerNorm;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.LstmGradient;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.LstmTraining;
import org.keras4j.op.MatMul;
import org.keras4j.op.MaxPoolGradient;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.op.RandomBits;
import org.keras4j.op.RandomNormal;
import org.keras4j.op.RandomUniform;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reverse;
import org.keras4j.op.RmsNorm;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.ScaledDotProductAttention;
import org.keras4j.op.ScatterElements;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.op.Select;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.SimpleRnnSequence;
import org.keras4j.op.Slice;
import org.keras4j.op.Softmax;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Calls of ops that have kernels, over the shapes and dtypes that matter. */
final class KernelCases {
  /** One op on some inputs. */
  record Case(Op op, List<NDArray> inputs) {
    @Override
    public String toString() {
      return op + " on " + inputs.stream().map(NDArray::spec).toList();
    }
  }

  private static final class Cases {
    private final Random random = new Random(11);
    private final List<Case> cases = new ArrayList<>();

    NDArray floats(int... dims) {
      return array(DType.FLOAT32, -2, 2, dims);
    }

    NDArray array(DType dtype, double low, double high, int... dims) {
      NDArray.Builder builder = NDArray.builder(dtype, Shape.of(dims));
      for (int i = 0; i < builder.size(); i++) {
        builder.set(i, low + (high - low) * random.nextDouble());
      }
      return builder.build();
    }

    NDArray indices(int limit, int... dims) {
      NDArray.Builder builder = NDArray.builder(DType.INT32, Shape.of(dims));
      for (int i = 0; i < builder.size(); i++) {
        builder.set(i, (long) random.nextInt(limit));
      }
      return builder.build();
    }

    void sequence(Op op, NDArray mask, NDArray... inputs) {
      List<NDArray> all = new ArrayList<>(List.of(inputs));
      if (mask != null) {
        all.add(mask);
      }
      cases.add(new Case(op, all));
    }

    void add(Op op, NDArray... inputs) {
      cases.add(new Case(op, List.of(inputs)));
    }
  }

  private KernelCases() {}

  static Stream<Case> all() {
    Cases c = new Cases();
    elementwise(c);
    movement(c);
    reductions(c);
    products(c);
    convolutions(c);
    others(c);
    recurrent(c);
    recurrentGradients(c);
    return c.cases.stream();
  }

  private static void elementwise(Cases c) {
    for (UnaryOp op :
        List.of(
            UnaryOp.ABS,
            UnaryOp.EXP,
            UnaryOp.TANH,
            UnaryOp.SIGMOID,
            UnaryOp.ERF,
            UnaryOp.ROUND,
            UnaryOp.SIGN,
            UnaryOp.SOFTPLUS,
            UnaryOp.ATAN,
            UnaryOp.SINH,
            UnaryOp.ERFC)) {
      c.add(op, c.floats(3, 70001));
      c.add(op, c.floats(0, 3));
      c.add(op, c.array(DType.FLOAT16, -2, 2, 5, 7));
      c.add(op, c.array(DType.FLOAT64, -2, 2, 5, 7));
    }
    for (UnaryOp op : List.of(UnaryOp.SQRT, UnaryOp.RSQRT, UnaryOp.LOG, UnaryOp.LGAMMA)) {
      c.add(op, c.array(DType.FLOAT32, 0.1, 4, 1003));
    }
    c.add(UnaryOp.IS_NAN, c.floats(9));
    c.add(UnaryOp.LOGICAL_NOT, c.array(DType.BOOL, 0, 1, 9));
    c.add(UnaryOp.NEGATE, c.array(DType.INT32, -9, 9, 9));
    int[][][] shapes = {
      {{4, 5}, {4, 5}},
      {{4, 5}, {5}},
      {{4, 1}, {4, 5}},
      {{1}, {300, 301}},
      {{2, 1, 3}, {1, 4, 1}},
      {{}, {7}},
      {{0, 3}, {3}},
      {{2, 3, 4, 5}, {2, 1, 1, 5}}
    };
    for (int[][] shape : shapes) {
      for (BinaryOp op : List.of(BinaryOp.SUBTRACT, BinaryOp.DIVIDE, BinaryOp.MAXIMUM)) {
        c.add(op, c.floats(shape[0]), c.array(DType.FLOAT32, 1, 3, shape[1]));
        c.add(op, c.array(DType.BFLOAT16, 1, 4, shape[0]), c.array(DType.BFLOAT16, 1, 3, shape[1]));
      }
      c.add(BinaryOp.MULTIPLY, c.indices(9, shape[0]), c.indices(9, shape[1]));
      c.add(CompareOp.LESS, c.floats(shape[0]), c.floats(shape[1]));
      c.add(CompareOp.EQUAL, c.indices(3, shape[0]), c.indices(3, shape[1]));
      c.add(
          new Select(),
          c.array(DType.BOOL, 0, 1, shape[0]),
          c.floats(shape[1]),
          c.floats(shape[0]));
      c.add(
          new Select(), c.array(DType.BOOL, 0, 1, shape[1]), c.indices(5, shape[0]), c.indices(5));
    }
    c.add(BinaryOp.RELU_GRADIENT, c.floats(5, 77), c.floats(5, 77));
    c.add(BinaryOp.RELU_GRADIENT, c.floats(5, 7), c.floats(7));
    c.add(BinaryOp.RELU_GRADIENT, c.floats(5, 1), c.floats(5, 7));
    c.add(BinaryOp.RELU_GRADIENT, c.indices(9, 50), c.indices(2, 50));
    c.add(BinaryOp.POWER, c.array(DType.FLOAT32, 0.1, 2, 50), c.floats(50));
    c.add(BinaryOp.FLOOR_DIVIDE, c.indices(90, 50), c.indices(9, 50));
    c.add(BinaryOp.LOGICAL_XOR, c.array(DType.BOOL, 0, 1, 9), c.array(DType.BOOL, 0, 1, 9));
    List<DType> types =
        List.of(
            DType.BOOL,
            DType.UINT8,
            DType.INT32,
            DType.INT64,
            DType.FLOAT16,
            DType.FLOAT32,
            DType.FLOAT64);
    for (DType from : types) {
      types.forEach(to -> c.add(new Cast(to), c.array(from, 0, 3, 31)));
    }
  }

  private static void movement(Cases c) {
    c.add(new Transpose(List.of(1, 0)), c.floats(130, 70));
    c.add(new Transpose(List.of(0, 2, 1, 3)), c.floats(3, 5, 7, 4));
    c.add(new Transpose(List.of(2, 1, 0)), c.array(DType.UINT8, 0, 200, 3, 4, 5));
    c.add(new Transpose(List.of(1, 0)), c.floats(0, 3));
    c.add(new Slice(List.of(1, 0, 2), List.of(3, 4, 7), List.of(1, 2, 3)), c.floats(4, 5, 8));
    c.add(new Slice(List.of(1, 2), List.of(1, 5), List.of(1, 1)), c.floats(4, 5));
    c.add(new Reverse(List.of(0, 2)), c.floats(3, 4, 5));
    c.add(new BroadcastTo(Shape.of(4, 3, 2)), c.floats(3, 1));
    c.add(new BroadcastTo(Shape.of(3)), c.array(DType.INT64, 0, 9));
    c.add(new Concat(1), c.floats(2, 3, 4), c.floats(2, 0, 4), c.floats(2, 1, 4));
    c.add(new Concat(0), c.array(DType.BOOL, 0, 1, 3), c.array(DType.BOOL, 0, 1, 2));
    for (PadMode mode : PadMode.values()) {
      if (mode == PadMode.CONSTANT) {
        c.add(new Pad(List.of(1, 0, 2), List.of(0, 3, 1), mode, -1.5), c.floats(2, 3, 4));
        c.add(new Pad(List.of(1), List.of(2), mode, 7), c.indices(5, 0));
      }
    }
    c.add(new Gather(1), c.floats(3, 6, 4), c.indices(6, 2, 5));
    c.add(new Gather(0), c.array(DType.FLOAT16, 0, 1, 6, 4), c.indices(6, 70));
    c.add(new GatherElements(1), c.floats(3, 6, 4), c.indices(6, 3, 2, 4));
    c.add(new GatherElements(1), c.floats(300, 10), c.array(DType.INT64, 0, 9, 300, 1));
    c.add(
        new ScatterElements(1, ScatterKind.ADD),
        c.floats(300, 10),
        c.indices(10, 300, 3),
        c.floats(300, 3));
    c.add(
        new ScatterElements(0, ScatterKind.ADD),
        c.floats(4, 5, 2),
        c.array(DType.INT64, 0, 3, 7, 5, 2),
        c.floats(7, 5, 2));
    c.add(new DynamicSlice(List.of(2, 3)), c.floats(5, 6), NDArray.of(new int[] {1, 9}));
    c.add(new DynamicUpdateSlice(), c.floats(5, 6), c.floats(2, 3), NDArray.of(new int[] {-1, 2}));
    c.add(new Iota(TensorSpec.of(DType.INT32, 3, 4, 5), 1));
    c.add(new Fill(TensorSpec.of(DType.FLOAT32, 300, 7), 2.5));
    c.add(new ScatterNd(ScatterKind.ADD), c.floats(7, 3), c.indices(7, 20, 1), c.floats(20, 3));
    c.add(new ScatterNd(ScatterKind.UPDATE), c.floats(7, 3), c.indices(3, 4, 2), c.floats(4));
  }

  private static void reductions(Cases c) {
    for (ReduceKind kind : List.of(ReduceKind.SUM, ReduceKind.MAX, ReduceKind.MIN)) {
      c.add(new Reduce(kind, List.of(0, 1), false), c.floats(40, 50));
      c.add(new Reduce(kind, List.of(1), true), c.floats(3, 40, 5));
      c.add(new Reduce(kind, List.of(0, 2), false), c.floats(6, 7, 8, 3));
      c.add(new Reduce(kind, List.of(0), false), c.floats(5000, 40));
      c.add(new Reduce(kind, List.of(0), false), c.floats(200_000));
      c.add(new Reduce(kind, List.of(), false), c.floats(3, 4));
      c.add(new Reduce(kind, List.of(1), false), c.array(DType.FLOAT16, -1, 1, 6, 9));
    }
    c.add(new Reduce(ReduceKind.PROD, List.of(1), false), c.floats(3, 9));
    c.add(new ArgReduce(ArgKind.MAX, 1, false), c.floats(30, 40));
    c.add(new ArgReduce(ArgKind.MIN, 0, true), c.floats(30, 40));
    c.add(
        new ArgReduce(ArgKind.MAX, 1, false),
        NDArray.of(new float[] {1, Float.NaN, 3, 2, 2, 1}, 2, 3));
  }

  private static void products(Cases c) {
    c.add(MatMul.PLAIN, c.floats(1, 64), c.floats(64, 33));
    c.add(MatMul.PLAIN, c.floats(129, 65), c.floats(65, 131));
    c.add(new MatMul(true, false), c.floats(17, 9), c.floats(17, 5));
    c.add(new MatMul(false, true), c.floats(9, 17), c.floats(5, 17));
    c.add(new MatMul(true, true), c.floats(17, 9), c.floats(5, 17));
    c.add(MatMul.PLAIN, c.floats(4, 3, 5, 6), c.floats(4, 3, 6, 7));
    c.add(MatMul.PLAIN, c.floats(4, 1, 5, 6), c.floats(3, 6, 7));
    c.add(MatMul.PLAIN, c.floats(2, 3, 5, 6), c.floats(6, 7));
    c.add(new MatMul(false, true), c.floats(5, 6), c.floats(4, 7, 6));
    c.add(MatMul.PLAIN, c.array(DType.FLOAT16, -1, 1, 5, 6), c.array(DType.FLOAT16, -1, 1, 6, 7));
  }

  private static ConvSpec conv(int stride, int low, int high, int dilation, int groups, int rank) {
    return new ConvSpec(
        List.of(stride, stride, stride).subList(0, rank),
        List.of(low, low, low).subList(0, rank),
        List.of(high, high, high).subList(0, rank),
        List.of(dilation, dilation, dilation).subList(0, rank),
        groups);
  }

  private static void convolutions(Cases c) {
    int[][] settings = {{1, 0, 0, 1, 1}, {2, 0, 1, 1, 1}, {1, 1, 1, 2, 2}, {3, 2, 1, 1, 4}};
    for (int[] s : settings) {
      for (int rank = 1; rank <= 3; rank++) {
        ConvSpec spec = conv(s[0], s[1], s[2], s[3], s[4], rank);
        int[] x = {2, 9, 8, 7, 4};
        int[] k = {3, 2, 3, 4 / s[4], 8};
        NDArray input = c.floats(prefix(x, 1 + rank, 4));
        NDArray kernel = c.floats(window(k, rank, 4 / s[4], 8));
        TensorSpec y = new Conv(spec).infer(List.of(input.spec(), kernel.spec())).get(0);
        NDArray gradient = c.floats(y.shape().dims());
        c.add(new Conv(spec), input, kernel);
        c.add(new ConvInputGradient(spec, input.shape()), kernel, gradient);
        c.add(new ConvKernelGradient(spec, kernel.shape()), input, gradient);
        if (s[4] == 1 && rank <= 2) {
          NDArray deep = c.floats(window(k, rank, 4, 2));
          TensorSpec z = new DepthwiseConv(spec).infer(List.of(input.spec(), deep.spec())).get(0);
          NDArray change = c.floats(z.shape().dims());
          c.add(new DepthwiseConv(spec), input, deep);
          c.add(new DepthwiseConvInputGradient(spec, input.shape()), deep, change);
          c.add(new DepthwiseConvKernelGradient(spec, deep.shape()), input, change);
        }
      }
    }
    for (int rank = 1; rank <= 3; rank++) {
      List<Integer> ones = List.of(1, 1, 1).subList(0, rank);
      List<Integer> twos = List.of(2, 2, 2).subList(0, rank);
      List<Integer> threes = List.of(3, 3, 3).subList(0, rank);
      NDArray x = c.floats(prefix(new int[] {2, 9, 8, 7}, 1 + rank, 5));
      for (PoolSpec spec :
          List.of(
              new PoolSpec(threes, twos, ones, ones),
              new PoolSpec(twos, twos, zeros(rank), zeros(rank)))) {
        for (PoolKind kind : PoolKind.values()) {
          c.add(new Pool(kind, spec), x);
        }
        NDArray y =
            ReferenceInterpreter.standard().call(new Pool(PoolKind.MAX, spec), List.of(x)).get(0);
        NDArray gradient = c.floats(y.shape().dims());
        c.add(new MaxPoolGradient(spec), x, y, gradient);
        c.add(new AveragePoolGradient(spec, x.shape()), gradient);
      }
    }
  }

  private static List<Integer> zeros(int rank) {
    return List.of(0, 0, 0).subList(0, rank);
  }

  private static int[] prefix(int[] dims, int count, int last) {
    int[] result = Arrays.copyOf(dims, count + 1);
    result[count] = last;
    return result;
  }

  private static int[] window(int[] dims, int rank, int inputs, int outputs) {
    int[] result = Arrays.copyOf(dims, rank + 2);
    result[rank] = inputs;
    result[rank + 1] = outputs;
    return result;
  }

  private static void others(Cases c) {
    c.add(new Softmax(1), c.floats(30, 41));
    c.add(new Softmax(0), c.floats(30, 41));
    c.add(new LogSoftmax(2), c.floats(3, 4, 5));
    c.add(new LogSoftmax(1), c.floats(3, 4, 5));
    c.add(
        new LayerNorm(List.of(2), 1e-3, true, true),
        c.floats(3, 4, 50),
        c.floats(50),
        c.floats(50));
    c.add(new LayerNorm(List.of(1, 2), 1e-3, false, true), c.floats(3, 4, 5), c.floats(4, 5));
    c.add(new RmsNorm(List.of(1), 1e-6, true), c.floats(3, 50), c.floats(50));
    NDArray key = NDArray.wrap(DType.UINT32, Shape.of(2), new int[] {123, 456});
    c.add(new RandomUniform(TensorSpec.of(DType.FLOAT32, 3, 333)), key);
    c.add(new RandomNormal(TensorSpec.of(DType.FLOAT32, 17)), key);
    c.add(new RandomBits(TensorSpec.of(DType.UINT32, 9)), key);
  }

  private static void recurrent(Cases c) {
    NDArray mask = c.array(DType.BOOL, 0, 1, 3, 5);
    for (int setting = 0; setting < 16; setting++) {
      boolean masked = (setting & 4) != 0;
      SequenceOptions options =
          new SequenceOptions((setting & 1) != 0, (setting & 2) != 0, masked, (setting & 8) != 0);
      c.sequence(
          new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, options),
          masked ? mask : null,
          c.floats(3, 5, 24),
          c.floats(3, 6),
          c.floats(3, 6),
          c.floats(6, 24));
      c.sequence(
          new GruSequence(RnnActivation.TANH, RnnActivation.SIGMOID, true, true, options),
          masked ? mask : null,
          c.floats(3, 5, 18),
          c.floats(3, 6),
          c.floats(6, 18),
          c.floats(18));
      c.sequence(
          new GruSequence(RnnActivation.RELU, RnnActivation.HARD_SIGMOID, false, false, options),
          masked ? mask : null,
          c.floats(3, 5, 18),
          c.floats(3, 6),
          c.array(DType.FLOAT32, -0.3, 0.3, 6, 18));
      c.sequence(
          new SimpleRnnSequence(RnnActivation.TANH, options),
          masked ? mask : null,
          c.floats(3, 5, 6),
          c.floats(3, 6),
          c.floats(6, 6));
    }
    NDArray q = c.floats(2, 9, 3, 8);
    NDArray k = c.floats(2, 11, 3, 8);
    NDArray v = c.floats(2, 11, 3, 5);
    c.add(new ScaledDotProductAttention(0.3, false, false, false), q, k, v);
    c.add(new ScaledDotProductAttention(0.3, true, false, false), q, k, v);
    c.add(new ScaledDotProductAttention(0.3, false, true, false), q, k, v, c.floats(3, 9, 11));
    NDArray visible = c.array(DType.BOOL, 0, 1, 2, 1, 9, 11);
    c.add(new ScaledDotProductAttention(0.3, true, false, true), q, k, v, visible);
  }

  private static void recurrentGradients(Cases c) {
    for (int setting = 0; setting < 16; setting++) {
      boolean sequences = (setting & 1) != 0;
      boolean masked = (setting & 4) != 0;
      // With 17 samples, threads take groups of them.
      int batch = setting % 3 == 0 ? 17 : 3;
      NDArray mask = masked ? c.array(DType.BOOL, 0, 1, batch, 5) : null;
      SequenceOptions options =
          new SequenceOptions(sequences, (setting & 2) != 0, masked, (setting & 8) != 0);
      LstmSequence lstm = new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, options);
      c.sequence(
          new LstmTraining(lstm),
          mask,
          c.floats(batch, 5, 24),
          c.floats(batch, 6),
          c.floats(batch, 6),
          c.floats(6, 24));
      List<NDArray> inputs =
          new ArrayList<>(
              List.of(
                  c.array(DType.FLOAT32, 0, 1, batch, 5, 24),
                  c.array(DType.FLOAT32, -1, 1, batch, 5, 6),
                  c.floats(batch, 5, 6),
                  c.array(DType.FLOAT32, -0.5, 0.5, 6, 24)));
      if (masked) {
        inputs.add(mask);
      }
      NDArray state = c.floats(batch, 6);
      NDArray output = sequences ? c.floats(batch, 5, 6) : state;
      inputs.add(output);
      c.cases.add(new Case(new LstmGradient(lstm, true, false, false), List.copyOf(inputs)));
      inputs.add(state);
      inputs.add(c.floats(batch, 6));
      c.cases.add(new Case(new LstmGradient(lstm, true, true, true), List.copyOf(inputs)));
      inputs.remove(output);
      c.cases.add(new Case(new LstmGradient(lstm, false, true, true), List.copyOf(inputs)));
    }
  }
}
