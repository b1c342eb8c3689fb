package org.keras4j.callbacks;

import java.util.List;

/** The callbacks that have arguments. */
public final class Callbacks {
  private static final List<CallbackType<?>> TYPES =
      List.of(
          EarlyStopping.TYPE,
          ModelCheckpoint.TYPE,
          ReduceLROnPlateau.TYPE,
          LearningRateScheduler.TYPE,
          CSVLogger.TYPE,
          TerminateOnNaN.TYPE,
          RemoteMonitor.TYPE,
          SwapEMAWeights.TYPE,
          BackupAndRestore.TYPE,
          TensorBoard.TYPE);

  private Callbacks() {}

  /** What Keras calls them, with their arguments. */
  public static List<CallbackType<?>> types() {
    return TYPES;
  }
}
