package org.keras4j.layers.convolutional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.op.BinaryOp;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** What all convolution layers share: window, data format, bias and activation. */
abstract class BaseConvolution extends Layer {
  public static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();
  public static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.LINEAR);
  public static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  public static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  private final WindowArgs window;
  private int channels = Shape.UNKNOWN;
  private Variable bias; // null when use_bias is false

  BaseConvolution(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config);
    this.window = window;
  }

  /** The arguments of a type: those of the window, the common ones, and its own. */
  static Arg<?>[] arguments(WindowArgs window, Arg<?>... own) {
    Stream<Arg<?>> common =
        Stream.of(
            window.kernelSize(),
            window.strides(),
            window.padding(),
            DATA_FORMAT,
            window.dilationRate(),
            ACTIVATION,
            USE_BIAS,
            BIAS,
            ACTIVITY_REGULARIZER);
    return Stream.concat(Arrays.stream(own), common).toArray(Arg<?>[]::new);
  }

  /** Creates the kernels for inputs of so many channels; gives the number of output channels. */
  abstract int buildKernels(BuildContext ctx, int inputChannels);

  /** The convolution of channels-last inputs. */
  abstract Tensor convolve(CallContext ctx, Tensor inputs);

  final List<Integer> strides() {
    return get(window.strides());
  }

  final List<Integer> dilationRate() {
    return get(window.dilationRate());
  }

  final Padding padding() {
    return get(window.padding());
  }

  /** A kernel's shape: the window's sizes, then two more. */
  final Shape kernelShape(int beforeLast, int last) {
    return shape(get(window.kernelSize()), beforeLast, last);
  }

  /** The shape of a kernel that looks at one position only. */
  final Shape pointwiseShape(int beforeLast, int last) {
    return shape(Collections.nCopies(window.rank(), 1), beforeLast, last);
  }

  private static Shape shape(List<Integer> sizes, int beforeLast, int last) {
    List<Integer> dims = new ArrayList<>(sizes);
    dims.add(beforeLast);
    dims.add(last);
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Refuses strides together with dilation. */
  final void requireStridesOrDilation() {
    if (Collections.max(strides()) > 1 && Collections.max(dilationRate()) > 1) {
      throw new ConfigException(
          "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides="
              + strides()
              + " and dilation_rate="
              + dilationRate());
    }
  }

  private int channelAxis() {
    return get(DATA_FORMAT) == DataFormat.CHANNELS_LAST ? -1 : 1;
  }

  @Override
  protected final InputSpec inputSpec() {
    InputSpec spec = InputSpec.minRank(window.rank() + 2);
    return channels == Shape.UNKNOWN ? spec : spec.axis(channelAxis(), channels);
  }

  @Override
  protected final void build(BuildContext ctx, Shape input) {
    int inputChannels = input.dim(channelAxis());
    if (inputChannels == Shape.UNKNOWN) {
      throw new ShapeException(
          "The channel dimension of the inputs should be defined. Received: input_shape="
              + input
              + " with data_format="
              + get(DATA_FORMAT));
    }
    int outputs = buildKernels(ctx, inputChannels);
    bias = get(USE_BIAS) ? ctx.addWeight("bias", Shape.of(outputs), get(BIAS)) : null;
    channels = inputChannels;
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor inputs) {
    DataFormat format = get(DATA_FORMAT);
    // The bias is added channels last, where it can become part of the convolution's kernel.
    Tensor x = convolve(ctx, format.toLast(inputs));
    x = bias == null ? x : BinaryOp.ADD.on(x, ctx.read(bias));
    return get(ACTIVATION).apply(format.fromLast(x));
  }
}
