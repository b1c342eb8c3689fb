package org.keras4j.training;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.keras4j.backend.Backend;
import org.keras4j.callbacks.CallbackList;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.callbacks.TrainableModel;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.plan.ResidentState;

/**
 * The loops of training and evaluation over one compiled model. Used by one thread at a time.
 * Keras: {@code keras.trainers.Trainer}.
 */
public final class Trainer {
  private static final int BATCH_SIZE = 32;

  /** What a trainer needs of a model, besides its being a layer. */
  public interface Steps {
    /** Writes one training step. */
    Map<String, Tensor> trainStep(StepContext ctx);

    /** Writes one evaluation step. */
    Map<String, Tensor> testStep(StepContext ctx);

    /** Names of the outputs, in flattened order. */
    List<String> outputNames();

    /** Metrics that the model itself updates. */
    List<Metric> metrics();

    /** Creates the weights for a first batch, where that has not happened yet. */
    void buildFor(Batch batch);
  }

  private final TrainableModel model;
  private final Steps steps;
  private final CompiledModel compiled;
  private final StepRunner train;
  private final StepRunner test;

  /**
   * A trainer.
   *
   * @param layer the model as a layer
   * @param model the same, as callbacks see it
   */
  public Trainer(
      Layer layer,
      TrainableModel model,
      Steps steps,
      CompileOptions options,
      Supplier<Backend> backend) {
    this.model = model;
    this.steps = steps;
    this.compiled = new CompiledModel(layer, options, steps::outputNames, steps::metrics);
    ResidentState state = new ResidentState(backend.get());
    this.train = new StepRunner(compiled, steps::trainStep, true, backend.get(), state);
    this.test = new StepRunner(compiled, steps::testStep, false, backend.get(), state);
  }

  public CompileOptions options() {
    return compiled.options();
  }

  /** Null when the model was compiled without. */
  public Optimizer optimizer() {
    return compiled.optimizer();
  }

  /** All metrics, the mean loss first. Keras: {@code model.metrics}. */
  public List<Metric> metrics() {
    return compiled.allMetrics();
  }

  // ---- fit

  /** Trains on arrays. */
  public History fit(Object x, Object y, FitOptions options) {
    Batch all = new Batch(x, y, options.sampleWeight());
    Batch training = all;
    Batch validation = options.validationArrays();
    if (options.validationSplit() > 0
        && validation == null
        && options.validationDataset() == null) {
      int rows = all.size();
      int split = (int) Math.floor(rows * (1.0 - options.validationSplit()));
      if (split == 0 || split == rows) {
        throw new TrainingException(
            "Training data contains "
                + rows
                + " samples, which is not sufficient to split it into a validation and training"
                + " set as specified by `validation_split="
                + options.validationSplit()
                + "`. Either provide more data, or a different value for the `validation_split`"
                + " argument.");
      }
      training = all.rows(0, split);
      validation = all.rows(split, rows);
    }
    if (options.classWeight() != null) {
      training = ClassWeights.apply(training, options.classWeight());
    }
    int batchSize = options.batchSize() == null ? BATCH_SIZE : options.batchSize();
    EpochData data =
        new ArrayEpochs(
            training, batchSize, options.shuffle(), options.seed(), options.stepsPerEpoch());
    return fit(data, validation(validation, options, batchSize), options);
  }

  /** Trains on batches. */
  public History fit(Dataset batches, FitOptions options) {
    refuse(options.batchSize() != null, "batch_size");
    refuse(options.sampleWeight() != null, "sample_weight");
    refuse(options.validationSplit() > 0, "validation_split");
    EpochData data = new DatasetEpochs(batches, options.stepsPerEpoch(), options.classWeight());
    return fit(data, validation(options.validationArrays(), options, BATCH_SIZE), options);
  }

  private static void refuse(boolean isGiven, String argument) {
    if (isGiven) {
      throw new TrainingException(
          "The `"
              + argument
              + "` argument is not supported when `x` is a dataset: it has batches of its own");
    }
  }

  private static EpochData validation(Batch arrays, FitOptions options, int batchSize) {
    if (arrays != null) {
      Integer own = options.validationBatchSize();
      return new ArrayEpochs(
          arrays,
          own == null ? batchSize : own,
          FitOptions.Shuffle.NONE,
          0,
          options.validationSteps());
    }
    return options.validationDataset() == null
        ? null
        : new DatasetEpochs(options.validationDataset(), options.validationSteps(), null);
  }

