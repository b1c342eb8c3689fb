import static org.keras4j.activations.Activations.RELU;
import static org.keras4j.activations.Activations.SOFTMAX;

import java.nio.file.Path;
import java.util.Map;
import org.keras4j.callbacks.Logs;
import org.keras4j.formats.npy.Npz;
import org.keras4j.layers.convolutional.Conv2D;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.pooling.MaxPooling2D;
import org.keras4j.layers.preprocessing.Rescaling;
import org.keras4j.layers.regularization.Dropout;
import org.keras4j.layers.reshaping.Flatten;
import org.keras4j.models.Input;
import org.keras4j.models.Sequential;
import org.keras4j.optimizers.Adam;
import org.keras4j.tensor.NDArray;
import org.keras4j.training.EvaluateOptions;
import org.keras4j.training.FitOptions;

/**
 * Trains a small convolutional network to read scanned digits, tests it on digits it has not seen,
 * and saves it for Keras.
 *
 * <p>Arguments: the file digits.npz, and where to save the model; optionally a number that makes
 * another training of it.
 */
final class TrainDigits {
  private static final int TRAINING_DIGITS = 1500;

  public static void main(String[] arguments) {
    Map<String, NDArray> digits = Npz.read(Path.of(arguments[0]));
    NDArray images = digits.get("images");
    NDArray labels = digits.get("labels");
    int all = images.shape().dim(0);
    int seed = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 0;

    Sequential model = network(seed);
    model.compile(Adam.learningRate(1e-3), "sparse_categorical_crossentropy", "accuracy");
    model.fit(
        images.rows(0, TRAINING_DIGITS),
        labels.rows(0, TRAINING_DIGITS),
        FitOptions.epochs(30).batchSize(32).seed(seed).verbose(2));

    Logs unseen =
        model.evaluate(
            images.rows(TRAINING_DIGITS, all),
            labels.rows(TRAINING_DIGITS, all),
            EvaluateOptions.standard().verbose(0));
    System.out.printf(
        "%d digits it has not seen: accuracy %.4f, loss %.4f%n",
        all - TRAINING_DIGITS, unseen.get("accuracy"), unseen.get("loss"));
    model.save(Path.of(arguments[1]));
    System.out.println("Saved " + arguments[1] + ", which Keras opens");
  }

  /** Initial weights depend on the names of layers: the seed in them makes others. */
  private static Sequential network(int seed) {
    String suffix = "_" + seed;
    return Sequential.of(
        Input.shape(8, 8, 1),
        Rescaling.scale(1 / 16.0).build(),
        Conv2D.filters(16).kernelSize(3).activation(RELU).name("edges" + suffix).build(),
        MaxPooling2D.poolSize(2).build(),
        Conv2D.filters(32).kernelSize(3).activation(RELU).name("strokes" + suffix).build(),
        Flatten.builder().build(),
        Dropout.rate(0.3).seed(seed).build(),
        Dense.units(32).activation(RELU).name("hidden" + suffix).build(),
        Dense.units(10).activation(SOFTMAX).name("digit" + suffix).build());
  }
}
