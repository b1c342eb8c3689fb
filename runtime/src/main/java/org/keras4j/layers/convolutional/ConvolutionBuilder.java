package org.keras4j.layers.convolutional;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.layers.BiasBuilder;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;

/** The setters of all convolution layers. */
public abstract class ConvolutionBuilder<B extends ConvolutionBuilder<B, L>, L extends Layer>
    extends BiasBuilder<B, L> {
  private final WindowArgs window;

  ConvolutionBuilder(LayerType<L> type, WindowArgs window) {
    super(type, BaseConvolution.ACTIVATION, BaseConvolution.USE_BIAS, BaseConvolution.BIAS);
    this.window = window;
  }

  /** Size of the window: one for each spatial axis, or one for all. Required. */
  public final B kernelSize(int... sizes) {
    return set(window.kernelSize(), perAxis(sizes));
  }

  /** Steps of the window: one for each spatial axis, or one for all; default 1. */
  public final B strides(int... steps) {
    return set(window.strides(), perAxis(steps));
  }

  /** What stands around the input; default {@link Padding#VALID}. */
  public final B padding(Padding value) {
    return set(window.padding(), value);
  }

  /** Distances between the window's elements: one for each axis, or one for all; default 1. */
  public final B dilationRate(int... rates) {
    return set(window.dilationRate(), perAxis(rates));
  }

  /** Where the channels are; default last. */
  public final B dataFormat(DataFormat format) {
    return set(BaseConvolution.DATA_FORMAT, format);
  }

  final List<Integer> perAxis(int... values) {
    return values.length == 1
        ? Collections.nCopies(window.rank(), values[0])
        : Arrays.stream(values).boxed().toList();
  }
}
