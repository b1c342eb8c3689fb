package org.keras4j.callbacks;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;

/**
 * Evaluates and predicts with the moving averages of the weights that an optimizer with {@code
 * use_ema} keeps: puts them into the model before, and the weights back after. Keras: {@code
 * keras.callbacks.SwapEMAWeights}.
 *
 * <p>Keras forgets to put the weights back after {@code predict}; this does not.
 */
public final class SwapEMAWeights extends ConfiguredCallback<SwapEMAWeights> {
  static final Arg<Boolean> SWAP_ON_EPOCH = Arg.bool("swap_on_epoch", false);

  static final CallbackType<SwapEMAWeights> TYPE =
      CallbackType.of("SwapEMAWeights", SwapEMAWeights::new, SWAP_ON_EPOCH);

  private boolean isSwapped;

  private SwapEMAWeights(Config config) {
    super(TYPE, config);
  }

  /** Averages in evaluations and predictions only. */
  public static SwapEMAWeights of() {
    return TYPE.create();
  }

  /** Whether the averages are there at the end of each epoch, too, to be saved; default false. */
  public SwapEMAWeights swapOnEpoch(boolean value) {
    return with(SWAP_ON_EPOCH, value);
  }

  private static Map<Variable, Variable> averages(TrainingRun run) {
    Map<Variable, Variable> averages =
        run.model().optimizer() == null ? Map.of() : run.model().optimizer().movingAverages();
    if (averages.isEmpty()) {
      throw new CallbackException(
          "SwapEMAWeights must be used when `use_ema=True` is set on the optimizer, after the first"
              + " step of training. Received: optimizer="
              + run.model().optimizer());
    }
    return averages;
  }

  private void swap(TrainingRun run) {
    averages(run)
        .forEach(
            (variable, average) -> {
              NDArray weight = variable.value();
              variable.assign(average.value());
              average.assign(weight);
            });
    isSwapped = !isSwapped;
  }

  private void swap(TrainingRun run, boolean toAverages) {
    if (isSwapped != toAverages) {
      swap(run);
    }
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    if (get(SWAP_ON_EPOCH)) {
      swap(run, false);
    }
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    if (!get(SWAP_ON_EPOCH)) {
      return;
    }
    swap(run, true);
    // After the last epoch the optimizer puts its averages into the model.
    if (epoch == run.epochs() - 1 || run.isStopped()) {
      averages(run).forEach((variable, average) -> average.assign(variable.value()));
    }
  }

  @Override
  public void onTestBegin(TrainingRun run) {
    swap(run, true);
  }

  @Override
  public void onTestEnd(TrainingRun run, Logs logs) {
    swap(run, false);
  }

  @Override
  public void onPredictBegin(TrainingRun run) {
    swap(run, true);
  }

  @Override
  public void onPredictEnd(TrainingRun run) {
    swap(run, false);
  }
}
