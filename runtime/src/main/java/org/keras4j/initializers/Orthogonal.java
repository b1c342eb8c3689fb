package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A random matrix with orthonormal rows or columns, whichever are fewer; leading axes are taken
 * together. Keras: {@code keras.initializers.Orthogonal}.
 */
public final class Orthogonal implements Initializer {
  /** The factor of the matrix; default 1. */
  public static final Arg<Double> GAIN = Arg.number("gain", 1.0);

  public static final ObjectType<Orthogonal> TYPE =
      ObjectType.of(
              Initializer.class,
              "keras.initializers",
              "Orthogonal",
              Orthogonal::new,
              GAIN,
              RandomInitializer.SEED)
          .aliases("OrthogonalInitializer");

  private final Config config;

  private Orthogonal(Config config) {
    this.config = config;
  }

  /** Rows or columns of norm one. */
  public static Orthogonal of() {
    return of(1);
  }

  /** Rows or columns of norm {@code gain}. */
  public static Orthogonal of(double gain) {
    return new Orthogonal(Config.of(TYPE.args(), Map.of(GAIN, gain)));
  }

  /** This initializer with a fixed seed: it makes the same values each time. */
  public Orthogonal withSeed(int seed) {
    return new Orthogonal(config.with(RandomInitializer.SEED, seed));
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public NDArray initialize(TensorSpec spec, long seed) {
    Shape shape = spec.shape();
    if (shape.rank() < 2) {
      throw new ConfigException(
          "The tensor to initialize must be at least two-dimensional. Received: shape="
              + shape
              + " of rank "
              + shape.rank()
              + ".");
    }
    int columns = shape.dim(-1);
    int rows = shape.product(0, shape.rank() - 1);
    Integer own = config.get(RandomInitializer.SEED);
    double[][] vectors =
        orthonormal(
            Math.min(rows, columns),
            Math.max(rows, columns),
            new RandomValues(own == null ? seed : own));
    NDArray.Builder builder = NDArray.builder(spec.dtype(), shape);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double value = rows < columns ? vectors[i][j] : vectors[j][i];
        builder.set(i * columns + j, config.get(GAIN) * value);
      }
    }
    return builder.build();
  }

  /** Normal vectors made orthonormal by Gram and Schmidt, each projection done twice. */
  private static double[][] orthonormal(int count, int length, RandomValues random) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < length; j++) {
        vectors[i][j] = random.normal((long) i * length + j);
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int k = 0; k < i; k++) {
          subtract(vectors[i], vectors[k], dot(vectors[i], vectors[k]));
        }
      }
      double norm = Math.sqrt(dot(vectors[i], vectors[i]));
      for (int j = 0; j < length; j++) {
        vectors[i][j] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] vector, double factor) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * vector[i];
    }
  }
}
