package org.keras4j.layers;

import org.keras4j.graph.Variable;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The random state of one layer: each draw in a training step takes a fresh key and leaves the next
 * one behind. Keras: {@code keras.random.SeedGenerator}. Never saved in files, as in Keras.
 */
public final class SeedGenerator {
  private final Variable state;

  /** A generator that starts from {@code seed}; {@code path} is the owning layer's. */
  public SeedGenerator(String path, long seed) {
    int[] words = {(int) seed, (int) (seed >>> 32)};
    TensorSpec spec = new TensorSpec(DType.UINT32, Shape.of(2));
    this.state =
        new Variable(
            "seed_generator_state",
            path + "/seed_generator/seed_generator_state",
            spec,
            false,
            () -> NDArray.wrap(DType.UINT32, spec.shape(), words));
  }

  /** The key's words: uint32 of shape (2,). */
  public Variable state() {
    return state;
  }
}
