package org.keras4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.keras4j.callbacks.CallbackList;
import org.keras4j.callbacks.ProgbarLogger;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.data.Batch;
import org.keras4j.data.DataIterator;
import org.keras4j.data.Dataset;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.NDArray;
import org.keras4j.training.PredictOptions;

/** Runs a model over batches, with callbacks. Keras: the loop of {@code Model.predict}. */
final class PredictLoop {
  private final Model model;
  private final Predictor predictor;

  PredictLoop(Model model, Predictor predictor) {
    this.model = model;
    this.predictor = predictor;
  }

  /** All outputs for arrays, cut into batches. */
  List<NDArray> run(List<NDArray> inputs, PredictOptions options) {
    Batch all = Batch.of(inputs);
    int rows = all.size();
    int size = options.batchSize();
    int batches = (rows + size - 1) / size;
    Dataset dataset =
        Dataset.from(
            () ->
                IntStream.range(0, batches)
                    .mapToObj(i -> all.rows(i * size, Math.min(rows, (i + 1) * size)))
                    .iterator(),
            batches);
    return run(dataset, options);
  }

  /** All outputs, in flattened order, of all batches one below the other. */
  List<NDArray> run(Dataset batches, PredictOptions options) {
    if (batches.size() == Dataset.INFINITE && options.steps() == null) {
      throw new ModelException(
          "The dataset never ends: say how many batches to predict with `steps`");
    }
    Dataset wanted = options.steps() == null ? batches : batches.take(options.steps());
    int verbose = ProgbarLogger.resolve(options.verbose());
    CallbackList callbacks = CallbackList.of(options.callbacks(), verbose);
    long steps = wanted.size() < 0 ? TrainingRun.UNKNOWN : wanted.size();
    TrainingRun run = new TrainingRun(model, 0, 1, steps, verbose);
    List<List<NDArray>> parts = new ArrayList<>();
    callbacks.onPredictBegin(run);
    try (DataIterator pass = wanted.iterator()) {
      while (pass.hasNext() && !run.isEvaluationStopped()) {
        Batch batch = pass.next();
        callbacks.onPredictBatchBegin(run, parts.size());
        parts.add(outputs(batch.x()));
        callbacks.onPredictBatchEnd(run, parts.size() - 1);
      }
    }
    callbacks.onPredictEnd(run);
    if (parts.isEmpty()) {
      throw new ModelException("The dataset has no batches: there is nothing to predict");
    }
    List<NDArray> outputs = new ArrayList<>();
    for (int i = 0; i < parts.get(0).size(); i++) {
      int output = i;
      outputs.add(Predictor.concat(parts.stream().map(part -> part.get(output)).toList()));
    }
    return outputs;
  }

  private List<NDArray> outputs(Object x) {
    if (x instanceof Map<?, ?> byName) {
      Map<String, NDArray> inputs = new LinkedHashMap<>();
      byName.forEach((name, array) -> inputs.put((String) name, (NDArray) array));
      return List.copyOf(predictor.run(inputs).values());
    }
    return predictor.run(Structures.flatten(x, NDArray.class));
  }
}