  private History fit(EpochData data, EpochData validation, FitOptions options) {
    History history = new History();
    int verbose = ProgbarLogger.resolve(options.verbose());
    CallbackList callbacks = CallbackList.of(options.callbacks(), verbose, history);
    TrainingRun run =
        new TrainingRun(model, options.initialEpoch(), options.epochs(), data.steps(), verbose);
    try (data;
        validation) {
      callbacks.onTrainBegin(run);
      Logs last = new Logs();
      for (int epoch = run.initialEpoch(); epoch < run.epochs() && !run.isStopped(); epoch++) {
        last = epoch(epoch, data, validation, options, run, callbacks);
      }
      if (optimizer() != null && options.epochs() > 0) {
        optimizer().finalizeVariableValues();
      }
      callbacks.onTrainEnd(run, last);
    }
    return history;
  }

  private Logs epoch(
      int epoch,
      EpochData data,
      EpochData validation,
      FitOptions options,
      TrainingRun run,
      CallbackList callbacks) {
    compiled.resetMetrics();
    callbacks.onEpochBegin(run, epoch);
    data.beginEpoch();
    Logs logs =
        loop(
            data,
            train,
            run::isStopped,
            batch -> callbacks.onTrainBatchBegin(run, batch),
            (batch, step) -> callbacks.onTrainBatchEnd(run, batch, step));
    run.setSteps(data.steps());
    Logs epochLogs = logs.copy();
    if (validation != null && options.validatesAfter(epoch)) {
      epochLogs.putAll("val_", evaluate(validation, run, callbacks));
    }
    callbacks.onEpochEnd(run, epoch, epochLogs);
    return epochLogs;
  }

  private interface BatchEnd {
    void call(long batch, Logs logs);
  }

  /** Steps until the epoch ends or somebody stops it; the logs of the last step. */
  private Logs loop(
      EpochData data,
      StepRunner runner,
      BooleanSupplier isStopped,
      LongConsumer begin,
      BatchEnd end) {
    Logs logs = new Logs();
    int perExecution = options().stepsPerExecution();
    Batch batch = data.next();
    for (long step = 0; batch != null; step += perExecution) {
      begin.accept(step);
      for (int i = 0; i < perExecution && batch != null; i++) {
        if (step == 0 && i == 0) {
          steps.buildFor(batch);
        }
        logs = runner.run(batch);
        batch = data.next();
      }
      end.call(step + perExecution - 1, logs);
      if (isStopped.getAsBoolean()) {
        break;
      }
    }
    return logs;
  }

  // ---- evaluate

  /** The loss and metrics on arrays. */
  public Logs evaluate(Object x, Object y, EvaluateOptions options) {
    Batch all = new Batch(x, y, options.sampleWeight());
    return evaluate(
        new ArrayEpochs(all, options.batchSize(), FitOptions.Shuffle.NONE, 0, options.steps()),
        options);
  }

  /** The loss and metrics on batches. */
  public Logs evaluate(Dataset batches, EvaluateOptions options) {
    refuse(options.sampleWeight() != null, "sample_weight");
    return evaluate(new DatasetEpochs(batches, options.steps(), null), options);
  }

  private Logs evaluate(EpochData data, EvaluateOptions options) {
    int verbose = ProgbarLogger.resolve(options.verbose());
    CallbackList callbacks = CallbackList.of(options.callbacks(), verbose);
    TrainingRun run = new TrainingRun(model, 0, 1, data.steps(), verbose);
    try (data) {
      return evaluate(data, run, callbacks);
    }
  }

  private Logs evaluate(EpochData data, TrainingRun run, CallbackList callbacks) {
    run.beginEvaluation();
    callbacks.onTestBegin(run);
    compiled.resetMetrics();
    data.beginEpoch();
    Logs logs =
        loop(
                data,
                test,
                run::isEvaluationStopped,
                batch -> callbacks.onTestBatchBegin(run, batch),
                (batch, step) -> callbacks.onTestBatchEnd(run, batch, step))
            .copy();
    callbacks.onTestEnd(run, logs);
    return logs;
  }

  // ---- single batches

  /** One training step. Metrics are those of this batch alone. */
  public Logs trainOnBatch(Batch batch, Map<Integer, Double> classWeight) {
    Batch weighted = classWeight == null ? batch : ClassWeights.apply(batch, classWeight);
    return onBatch(weighted, train);
  }

  /** One evaluation step. Metrics are those of this batch alone. */
  public Logs testOnBatch(Batch batch) {
    return onBatch(batch, test);
  }

  private Logs onBatch(Batch batch, StepRunner runner) {
    steps.buildFor(batch);
    compiled.resetMetrics();
    return runner.run(batch).copy();
  }
}
