package org.keras4j.callbacks;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;

/**
 * Ends training when the loss is NaN or infinite. Keras: {@code keras.callbacks.TerminateOnNaN}. To
 * learn which layer or op made the first one, compile with {@code checkNumerics}.
 */
public final class TerminateOnNaN extends ConfiguredCallback<TerminateOnNaN> {
  static final Arg<Boolean> RAISE_ERROR = Arg.bool("raise_error", false);

  static final CallbackType<TerminateOnNaN> TYPE =
      CallbackType.of("TerminateOnNaN", TerminateOnNaN::new, RAISE_ERROR);

  private TerminateOnNaN(Config config) {
    super(TYPE, config);
  }

  /** Ends training after the batch, so that other callbacks see it end. */
  public static TerminateOnNaN of() {
    return TYPE.create();
  }

  /** Whether an exception comes out of {@code fit} at once; default false. */
  public TerminateOnNaN raiseError(boolean value) {
    return with(RAISE_ERROR, value);
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    if (!logs.contains("loss") || Double.isFinite(logs.get("loss"))) {
      return;
    }
    if (get(RAISE_ERROR)) {
      throw new CallbackException(
          "NaN or Inf loss encountered at batch "
              + batch
              + ". Loss value: "
              + PythonText.repr(logs.get("loss"))
              + ". Terminating training immediately.");
    }
    run.print("Batch " + batch + ": Invalid loss, terminating training\n");
    run.stopTraining();
  }
}
