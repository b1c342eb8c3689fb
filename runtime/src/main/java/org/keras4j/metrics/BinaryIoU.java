package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.tensor.DType;

/**
 * Intersection over union of two classes, told apart by a threshold. Keras: {@code
 * keras.metrics.BinaryIoU}.
 */
public final class BinaryIoU extends IntersectionOverUnion {
  /** The classes over which the mean goes; default both, 0 and 1. */
  public static final Arg<List<Integer>> TARGET_CLASS_IDS =
      Arg.integers("target_class_ids", List.of(0, 1))
          .that(ids -> !ids.isEmpty(), "at least one class");

  /** From it on a prediction means class 1; default 0.5. */
  public static final Arg<Double> THRESHOLD = Arg.number("threshold", 0.5);

  public static final NamedType<BinaryIoU> TYPE =
      builtin("BinaryIoU", null, BinaryIoU::new, TARGET_CLASS_IDS, THRESHOLD);

  private BinaryIoU(Config config) {
    super(TYPE, config, new Options(2, config.get(TARGET_CLASS_IDS), null, true, true, -1));
  }

  /** With default arguments. */
  public static BinaryIoU of() {
    return TYPE.create();
  }

  @Override
  Tensor predictions(Tensor yPred) {
    return LogicOps.greaterEqual(DTypes.cast(yPred, DType.FLOAT32), get(THRESHOLD));
  }
}
