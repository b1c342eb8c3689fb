package org.keras4j.initializers;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Random values whose variance follows from the number of inputs and outputs of a weight. Keras:
 * {@code keras.initializers.VarianceScaling} and the initializers of Glorot, He and LeCun.
 */
public final class VarianceScaling extends RandomInitializer {
  public static final Arg<Double> SCALE =
      Arg.number("scale", 1.0).that(scale -> scale > 0, "a positive number");
  public static final Arg<String> MODE =
      Arg.string("mode", "fan_in")
          .that(
              List.of("fan_in", "fan_out", "fan_avg")::contains,
              "one of 'fan_in', 'fan_out', 'fan_avg'");
  public static final Arg<String> DISTRIBUTION =
      Arg.string("distribution", "truncated_normal")
          .that(
              List.of("uniform", "truncated_normal", "untruncated_normal", "normal")::contains,
              "one of 'uniform', 'truncated_normal', 'untruncated_normal'");
  public static final Arg<List<Integer>> INPUT_AXES = Arg.integers("input_axes", null);
  public static final Arg<List<Integer>> OUTPUT_AXES = Arg.integers("output_axes", null);

  public static final ObjectType<VarianceScaling> TYPE =
      ObjectType.of(
          Initializer.class,
          "keras.initializers",
          "VarianceScaling",
          config ->
              new VarianceScaling(
                  VarianceScaling.TYPE,
                  config,
                  config.get(SCALE),
                  config.get(MODE),
                  config.get(DISTRIBUTION)),
          SCALE,
          MODE,
          DISTRIBUTION,
          SEED,
          INPUT_AXES,
          OUTPUT_AXES);

  public static final ObjectType<VarianceScaling> GLOROT_NORMAL =
      named("GlorotNormal", 1, "fan_avg", "truncated_normal");
  public static final ObjectType<VarianceScaling> GLOROT_UNIFORM =
      named("GlorotUniform", 1, "fan_avg", "uniform");
  public static final ObjectType<VarianceScaling> HE_NORMAL =
      named("HeNormal", 2, "fan_in", "truncated_normal");
  public static final ObjectType<VarianceScaling> HE_UNIFORM =
      named("HeUniform", 2, "fan_in", "uniform");
  public static final ObjectType<VarianceScaling> LECUN_NORMAL =
      named("LecunNormal", 1, "fan_in", "truncated_normal");
  public static final ObjectType<VarianceScaling> LECUN_UNIFORM =
      named("LecunUniform", 1, "fan_in", "uniform");

  /** Standard deviation of a standard normal cut at two standard deviations. */
  private static final double TRUNCATED_STDDEV = 0.87962566103423978;

  private final double scale;
  private final String mode;
  private final String distribution;

  private VarianceScaling(
      ObjectType<?> type, Config config, double scale, String mode, String distribution) {
    super(type, config);
    this.scale = scale;
    this.mode = mode;
    this.distribution = distribution;
  }

  /** Glorot's uniform initializer: the default of most kernels. */
  public static VarianceScaling glorotUniform() {
    return GLOROT_UNIFORM.create();
  }

  /** Glorot's normal initializer. */
  public static VarianceScaling glorotNormal() {
    return GLOROT_NORMAL.create();
  }

  /** He's uniform initializer: for layers with a rectifier. */
  public static VarianceScaling heUniform() {
    return HE_UNIFORM.create();
  }

  /** He's normal initializer: for layers with a rectifier. */
  public static VarianceScaling heNormal() {
    return HE_NORMAL.create();
  }

  /** LeCun's uniform initializer. */
  public static VarianceScaling lecunUniform() {
    return LECUN_UNIFORM.create();
  }

  /** LeCun's normal initializer: for layers with SELU. */
  public static VarianceScaling lecunNormal() {
    return LECUN_NORMAL.create();
  }

  private static ObjectType<VarianceScaling> named(
      String className, double scale, String mode, String distribution) {
    ObjectType<?>[] self = new ObjectType<?>[1];
    ObjectType<VarianceScaling> type =
        ObjectType.of(
            Initializer.class,
            "keras.initializers",
            className,
            config -> new VarianceScaling(self[0], config, scale, mode, distribution),
            SEED,
            INPUT_AXES,
            OUTPUT_AXES);
    self[0] = type;
    return type;
  }

  /** An initializer with the given scale, mode and distribution. */
  public static VarianceScaling of(double scale, String mode, String distribution) {
    return TYPE.create(
        Config.of(TYPE.args(), Map.of(SCALE, scale, MODE, mode, DISTRIBUTION, distribution)));
  }

  /**
   * This initializer for a weight of which the given axes are inputs and outputs, unless its own
   * arguments say which they are.
   */
  public VarianceScaling withAxes(List<Integer> inputAxes, List<Integer> outputAxes) {
    if (config().get(INPUT_AXES) != null && config().get(OUTPUT_AXES) != null) {
      return this;
    }
    Config known = config().with(INPUT_AXES, inputAxes).with(OUTPUT_AXES, outputAxes);
    return new VarianceScaling(type(), known, scale, mode, distribution);
  }

  @Override
  double value(RandomValues random, long index, TensorSpec spec) {
    double variance = scale / Math.max(1, fan(spec.shape()));
    return switch (distribution) {
      case "uniform" -> (2 * random.uniform(index) - 1) * Math.sqrt(3 * variance);
      case "untruncated_normal" -> random.normal(index) * Math.sqrt(variance);
      default -> random.truncatedNormal(index) * Math.sqrt(variance) / TRUNCATED_STDDEV;
    };
  }

  private double fan(Shape shape) {
    double fanIn = 1;
    double fanOut = 1;
    List<Integer> in = config().get(INPUT_AXES);
    List<Integer> out = config().get(OUTPUT_AXES);
    if (in != null && out != null) {
      for (int axis = 0; axis < shape.rank(); axis++) {
        boolean isIn = in.contains(axis) || in.contains(axis - shape.rank());
        boolean isOut = out.contains(axis) || out.contains(axis - shape.rank());
        fanIn *= isIn || !isOut ? shape.dim(axis) : 1;
        fanOut *= isOut || !isIn ? shape.dim(axis) : 1;
      }
    } else if (shape.rank() == 1) {
      fanIn = shape.dim(0);
      fanOut = shape.dim(0);
    } else if (shape.rank() >= 2) {
      double receptive = shape.product(0, shape.rank() - 2);
      fanIn = shape.dim(-2) * receptive;
      fanOut = shape.dim(-1) * receptive;
    }
    return switch (mode) {
      case "fan_in" -> fanIn;
      case "fan_out" -> fanOut;
      default -> (fanIn + fanOut) / 2;
    };
  }
}
