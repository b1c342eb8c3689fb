package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * Mean intersection over union of all classes; targets and predictions are classes. Keras: {@code
 * keras.metrics.MeanIoU}.
 */
public final class MeanIoU extends IntersectionOverUnion {
  /** The number of classes. */
  public static final Arg<Integer> NUM_CLASSES = numClasses();

  /** A class whose targets do not count; default none. */
  public static final Arg<Integer> IGNORE_CLASS = Arg.integer("ignore_class", null);

  /** Whether targets are classes, not one value a class; default true. */
  public static final Arg<Boolean> SPARSE_Y_TRUE = Arg.bool("sparse_y_true", true);

  /** Whether predictions are classes, not one value a class; default true. */
  public static final Arg<Boolean> SPARSE_Y_PRED = Arg.bool("sparse_y_pred", true);

  /** The axis of values of classes; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<MeanIoU> TYPE =
      builtin(
          "MeanIoU",
          null,
          MeanIoU::new,
          NUM_CLASSES,
          IGNORE_CLASS,
          SPARSE_Y_TRUE,
          SPARSE_Y_PRED,
          AXIS);

  private MeanIoU(Config config) {
    super(
        TYPE,
        config,
        new Options(
            config.get(NUM_CLASSES),
            null,
            config.get(IGNORE_CLASS),
            config.get(SPARSE_Y_TRUE),
            config.get(SPARSE_Y_PRED),
            config.get(AXIS)));
  }

  /** Of so many classes. */
  public static MeanIoU of(int numClasses) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(NUM_CLASSES, numClasses)));
  }
}
