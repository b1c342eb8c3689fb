package org.keras4j.benchmarks;

import java.util.List;
import java.util.Map;
import org.keras4j.autodiff.Gradients;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Trace;
import org.keras4j.models.Model;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Softmax;
import org.keras4j.op.UnaryOp;
import org.keras4j.ops.LossOps;
import org.keras4j.ops.ReduceOps;
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

  private static final double RATE = 0.001;
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-7;

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
    Adam adam = new Adam(trace);
    Gradients.of(loss, model.trainableWeights()).forEach(adam::update);
    return trace.function(List.of(x, y), List.of(loss));
  }

  /** Keras' Adam with its defaults. */
  private static final class Adam {
    private final Trace trace;
    private final Tensor rate;

    Adam(Trace trace) {
      this.trace = trace;
      Variable iterations = slot("iterations", TensorSpec.of(DType.FLOAT32));
      Tensor step = BinaryOp.ADD.on(trace.read(iterations), scalar(1));
      trace.update(iterations, step);
      Tensor power1 = BinaryOp.POWER.on(scalar(BETA_1), step);
      Tensor power2 = BinaryOp.POWER.on(scalar(BETA_2), step);
      Tensor correction = UnaryOp.SQRT.on(BinaryOp.SUBTRACT.on(scalar(1), power2));
      rate =
          BinaryOp.DIVIDE.on(
              BinaryOp.MULTIPLY.on(scalar(RATE), correction),
              BinaryOp.SUBTRACT.on(scalar(1), power1));
    }

    void update(Variable weight, Tensor gradient) {
      Tensor m = towards(slot("m", weight.spec()), gradient, 1 - BETA_1);
      Tensor v = towards(slot("v", weight.spec()), UnaryOp.SQUARE.on(gradient), 1 - BETA_2);
      Tensor scale = BinaryOp.ADD.on(UnaryOp.SQRT.on(v), scalar(EPSILON));
      Tensor step = BinaryOp.DIVIDE.on(BinaryOp.MULTIPLY.on(m, rate), scale);
      trace.update(weight, BinaryOp.SUBTRACT.on(trace.read(weight), step));
    }

    private Tensor towards(Variable average, Tensor target, double part) {
      Tensor old = trace.read(average);
      Tensor change = BinaryOp.MULTIPLY.on(BinaryOp.SUBTRACT.on(target, old), scalar(part));
      Tensor now = BinaryOp.ADD.on(old, change);
      trace.update(average, now);
      return now;
    }

    private static Variable slot(String name, TensorSpec spec) {
      return new Variable(name, name, spec, false, () -> NDArray.zeros(spec.dtype(), spec.shape()));
    }

    private static Tensor scalar(double value) {
      return Constant.scalar(DType.FLOAT32, value);
    }
  }
}
