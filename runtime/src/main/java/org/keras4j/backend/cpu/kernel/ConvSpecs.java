package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.cpu.simd.ConvolutionSpec;
import org.keras4j.backend.cpu.simd.DepthwiseSpec;
import org.keras4j.backend.cpu.simd.SpatialAxis;
import org.keras4j.op.ConvSpec;
import org.keras4j.tensor.Shape;

/** Translates convolution ops into what the loops take. */
final class ConvSpecs {
  private ConvSpecs() {}

  /** The convolution of {@code x} with a kernel to {@code y}. */
  static ConvolutionSpec of(ConvSpec spec, Shape x, Shape kernel, Shape y) {
    int rank = spec.rank();
    SpatialAxis[] axes = axes(spec, x, kernel, y, 3);
    return new ConvolutionSpec(
        x.dim(0), axes[0], axes[1], axes[2], x.dim(rank + 1), y.dim(rank + 1), spec.groups());
  }

  /** The depthwise convolution, of one or two spatial axes. */
  static DepthwiseSpec depthwise(ConvSpec spec, Shape x, Shape kernel, Shape y) {
    SpatialAxis[] axes = axes(spec, x, kernel, y, 2);
    return new DepthwiseSpec(x.dim(0), axes[0], axes[1], x.dim(-1), kernel.dim(-1));
  }

  /** Missing axes come first. */
  private static SpatialAxis[] axes(ConvSpec spec, Shape x, Shape kernel, Shape y, int count) {
    SpatialAxis[] axes = new SpatialAxis[count];
    int missing = count - spec.rank();
    for (int i = 0; i < count; i++) {
      int axis = i - missing;
      axes[i] =
          axis < 0
              ? SpatialAxis.NONE
              : new SpatialAxis(
                  x.dim(axis + 1),
                  y.dim(axis + 1),
                  kernel.dim(axis),
                  spec.strides().get(axis),
                  spec.dilations().get(axis),
                  spec.padLow().get(axis));
    }
    return axes;
  }
}
