package org.keras4j.models;

import java.util.List;
import java.util.Map;
import org.keras4j.backend.Backends;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.TrainableModel;
import org.keras4j.config.Config;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.Metric;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.OptimizerSource;
import org.keras4j.tensor.KerasException;
import org.keras4j.training.CompileOptions;
import org.keras4j.training.EvaluateOptions;
import org.keras4j.training.FitOptions;
import org.keras4j.training.StepContext;
import org.keras4j.training.Trainer;
import org.keras4j.training.TrainingException;

/**
 * The half of a model that trains it. Keras: {@code keras.Model}'s part of {@code Trainer}.
 *
 * <p>One thread at a time trains a model. Others may call {@code predict} meanwhile, and see the
 * weights as they are after some complete step.
 */
public abstract class Trainable extends Layer implements TrainableModel {
  private volatile Trainer trainer;
  private volatile KerasException notRestored;

  Trainable(LayerType<?> type, Config config) {
    super(type, config);
  }

  // ---- compile

  /**
   * Says how the model is trained. Keras: {@code compile}. May be called again; what was trained so
   * far stays, and the given optimizer goes on from its own state.
   */
  public final void compile(CompileOptions options) {
    trainer = new Trainer(this, this, new Steps(), options, Backends::defaultBackend);
  }

  /** As {@link #compile(CompileOptions)}, with one loss and metrics or their names. */
  public final void compile(OptimizerSource optimizer, Loss loss, Object... metrics) {
    compile(CompileOptions.optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** As {@link #compile(CompileOptions)}, with a loss by name, such as {@code "mse"}. */
  public final void compile(OptimizerSource optimizer, String loss, Object... metrics) {
    compile(CompileOptions.optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** As {@link #compile(CompileOptions)}, with names, such as {@code "adam"} and {@code "mse"}. */
  public final void compile(String optimizer, String loss, Object... metrics) {
    compile(CompileOptions.optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /**
   * Says why the file that this model came from could not be taken at its word: the message for who
   * tries to train the model without compiling it. For formats.
   */
  public final void cannotBeCompiledAsSaved(KerasException reason) {
    trainer = null;
    notRestored = reason;
  }

  public final boolean isCompiled() {
    return trainer != null;
  }

  /** What {@code compile} was given; null while the model is not compiled. */
  public final CompileOptions compileOptions() {
    return trainer == null ? null : trainer.options();
  }

  @Override
  public final Optimizer optimizer() {
    return trainer == null ? null : trainer.optimizer();
  }

  /** All metrics, the mean loss first; none while the model is not compiled. */
  @Override
  public final List<Metric> metrics() {
    return trainer == null ? List.of() : trainer.metrics();
  }

  private Trainer trainer(String method) {
    Trainer current = trainer;
    if (current == null) {
      KerasException reason = notRestored;
      throw new TrainingException(
          "You must call `compile()` before calling `"
              + method
              + "()`."
              + (reason == null
                  ? ""
                  : " The model was saved compiled, which cannot be restored: "
                      + reason.getMessage()));
    }
    return current;
  }

  // ---- training and evaluation

  /**
   * Trains on arrays. Keras: {@code fit}.
   *
   * @param x an array, or a list or map of arrays, of shape {@code (samples, ...)}
   * @param y targets in the structure of the outputs; null where only layers add losses
   * @return what each epoch gave
   * @throws org.keras4j.tensor.KerasException when data and model do not fit; the weights are then
   *     those after the last complete step
   */
  public final History fit(Object x, Object y, FitOptions options) {
    return trainer("fit").fit(x, y, options);
  }

  /** Trains on a dataset of batches. */
  public final History fit(Dataset batches, FitOptions options) {
    return trainer("fit").fit(batches, options);
  }

  /** The mean loss and the metrics on arrays. Keras: {@code evaluate}. */
  public final Logs evaluate(Object x, Object y) {
    return evaluate(x, y, EvaluateOptions.standard());
  }

  /** The mean loss and the metrics on arrays. */
  public final Logs evaluate(Object x, Object y, EvaluateOptions options) {
    return trainer("evaluate").evaluate(x, y, options);
  }

  /** The mean loss and the metrics on a dataset of batches. */
  public final Logs evaluate(Dataset batches, EvaluateOptions options) {
    return trainer("evaluate").evaluate(batches, options);
  }

  /** One training step on one batch; the loss and metrics of this batch. */
  public final Logs trainOnBatch(Object x, Object y) {
    return trainOnBatch(Batch.of(x, y), null);
  }

  /**
   * One training step on one batch.
   *
   * @param classWeight factors by class; null for none
   */
  public final Logs trainOnBatch(Batch batch, Map<Integer, Double> classWeight) {
    return trainer("train_on_batch").trainOnBatch(batch, classWeight);
  }

  /** The loss and metrics of one batch. */
  public final Logs testOnBatch(Object x, Object y) {
    return testOnBatch(Batch.of(x, y));
  }

  /** The loss and metrics of one batch. */
  public final Logs testOnBatch(Batch batch) {
    return trainer("test_on_batch").testOnBatch(batch);
  }

  // ---- what a subclass may change

  /**
   * One training step: the forward pass, the loss, the update of weights, the metrics. Override it
   * for another way of training, such as two optimizers. Keras: {@code train_step}.
   *
   * @return what logs show, by name
   */
  protected Map<String, Tensor> trainStep(StepContext ctx) {
    Object predictions = ctx.call(ctx.x());
    Tensor loss = computeLoss(ctx, predictions);
    ctx.trackLoss(loss);
    ctx.minimize(loss);
    return computeMetrics(ctx, predictions);
  }

  /** One evaluation step. Keras: {@code test_step}. */
  protected Map<String, Tensor> testStep(StepContext ctx) {
    Object predictions = ctx.call(ctx.x());
    ctx.trackLoss(computeLoss(ctx, predictions));
    return computeMetrics(ctx, predictions);
  }

  /** The scalar to minimise: the compiled losses and the added ones. Keras: compute_loss. */
  protected Tensor computeLoss(StepContext ctx, Object predictions) {
    return ctx.compiledLoss(predictions);
  }

  /** Updates metrics and gives what logs show. Keras: {@code compute_metrics}. */
  protected Map<String, Tensor> computeMetrics(StepContext ctx, Object predictions) {
    return ctx.compiledMetrics(predictions);
  }

  /** Metrics that this model updates itself: reset with the compiled ones, and shown. */
  protected List<Metric> ownMetrics() {
    return List.of();
  }

  /** Names of the outputs, in flattened order. */
  public abstract List<String> outputNames();

  /** Creates the weights for a first batch, where they are not there yet. */
  abstract void buildFor(Object inputs);

  private final class Steps implements Trainer.Steps {
    @Override
    public Map<String, Tensor> trainStep(StepContext ctx) {
      return Trainable.this.trainStep(ctx);
    }

    @Override
    public Map<String, Tensor> testStep(StepContext ctx) {
      return Trainable.this.testStep(ctx);
    }

    @Override
    public List<String> outputNames() {
      return Trainable.this.outputNames();
    }

    @Override
    public List<Metric> metrics() {
      return ownMetrics();
    }

    @Override
    public void buildFor(Batch batch) {
      Trainable.this.buildFor(batch.x());
    }
  }
}
