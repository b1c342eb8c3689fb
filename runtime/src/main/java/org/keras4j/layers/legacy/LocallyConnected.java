package org.keras4j.layers.legacy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntBinaryOperator;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.Padding;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Moving windows with weights of their own at each place. Keras had three ways to keep the weights:
 *
 * <ol>
 *   <li>{@code kernel (places, window * channels, filters)};
 *   <li>a matrix from all inputs to all outputs, of which only what windows see counts;
 *   <li>a vector of the elements of that matrix that count.
 * </ol>
 */
abstract class LocallyConnected extends Layer {
  static final Arg<Integer> FILTERS = Arg.positiveInt("filters");
  static final Arg<Padding> PADDING = LayerArgs.padding(false);
  static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();
  static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.LINEAR);
  static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  static final Arg<WeightArgs> KERNEL =
      WeightArgs.arg("kernel", VarianceScaling.glorotUniform());
  static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());
  static final Arg<Integer> IMPLEMENTATION =
      Arg.integer("implementation", 1).that(way -> way >= 1 && way <= 3, "1, 2 or 3");

  private final Arg<List<Integer>> kernelSize;
  private final Arg<List<Integer>> strides;
  private Variable kernel;
  private Variable bias; // null when use_bias is false
  private Windows windows;
  private int channels;

  LocallyConnected(
      LayerType<?> type,
      Config config,
      Arg<List<Integer>> kernelSize,
      Arg<List<Integer>> strides) {
    super(type, config);
    this.kernelSize = kernelSize;
    this.strides = strides;
  }

  private int rank() {
    return get(kernelSize).size();
  }

  private boolean channelsFirst() {
    return get(DATA_FORMAT) == DataFormat.CHANNELS_FIRST;
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(rank() + 2);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int first = channelsFirst() ? 2 : 1;
    channels = input.dim(channelsFirst() ? 1 : -1);
    windows =
        new Windows(
            input.slice(first, first + rank()).dims(),
            ints(get(kernelSize)),
            ints(get(strides)),
            get(PADDING));
    kernel = ctx.addWeight("kernel", kernelShape(), get(KERNEL));
    Shape places = Shape.of(windows.outputs());
    bias =
        get(USE_BIAS)
            ? ctx.addWeight("bias", places.concat(Shape.of(get(FILTERS))), get(BIAS))
            : null;
  }

  private Shape kernelShape() {
    int filters = get(FILTERS);
    Shape from = Shape.of(windows.sizes());
    Shape to = Shape.of(windows.outputs());
    return switch (get(IMPLEMENTATION)) {
      case 1 ->
          Shape.of(
              windows.outputPlaces(),
              get(kernelSize).stream().reduce(channels, (a, b) -> a * b),
              filters);
      case 2 ->
          channelsFirst()
              ? Shape.of(channels).concat(from).concat(Shape.of(filters)).concat(to)
              : from.concat(Shape.of(channels)).concat(to).concat(Shape.of(filters));
      default -> Shape.of(connections().size());
    };
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    int from = windows.inputPlaces() * channels;
    int to = windows.outputPlaces() * get(FILTERS);
    Tensor flat = ShapeOps.reshape(inputs, -1, from);
    Tensor output;
    if (get(IMPLEMENTATION) == 1) {
      output = byPlace(flat, ctx.read(kernel));
    } else {
      output = ProductOps.matmul(flat, matrix(ctx.read(kernel), from, to));
      output = channelsLast(output);
    }
    if (bias != null) {
      Tensor flatBias = ShapeOps.reshape(ctx.read(bias), windows.outputPlaces(), get(FILTERS));
      output = MathOps.add(output, flatBias);
    }
    return get(ACTIVATION).apply(shaped(output));
  }

  /** {@code (batch, places, filters)}: one product for each place. */
  private Tensor byPlace(Tensor flat, Tensor weights) {
    int places = windows.outputPlaces();
    int features = kernel.shape().dim(1);
    IntBinaryOperator position =
        Windows.positions(get(DATA_FORMAT), windows.inputPlaces(), channels);
    List<List<Integer>> seen = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      seen.add(new ArrayList<>());
    }
    windows.forEach((output, input) -> seen.get(output).add(input));
    int[] indices = new int[places * features];
    int at = 0;
    for (List<Integer> window : seen) {
      for (int i = 0; i < features; i++) {
        int perWindow = window.size();
        int place = channelsFirst() ? i % perWindow : i / channels;
        int channel = channelsFirst() ? i / perWindow : i % channels;
        indices[at++] = position.applyAsInt(window.get(place), channel);
      }
    }
    Tensor picked = IndexOps.take(flat, Constant.of(NDArray.of(indices, indices.length)), 1);
    Tensor patches = ShapeOps.reshape(picked, -1, places, features);
    Tensor products = ProductOps.matmul(ShapeOps.transpose(patches, 1, 0, 2), weights);
    return ShapeOps.transpose(products, 1, 0, 2);
  }

  /** The matrix from flattened inputs to flattened outputs. */
  private Tensor matrix(Tensor weights, int from, int to) {
    List<int[]> pairs = connections();
    int[] indices = new int[2 * pairs.size()];
    for (int i = 0; i < pairs.size(); i++) {
      indices[2 * i] = pairs.get(i)[1];
      indices[2 * i + 1] = pairs.get(i)[0];
    }
    Tensor places = Constant.of(NDArray.of(indices, pairs.size(), 2));
    if (get(IMPLEMENTATION) == 3) {
      return IndexOps.scatter(places, weights, Shape.of(from, to));
    }
    float[] ones = new float[pairs.size()];
    java.util.Arrays.fill(ones, 1);
    Tensor mask =
        IndexOps.scatter(
            places, Constant.of(NDArray.of(ones, ones.length)), Shape.of(from, to));
    return MathOps.multiply(
        ShapeOps.reshape(weights, from, to), DTypes.cast(mask, weights.dtype()));
  }

  /** Pairs of flat output and flat input that are connected, in the order of the third way. */
  private List<int[]> connections() {
    IntBinaryOperator in =
        Windows.positions(get(DATA_FORMAT), windows.inputPlaces(), channels);
    IntBinaryOperator out =
        Windows.positions(get(DATA_FORMAT), windows.outputPlaces(), get(FILTERS));
    TreeSet<Long> pairs = new TreeSet<>();
    windows.forEach(
        (output, input) -> {
          for (int filter = 0; filter < get(FILTERS); filter++) {
            for (int channel = 0; channel < channels; channel++) {
              pairs.add(
                  ((long) out.applyAsInt(output, filter) << 32) | in.applyAsInt(input, channel));
            }
          }
        });
    return pairs.stream().map(p -> new int[] {(int) (p >> 32), p.intValue()}).toList();
  }

  /** Flat outputs as {@code (batch, places, filters)}. */
  private Tensor channelsLast(Tensor flat) {
    int places = windows.outputPlaces();
    return channelsFirst()
        ? ShapeOps.transpose(ShapeOps.reshape(flat, -1, get(FILTERS), places), 0, 2, 1)
        : ShapeOps.reshape(flat, -1, places, get(FILTERS));
  }

  /** {@code (batch, places, filters)} in the layer's data format. */
  private Tensor shaped(Tensor output) {
    Tensor ordered = channelsFirst() ? ShapeOps.transpose(output, 0, 2, 1) : output;
    int[] places = windows.outputs();
    int[] dims = new int[places.length + 2];
    dims[0] = -1;
    System.arraycopy(places, 0, dims, channelsFirst() ? 2 : 1, places.length);
    dims[channelsFirst() ? 1 : dims.length - 1] = get(FILTERS);
    return ShapeOps.reshape(ordered, dims);
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
