package org.keras4j.layers.pooling;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerArgs;
import org.keras4j.ops.Padding;

/**
 * The arguments that say which window moves over the spatial axes, and how: lists as long as there
 * are axes; one number stands for all.
 *
 * @param rank number of spatial axes
 * @param strides None for the pool size
 */
public record PoolArgs(
    int rank, Arg<List<Integer>> poolSize, Arg<List<Integer>> strides, Arg<Padding> padding) {
  /** With a default pool size, or {@code null} where Keras requires one. */
  static PoolArgs of(int rank, Integer defaultPoolSize) {
    return new PoolArgs(
        rank,
        Arg.tuple("pool_size", rank, defaultPoolSize),
        Arg.tupleOrNone("strides", rank, 1),
        LayerArgs.padding(false));
  }

  /** The config with strides filled in, as Keras writes it. */
  Config withStrides(Config config) {
    return config.get(strides) == null ? config.with(strides, config.get(poolSize)) : config;
  }

  static List<Integer> perAxis(int rank, int... values) {
    return values.length == 1
        ? Collections.nCopies(rank, values[0])
        : Arrays.stream(values).boxed().toList();
  }
}
