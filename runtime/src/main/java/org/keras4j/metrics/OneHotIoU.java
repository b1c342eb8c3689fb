package org.keras4j.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * Intersection over union of some classes; targets are one-hot. Keras: {@code
 * keras.metrics.OneHotIoU}.
 */
public final class OneHotIoU extends IntersectionOverUnion {
  /** The number of classes. */
  public static final Arg<Integer> NUM_CLASSES = numClasses();

  /** The classes over which the mean goes. */
  public static final Arg<List<Integer>> TARGET_CLASS_IDS = targetClassIds();

  /** A class whose targets do not count; default none. */
  public static final Arg<Integer> IGNORE_CLASS = Arg.integer("ignore_class", null);

  /** Whether predictions are classes, not one value a class; default false. */
  public static final Arg<Boolean> SPARSE_Y_PRED = Arg.bool("sparse_y_pred", false);

  /** The axis of values of classes; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<OneHotIoU> TYPE =
      builtin(
          "OneHotIoU",
          null,
          OneHotIoU::new,
          NUM_CLASSES,
          TARGET_CLASS_IDS,
          IGNORE_CLASS,
          SPARSE_Y_PRED,
          AXIS);

  private OneHotIoU(Config config) {
    super(
        TYPE,
        config,
        new Options(
            config.get(NUM_CLASSES),
            config.get(TARGET_CLASS_IDS),
            config.get(IGNORE_CLASS),
            false,
            config.get(SPARSE_Y_PRED),
            config.get(AXIS)));
  }

  /** Of the given classes out of {@code numClasses}. */
  public static OneHotIoU of(int numClasses, int... targetClassIds) {
    List<Integer> targets = Arrays.stream(targetClassIds).boxed().toList();
    return TYPE.create(
        Config.of(TYPE.args(), Map.of(NUM_CLASSES, numClasses, TARGET_CLASS_IDS, targets)));
  }
}
