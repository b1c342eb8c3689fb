package org.keras4j.layers.rnn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.convolutional.WindowArgs;
import org.keras4j.op.BinaryOp;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.Padding;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * One step of a long short-term memory of which both products are convolutions. Keras: {@code
 * ConvLSTMCell}, which is not public there either.
 */
final class ConvLSTMCell extends ProjectedCell {
  static final Arg<Integer> FILTERS = Arg.positiveInt("filters");
  static final Arg<DataFormat> DATA_FORMAT = LayerArgs.dataFormat();

  private final WindowArgs window;
  private Variable kernel;
  private Variable recurrentKernel;
  private Variable bias; // null when use_bias is false
  private Shape stateShape;

  ConvLSTMCell(WindowArgs window, Config config) {
    super(type(window), config);
    this.window = window;
    boolean strided = get(window.strides()).stream().anyMatch(s -> s > 1);
    if (strided && get(window.dilationRate()).stream().anyMatch(d -> d > 1)) {
      throw new ConfigException(
          "Specifying `strides > 1` is not compatible with `dilation_rate > 1`. Please provide"
              + " `strides=1` or `dilation_rate=1`. Received: strides="
              + get(window.strides())
              + " and dilation_rate="
              + get(window.dilationRate()));
    }
  }

  /** The type over some spatial axes; Keras has none of its own that files could name. */
  static LayerType<ConvLSTMCell> type(WindowArgs window) {
    return LayerType.of(
        "keras.src.layers.rnn.conv_lstm",
        "ConvLSTMCell",
        config -> new ConvLSTMCell(window, config),
        arguments(window));
  }

  /** The arguments of the cell, or of a layer that makes one, and more. */
  static Arg<?>[] arguments(WindowArgs window, Arg<?>... more) {
    List<Arg<?>> args =
        new ArrayList<>(
            List.of(
                FILTERS,
                window.kernelSize(),
                window.strides(),
                window.padding(),
                DATA_FORMAT,
                window.dilationRate(),
                RnnArgs.RECURRENT_ACTIVATION,
                RnnArgs.UNIT_FORGET_BIAS,
                RnnArgs.SEED));
    args.addAll(Arrays.asList(RnnArgs.weights(more)));
    return args.toArray(Arg<?>[]::new);
  }

  @Override
  int gates() {
    return 4;
  }

  /** Keras draws a mask for each gate here, always. */
  @Override
  int maskCount() {
    return gates();
  }

  private boolean channelsFirst() {
    return get(DATA_FORMAT) == DataFormat.CHANNELS_FIRST;
  }

  @Override
  int gateAxis() {
    return channelsFirst() ? -1 - window.rank() : -1;
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(stateShape, stateShape);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int channels = input.dim(gateAxis());
    int first = channelsFirst() ? 2 : 1;
    if (!input.slice(first, first + window.rank()).isFullyKnown()) {
      throw new ShapeException(
          "ConvLSTM layers only support static input shapes for the spatial dimension. Received"
              + " invalid input shape: input_shape="
              + input);
    }
    if (channels == Shape.UNKNOWN) {
      throw new ShapeException(
          "The channel dimension of the inputs (last axis) should be defined. Found None. Full"
              + " input shape received: input_shape="
              + input);
    }
    int filters = get(FILTERS);
    Shape size = Shape.of(get(window.kernelSize()).stream().mapToInt(i -> i).toArray());
    kernel =
        ctx.addWeight("kernel", size.concat(Shape.of(channels, 4 * filters)), get(RnnArgs.KERNEL));
    recurrentKernel =
        ctx.addWeight(
            "recurrent_kernel",
            size.concat(Shape.of(filters, 4 * filters)),
            get(RnnArgs.RECURRENT));
    bias = get(RnnArgs.USE_BIAS) ? ctx.addWeight("bias", Shape.of(4 * filters), biasArgs()) : null;
    buildDropout(ctx);
    Tensor one = Placeholder.of("input", new TensorSpec(computeDType(), input.withDim(0, 1)));
    Tensor weight =
        Placeholder.of(
            "kernel", new TensorSpec(computeDType(), size.concat(Shape.of(channels, filters))));
    stateShape = inputConvolution(one, weight).shape().removeDim(0);
  }

  private WeightArgs biasArgs() {
    WeightArgs args = get(RnnArgs.BIAS);
    return get(RnnArgs.UNIT_FORGET_BIAS)
        ? args.initializer(new UnitForgetBias(args.initializer()))
        : args;
  }

  private Tensor inputConvolution(Tensor x, Tensor weight) {
    return ConvolutionOps.conv(
        x,
        weight,
        get(window.strides()),
        get(window.padding()),
        get(DATA_FORMAT),
        get(window.dilationRate()));
  }

  private Tensor recurrentConvolution(Tensor h, Tensor weight) {
    return ConvolutionOps.conv(h, weight, List.of(1), Padding.SAME, get(DATA_FORMAT), List.of(1));
  }

  @Override
  Tensor project(CallContext ctx, Tensor inputs, boolean sequence) {
    Product convolution =
        sequence
            ? (x, weight) -> TimeAxis.split(inputConvolution(TimeAxis.merge(x), weight), x)
            : this::inputConvolution;
    Tensor x = inputProduct(ctx, inputs, ctx.read(kernel), sequence, convolution);
    if (bias == null) {
      return x;
    }
    Tensor value = ctx.read(bias);
    int[] spatial = IntStream.rangeClosed(1, window.rank()).toArray();
    return BinaryOp.ADD.on(x, channelsFirst() ? ShapeOps.expandDims(value, spatial) : value);
  }

  @Override
  Step advance(CallContext ctx, Tensor projected, List<Tensor> states) {
    Tensor h = states.get(0);
    Tensor inner =
        dropped(h, ctx.read(recurrentKernel), stateMasks(ctx, h), this::recurrentConvolution);
    List<Tensor> gates = JoinOps.split(BinaryOp.ADD.on(projected, inner), 4, gateAxis());
    return LstmGates.step(
        get(RnnArgs.ACTIVATION), get(RnnArgs.RECURRENT_ACTIVATION), gates, states.get(1));
  }
}
