package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * Mean intersection over union of all classes; targets are one-hot. Keras: {@code
 * keras.metrics.OneHotMeanIoU}.
 */
public final class OneHotMeanIoU extends IntersectionOverUnion {
  /** The number of classes. */
  public static final Arg<Integer> NUM_CLASSES = numClasses();

  /** A class whose targets do not count; default none. */
  public static final Arg<Integer> IGNORE_CLASS = Arg.integer("ignore_class", null);

  /** Whether predictions are classes, not one value a class; default false. */
  public static final Arg<Boolean> SPARSE_Y_PRED = Arg.bool("sparse_y_pred", false);

  /** The axis of values of classes; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<OneHotMeanIoU> TYPE =
      builtin(
          "OneHotMeanIoU",
          null,
          OneHotMeanIoU::new,
          NUM_CLASSES,
          IGNORE_CLASS,
          SPARSE_Y_PRED,
          AXIS);

  private OneHotMeanIoU(Config config) {
    super(
        TYPE,
        config,
        new Options(
            config.get(NUM_CLASSES),
            null,
            config.get(IGNORE_CLASS),
            false,
            config.get(SPARSE_Y_PRED),
            config.get(AXIS)));
  }

  /** Of so many classes. */
  public static OneHotMeanIoU of(int numClasses) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(NUM_CLASSES, numClasses)));
  }
}
