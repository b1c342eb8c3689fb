package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.layers.LayerArgs;
import org.keras4j.ops.Padding;

/**
 * The arguments that say which window moves over the spatial axes, and how: lists as long as there
 * are axes; one number stands for all.
 *
 * @param rank number of spatial axes
 */
public record WindowArgs(
    int rank,
    Arg<List<Integer>> kernelSize,
    Arg<List<Integer>> strides,
    Arg<Padding> padding,
    Arg<List<Integer>> dilationRate) {
  /** The arguments for this many spatial axes, without padding "causal". */
  public static WindowArgs of(int rank) {
    return of(rank, false);
  }

  /** With padding "causal" allowed or not. */
  static WindowArgs of(int rank, boolean causal) {
    return new WindowArgs(
        rank,
        Arg.tuple("kernel_size", rank, null),
        Arg.tuple("strides", rank, 1),
        LayerArgs.padding(causal),
        Arg.tuple("dilation_rate", rank, 1));
  }
}
