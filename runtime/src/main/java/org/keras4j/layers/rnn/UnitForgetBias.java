package org.keras4j.layers.rnn;

import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.initializers.Initializer;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * The bias of a cell with Keras' gates input, forget, candidate, output: the forget gate's part is
 * ones, the others are made by {@code base}.
 */
record UnitForgetBias(Initializer base) implements Initializer {
  @Override
  public NDArray initialize(TensorSpec spec, long seed) {
    int units = spec.shape().dim(0) / 4;
    NDArray first = base.initialize(TensorSpec.of(spec.dtype(), units), seed);
    NDArray rest = base.initialize(TensorSpec.of(spec.dtype(), 2 * units), seed + 1);
    NDArray.Builder value = NDArray.builder(spec.dtype(), spec.shape());
    for (int i = 0; i < units; i++) {
      value.set(i, first.getDouble(i));
      value.set(units + i, 1.0);
    }
    for (int i = 0; i < 2 * units; i++) {
      value.set(2 * units + i, rest.getDouble(i));
    }
    return value.build();
  }

  @Override
  public ObjectType<?> type() {
    return base.type();
  }

  @Override
  public Config config() {
    return base.config();
  }
}
