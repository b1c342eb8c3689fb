package org.keras4j.formats.keras.writer;

import org.keras4j.models.Model;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** Writes weights alone in the layout of Keras 3. */
public final class ModelWeights {
  private ModelWeights() {}

  /** Writes one {@code .weights.h5} file. */
  public static void write(Model model, ModelTarget target, SaveOptions options) {
    Targets.write(target, options, WeightsFile.of(model, options)::writeTo);
  }

  /** Writes a {@code .weights.json} file and its shards beside it. */
  public static void writeShards(Model model, ModelTarget target, SaveOptions options) {
    WeightShards.write(model, Targets.path(target, options, "a set of sharded weights"), options);
  }
}
