package org.keras4j.layers.legacy;

import java.util.List;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
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
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.Padding;
import org.keras4j.ops.ShapeOps;
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
  static final Arg<Activation> ACTIVATION = LayerArgs.activation("activation", Activations.LINEAR);
  static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", VarianceScaling.glorotUniform());
  static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());
  static final Arg<Integer> IMPLEMENTATION =
      Arg.integer("implementation", 1).that(way -> way >= 1 && way <= 3, "1, 2 or 3");

  private final Arg<List<Integer>> kernelSize;
  private final Arg<List<Integer>> strides;
  private Variable kernel;
  private Variable bias; // null when use_bias is false
  private Windows windows;
  private LocalProducts products;

  LocallyConnected(
      LayerType<?> type, Config config, Arg<List<Integer>> kernelSize, Arg<List<Integer>> strides) {
    super(type, config);
    this.kernelSize = kernelSize;
    this.strides = strides;
    if (get(PADDING) == Padding.SAME && get(IMPLEMENTATION) == 1) {
      throw new ConfigException(
          "Invalid border mode for "
              + type.className()
              + " (only 'valid' is supported if implementation is 1): same");
    }
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
    windows =
        new Windows(
            input.slice(first, first + rank()).dims(),
            ints(get(kernelSize)),
            ints(get(strides)),
            get(PADDING));
    products =
        new LocalProducts(
            windows,
            get(DATA_FORMAT),
            get(IMPLEMENTATION),
            input.dim(channelsFirst() ? 1 : -1),
            get(FILTERS));
    kernel = ctx.addWeight("kernel", products.kernelShape(), get(KERNEL));
    Shape places = Shape.of(windows.outputs());
    bias =
        get(USE_BIAS)
            ? ctx.addWeight("bias", places.concat(Shape.of(get(FILTERS))), get(BIAS))
            : null;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Tensor output = products.outputs(inputs, ctx.read(kernel));
    if (bias != null) {
      Tensor flatBias = ShapeOps.reshape(ctx.read(bias), windows.outputPlaces(), get(FILTERS));
      output = MathOps.add(output, flatBias);
    }
    return get(ACTIVATION).apply(shaped(output));
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
