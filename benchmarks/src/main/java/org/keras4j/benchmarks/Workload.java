package org.keras4j.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.keras4j.formats.npy.Npz;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * One of the models that {@code scripts/make_models.py} writes: {@code NAME.keras}, and {@code
 * NAME.npz} with samples and Keras' answers to them.
 */
public record Workload(String name) {
  /** The reference workloads, small ones first. */
  public static final List<String> NAMES =
      List.of(
          "mlp",
          "mnist_cnn",
          "dilated_conv1d",
          "lstm",
          "bigru",
          "transformer",
          "mobilenetv2",
          "efficientnetb0",
          "resnet50");

  /** System property with the folder of the models; default {@code benchmarks/models}. */
  public static final String FOLDER = "keras4j.models";

  /** The path of one of this workload's files, such as {@code .keras}. */
  public Path file(String suffix) {
    Path path = Path.of(System.getProperty(FOLDER, "benchmarks/models"), name + suffix);
    if (!Files.exists(path)) {
      throw new IllegalStateException(
          path
              + " does not exist. Make the models with benchmarks/scripts/make_models.py, or give"
              + " their folder by -D"
              + FOLDER
              + "=FOLDER");
    }
    return path;
  }

  public Model load() {
    return Model.load(file(".keras"));
  }

  /** {@code batch} inputs: the stored samples in turn. */
  public NDArray inputs(int batch) {
    return stored("in_0", batch);
  }

  /** What Keras answered to {@link #inputs}. */
  public NDArray expected(int batch) {
    return stored("out_0", batch);
  }

  private NDArray stored(String key, int batch) {
    NDArray samples = Npz.read(file(".npz")).get(key);
    int rows = samples.shape().dim(0);
    int size = samples.size() / rows;
    float[] values = new float[batch * size];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(samples.array(), i % rows * size, values, i * size, size);
    }
    Shape shape = samples.shape().withDim(0, batch);
    return NDArray.wrap(samples.dtype(), shape, values);
  }

  /** The model's computation for a batch of exactly this size. */
  public GraphFunction trace(int batch) {
    List<Tensor> inputs = List.of(Placeholder.of("in_0", inputs(batch).spec()));
    Trace trace = Trace.inference();
    Object outputs = trace.call(load(), CallArguments.of(inputs.get(0)));
    return trace.function(inputs, Structures.tensors(outputs));
  }

  /**
   * The largest difference between outputs, relative to the largest expected value.
   *
   * @throws IllegalArgumentException if the shapes differ
   */
  public static double error(NDArray actual, NDArray expected) {
    if (!actual.shape().equals(expected.shape())) {
      throw new IllegalArgumentException(
          "Outputs have shape " + actual.shape() + ", expected " + expected.shape());
    }
    float[] x = (float[]) actual.array();
    float[] y = (float[]) expected.array();
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < y.length; i++) {
      // Math.max keeps NaN, so a NaN anywhere is an error that no bound admits.
      difference = Math.max(difference, Math.abs((double) x[i] - y[i]));
      scale = Math.max(scale, Math.abs((double) y[i]));
    }
    return difference / scale;
  }
}
