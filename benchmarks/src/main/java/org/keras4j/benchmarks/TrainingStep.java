package org.keras4j.benchmarks;

import java.util.List;
import java.util.Map;
import org.keras4j.autodiff.Gradients;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Trace;
import org.keras4j.models.Model;
import org.keras4j.op.Softmax;
import org.keras4j.ops.LossOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.Adam;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * One step of training a {@link Workload} as one function: the model in training mode, the sparse
 * cross-entropy of its ten classes, gradients, and Adam's update of every weight.
 *
 * <p>Inputs: a batch, its labels (int32). Output: the loss before the update.
 */
public record TrainingStep(Workload workload, int batch) {
  /** The batch that each workload is trained with. */
  public static final Map<String, Integer> BATCHES =
      Map.of("mlp", 128, "mnist_cnn", 32, "lstm", 32, "transformer", 8);

  /** The step of a workload with its usual batch. */
  public static TrainingStep of(String name) {
    Integer batch = BATCHES.get(name);
    if (batch == null) {
      throw new IllegalArgumentException(
          "There is no training of '"
              + name
              + "'. Names: "
              + BATCHES.keySet().stream().sorted().toList());
    }
    return new TrainingStep(new Workload(name), batch);
  }

  /** The stored samples, and label {@code i % 10} for sample {@code i}. */
  public List<NDArray> inputs() {
    int[] labels = new int[batch];
    for (int i = 0; i < batch; i++) {
      labels[i] = i % 10;
    }
    return List.of(workload.inputs(batch), NDArray.of(labels, batch));
  }

  /** The function for freshly loaded weights, which it updates. */
  public GraphFunction trace() {
    Model model = workload.load();
    Tensor x = Placeholder.of("x", workload.inputs(batch).spec());
    Tensor y = Placeholder.of("y", TensorSpec.of(DType.INT32, batch));
    Trace trace = Trace.training();
    Tensor scores = (Tensor) trace.call(model, CallArguments.of(x));
    boolean areLogits = !(scores.node().op() instanceof Softmax);
    Tensor losses = LossOps.sparseCategoricalCrossentropy(y, scores, areLogits, -1);
    Tensor loss = ReduceOps.mean(losses);
    List<Variable> weights = model.trainableWeights();
    List<Tensor> gradients = List.copyOf(Gradients.of(loss, weights).values());
    Adam.builder().build().apply(trace, weights, gradients, weight -> null);
    return trace.function(List.of(x, y), List.of(loss));
  }
}
